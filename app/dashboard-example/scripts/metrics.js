// author: Weir
// version: 1.0
// description: A dashboard to copy: total traffic and the largest stacks of protocols, each second for five minutes

include(scriptdir() + '/inc/trend.js');

/** Without a question for so many ms nothing is measured: an app that nobody looks at costs nothing. */
var FORGET = 60000;

var trend = new Trend(300);
var latest = {};
/** When somebody asked last; 0 while nothing is measured. */
var asked = 0;

function measure() {
  if (asked === 0) {
    setFlow('dashboard_example_bytes', { value: 'bytes', t: 2 });
    setFlow('dashboard_example_stack', { keys: 'stack', value: 'bytes', n: 10, t: 2 });
  }
  asked = Date.now();
}

function rest() {
  clearFlow('dashboard_example_bytes');
  clearFlow('dashboard_example_stack');
  trend = new Trend(300);
  latest = {};
  asked = 0;
}

/** Bits per second of the largest flows, by key. */
function largest(name, most) {
  return activeFlows('ALL', name, most, 1, 'sum').reduce(function (found, flow) {
    found[flow.key] = 8 * flow.value;
    return found;
  }, {});
}

setIntervalHandler(function (now) {
  if (asked === 0) {
    return;
  }
  if (Date.now() - asked > FORGET) {
    rest();
    return;
  }
  latest = { total: largest('dashboard_example_bytes', 1)[''] || 0, stacks: largest('dashboard_example_stack', 5) };
  trend.add(now, latest);
}, 1);

setHttpHandler(function (request) {
  var path = request.path || [];
  if (request.format !== 'json' || path.length === 0) {
    throw 'not_found';
  }
  measure();
  if (path[0] === 'trend' && path.length === 1) {
    var after = request.query.after ? Number(request.query.after[0]) : 0;
    return { trend: trend.after(after) };
  }
  if (path[0] === 'metric' && path.length === 1) {
    return latest;
  }
  if (path[0] === 'metric' && path.length === 2 && path[1] in latest) {
    return latest[path[1]];
  }
  throw 'not_found';
});
