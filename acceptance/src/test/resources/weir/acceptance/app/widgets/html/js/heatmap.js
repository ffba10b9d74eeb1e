$(function () {
  window.it = $('#it').heatmap({radius: 0.02, axisInset: 0.1});
  it.heatmap('draw', [{x: 0.25, y: 0.75, z: 1}, {x: 0.75, y: 0.25, z: 0.1}]);
});
