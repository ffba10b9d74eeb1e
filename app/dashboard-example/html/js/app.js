// Asks the script for what is new each second, and draws all of it.
$(function () {
  'use strict';

  const db = {};

  $('#total').chart({type: 'trend', metrics: ['total'], legend: ['Bits per second'], units: 'Bits per second', stack: true}, db);
  $('#stacks').chart({type: 'topn', metric: 'stacks', legendHeadings: ['Stack'], units: 'Bits per second', stack: true, sep: '_SEP_'}, db);

  function add(trend) {
    if (!db.trend) {
      db.trend = trend;
    } else {
      const surplus = Math.max(0, db.trend.times.length + trend.times.length - trend.maxPoints);
      db.trend.times = db.trend.times.concat(trend.times).slice(surplus);
      Object.keys(trend.trends).forEach((name) => {
        db.trend.trends[name] = (db.trend.trends[name] || []).concat(trend.trends[name]).slice(surplus);
      });
    }
    const times = db.trend.times;
    if (times.length > 0) {
      db.trend.start = new Date(times[times.length - 1] - db.trend.maxPoints * 1000);
      db.trend.end = new Date(times[times.length - 1]);
      $('#state').text(`${times.length} seconds`);
      $.event.trigger({type: 'updateChart'});
    }
  }

  function ask() {
    const after = db.trend && db.trend.times.length > 0 ? db.trend.times[db.trend.times.length - 1] : 0;
    $.ajax({
      url: '../scripts/metrics.js/trend/json',
      data: {after},
      dataType: 'json',
      success: (answer) => {
        add(answer.trend);
        setTimeout(ask, 1000);
      },
      error: () => {
        $('#state').text('No answer; asking again');
        setTimeout(ask, 5000);
      },
    });
  }

  $(window).on('resize', () => $.event.trigger({type: 'updateChart'}));
  ask();
});
