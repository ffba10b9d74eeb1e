// author: Weir
// version: 1.0
// description: Sees attacks on those who are protected, and has routers drop, filter, limit, mark or redirect them

include(scriptdir() + '/inc/values.js');
include(scriptdir() + '/inc/settings.js');
include(scriptdir() + '/inc/trend.js');
include(scriptdir() + '/inc/attacks.js');
include(scriptdir() + '/inc/limits.js');
include(scriptdir() + '/inc/groups.js');
include(scriptdir() + '/inc/rules.js');
include(scriptdir() + '/inc/routers.js');
include(scriptdir() + '/inc/report.js');
include(scriptdir() + '/inc/checks.js');
include(scriptdir() + '/inc/controls.js');
include(scriptdir() + '/inc/again.js');
include(scriptdir() + '/inc/kept.js');
include(scriptdir() + '/inc/sources.js');
include(scriptdir() + '/inc/prometheus.js');

var STATUSES = ['pending', 'blocked', 'waiting', 'refused', 'allowed', 'ignored'];
var LARGEST = 5;
/** Seconds between two looks at sessions of routers. */
var LOOK = 10;

var trend = new Trend(300);
var latest = {};
var ticks = 0;
/** Why the last request to change something was refused. */
var mistake = '';

/** Packets per second of the largest candidates, by target, group and protocol. */
function candidates(attack) {
  return VERSIONS.reduce(function (found, version) {
    activeFlows('ALL', flowName(attack, version), LARGEST, 1, 'max').forEach(function (flow) { found[flow.key] = flow.value; });
    return found;
  }, {});
}

function takePoint(now) {
  latest = {};
  Object.keys(ATTACKS).forEach(function (attack) { latest[attack] = candidates(attack); });
  STATUSES.forEach(function (status) {
    latest['controls_' + status] = allControls().filter(function (control) { return control.status === status; }).length;
  });
  latest.routers_up = routers.filter(function (router) { return router.up; }).length;
  trend.add(now, latest);
}

function trendAfter(query) {
  var later = trend.after(query.after ? Number(query.after[0]) || 0 : 0);
  Object.keys(ATTACKS).forEach(function (attack) { later.values[attack] = limits[attack].threshold; });
  return { trend: later };
}

/** A control as it is told. */
function told(control) {
  var copy = {};
  Object.keys(control).forEach(function (name) { copy[name] = control[name]; });
  copy.active = goesOn(control);
  copy.announces = control.what ? control.what.body : null;
  ['what', 'again', 'followed', 'taken'].forEach(function (name) { delete copy[name]; });
  return copy;
}

function toldControls() {
  var list = allControls().sort(function (a, b) { return b.time - a.time; });
  return { controls: list.map(told), leftOut: dropped, most: MOST_CONTROLS };
}

function state() {
  return {
    mode: mode, bgp: bgpIsOn, problems: toldProblems().concat(groupsProblem()), mistake: mistake,
    checks: typeof ruleTrial === 'function', collateral: settings.collateral, verify: settings.verify,
    routes: count('route'), maxRoutes: settings.maxRoutes, rules: count('rule'), maxRules: settings.maxFlows,
    families: { ipv6: settings.ipv6, flowspec: settings.flowspec, flowspec6: settings.flowspec6 },
    attacks: Object.keys(ATTACKS).map(function (attack) {
      return { name: attack, title: ATTACKS[attack].title, unit: ATTACKS[attack].unit };
    }),
    actions: ACTIONS,
    routers: routers.map(function (router) {
      return { router: router.address, up: router.up, since: router.since, announced: routersHave(router) };
    })
  };
}

function routersHave(router) {
  return Object.keys(router.has).filter(function (id) { return router.has[id]; }).length;
}

/** Refuses a request; status/json tells why. */
function wrong(text, status) {
  mistake = text;
  logInfo('ddos-protect: ' + text);
  throw status || 'bad_request';
}

function decide(request) {
  var body = request.body;
  if (request.error || !body || ['block', 'allow'].indexOf(body.action) < 0) {
    wrong('action is block or allow');
  }
  if (typeof body.id !== 'string' || !controls.hasOwnProperty(body.id)) {
    wrong('there is no control ' + body.id, 'not_found');
  }
  var control = controls[body.id];
  if (body.action === 'allow') {
    allow(control);
  } else if (control.action === 'ignore') {
    wrong('the action for ' + control.attack + ' is ignore, choose another one first', 'conflict');
  } else if (!isIn(IN_FORCE, control)) {
    block(control, true);
  }
}

function change(request, changed) {
  if (request.error || request.body === undefined) {
    wrong('the body is no JSON');
  }
  var refusal = changed(request.body);
  if (refusal !== '') {
    wrong(refusal);
  }
  setUp = true;
}

function changeMode(wanted) {
  if (MODES.indexOf(wanted) < 0) {
    return 'the mode is automatic or manual';
  }
  setMode(wanted);
  return '';
}

var RESOURCES = {
  trend: { GET: function (request) { return trendAfter(request.query); } },
  controls: { GET: toldControls, POST: decide },
  mode: { GET: function () { return mode; }, PUT: function (request) { change(request, changeMode); } },
  settings: { GET: function () { return limits; }, PUT: function (request) { change(request, changeLimits); } },
  groups: { GET: function () { return groups; }, PUT: function (request) { change(request, changeGroups); } },
  status: { GET: state }
};

setHttpHandler(function (request) {
  var path = request.path || [];
  if (path.length !== 1) {
    throw 'not_found';
  }
  asked = Date.now();
  begin();
  if (request.format === 'txt') {
    return gauges();
  }
  var resource = RESOURCES.hasOwnProperty(path[0]) ? RESOURCES[path[0]] : null;
  if (resource === null || !resource.hasOwnProperty(request.method)) {
    throw 'not_found';
  }
  var answer = resource[request.method](request);
  flushReports();
  return answer;
});

readGroups();
readLimits();
readControls();
addRouters();
if (setUp) {
  begin();
}

setEventHandler(function (event) {
  carefully('an attack', function () { (isFromFew(event) ? waitForSources : attacked)(event); });
  flushReports();
}, VERSIONS.reduce(function (names, version) {
  return names.concat(Object.keys(ATTACKS).map(function (attack) { return flowName(attack, version); }));
}, []));

setIntervalHandler(function (now) {
  if (!watching) {
    return;
  }
  if (now - asked > FORGET && allControls().length === 0 && !setUp) {
    rest();
    return;
  }
  carefully('candidates', function () { takePoint(now); });
  carefully('sources', countSources);
  carefully('what waits', blockPending);
  carefully('trials', tryOthers);
  carefully('what was refused', function () { retryRefused(now); });
  carefully('effects', function () { verifyControls(now); });
  carefully('ages', function () { ageControls(now); });
  if (++ticks % LOOK === 0) {
    carefully('routers', lookAfterRouters);
  }
  flushReports();
}, 1);
