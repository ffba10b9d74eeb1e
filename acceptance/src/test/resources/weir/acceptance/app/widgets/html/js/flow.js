$(function () {
  window.picked = [];
  window.it = $('#it').flow({axisN: 'Internet', axisS: 'Campus', seed: 1234, height: '400', velocity: 0.01});
  it.bind('flowclick', function (e, flow) { picked.push(flow); });
  it.flow('data', [{
    startSide: 'N', startVal: 0.5, endSide: 'S', endVal: 0.5, type: '6', frequency: 9,
    info: [{name: 'Source Address', value: '10.0.0.1 <b>'}, {name: 'Source Name', value: ''}]
  }]);
});
