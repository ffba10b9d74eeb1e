// Uses the charts as published pages do; what it gets is fixed, so that a test knows what must be seen.
$(function () {
  var start = 1700000000000;
  var times = [];
  for (var i = 0; i < 300; i++) times.push(start + i * 1000);
  function all(value) { return times.map(function () { return value; }); }

  var hostile = '<img src=x onerror=document.title=1>';
  var db = {};
  window.db = db;

  $('#trend').chart({
    type: 'trend', metrics: ['bps_in', 'bps_out'], legend: ['In', 'Out'], stack: true, units: 'Bits per Second',
    ymargin: 0, hrule: [{name: 'limit', color: '#ff0000', scale: true}]
  }, db);
  $('#topn').chart({
    type: 'topn', metric: 'top', sep: '_SEP_', stack: false, legendHeadings: ['Source &lt;1&gt;', 'Port'],
    keyName: function (key, idx) { return idx === 1 && key === '80' ? 'http(80)' : key; },
    legendLinks: ['#', null], units: ['Packets per Second']
  }, db);
  $('#single').chart({type: 'trend', metrics: ['bps_in'], units: 'Bits per Second'}, db);
  $('#later').chart({type: 'trend', metrics: ['bps_in'], legend: ['In']}, db);

  db.trend = {
    maxPoints: 300, times: times, values: {limit: 4000},
    trends: {
      bps_in: all(1000),
      bps_out: all(2000),
      top: times.map(function (t, i) {
        var entry = {'-other-': 7};
        if (i < 150) entry[hostile + '_SEP_22'] = 9000;
        else { entry['10.0.0.1_SEP_80'] = 1500; entry['10.0.0.2_SEP_443'] = 2500; }
        return i < 10 ? null : entry;
      })
    }
  };
  $.event.trigger({type: 'updateChart'});

  window.clicks = [];
  window.raw = $('#raw').stripchart({clickable: true, includeMillis: true});
  raw.bind('stripchartclick', function (e, pt) { clicks.push(pt); });
  raw.stripchart('draw', {
    times: times, values: [all(0.002), all(0.001)], units: 'Seconds', legend: {labels: [['a', 'b']], headings: ['A', 'B']}
  });
  $(window).resize(function () { $.event.trigger({type: 'updateChart'}); });
});
