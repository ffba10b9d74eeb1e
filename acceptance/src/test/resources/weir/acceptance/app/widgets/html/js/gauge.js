$(function () {
  window.it = $('#it').gauge({label: 'Links <b>Down</b>', suffix: '', threshold: 1}).click(function () {
    window.clicked = $(this).find('.title').html();
  });
  window.other = $('#other').gauge({label: 'Nodes Total', suffix: 'bps', threshold: 4000, maxValue: 5000, logScale: true});
});
