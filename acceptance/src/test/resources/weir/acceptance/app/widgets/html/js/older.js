$(function () {
  var times = [];
  for (var i = 0; i < 300; i++) times.push(1700000000000 + i * 1000);
  var db = {};
  window.db = db;
  $('#accordion').accordion({heightStyle: 'content', collapsible: true, active: 0});
  $('#tabs').tabs({activate: function () { $.event.trigger({type: 'updateChart'}); }});
  $('#topn').chart({type: 'topn', metric: 'top', legendHeadings: ['Protocol'], stack: true, includeOther: false}, db);
  $('#later').chart({type: 'trend', metrics: ['total'], legend: ['Total'], colors: ['#00ff00'], stack: true, ymargin: 0}, db);
  db.trend = {
    maxPoints: 300, times: times,
    trends: {
      total: times.map(function () { return 5; }),
      top: times.map(function () { return {'eth.ip.tcp': 3, '-other-': 2}; })
    }
  };
  $.event.trigger({type: 'updateChart'});
  $('#table').DataTable({data: [['b', 2], ['a', 1]], columns: [{title: 'Name'}, {title: 'Number'}], pageLength: 25});
});
