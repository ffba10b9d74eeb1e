// Settings of the app: properties ddos_protect.NAME, read once. What cannot be understood is told in the log, and the usual
// value is taken.

var PREFIX = 'ddos_protect.';
var MODES = ['manual', 'automatic'];
var MOST_PROBLEMS = 50;
/** How long a fault that may pass is shown, ms. */
var PASSES = 600000;

/** What is wrong, with the time until when it is shown; 0 for good. */
var problems = [];

/** Remembers something to be shown. Answers whether it is new. */
function note(text, until) {
  var known = problems.filter(function (each) { return each.text === text; })[0];
  if (known) {
    known.until = until;
    return false;
  }
  if (problems.length >= MOST_PROBLEMS) {
    return false;
  }
  problems.push({ text: text, until: until });
  return true;
}

/** Says something to who looks at status/json; the log need not know it. */
function remark(text) {
  note(text, 0);
}

function warn(text, until) {
  if (note(text, until)) {
    logWarning('ddos-protect: ' + text);
  }
}

/** Says what is wrong with the way the app is set up, to the log and to status/json. */
function problem(text) {
  warn(text, 0);
}

/** Says what went wrong just now. */
function fault(text) {
  warn(text, Date.now() + PASSES);
}

function toldProblems() {
  problems = problems.filter(function (each) { return each.until === 0 || each.until > Date.now(); });
  return problems.map(function (each) { return each.text; });
}

/** Does something whose failure must not end the script, as it would protect nobody then. */
function carefully(what, action) {
  try {
    action();
  } catch (e) {
    fault(what + ': ' + e);
  }
}

/** A value that was kept. Absent: undefined, also when it cannot be read. */
function kept(key) {
  var value;
  carefully('what was kept cannot be read', function () { value = storeGet(key); });
  return value;
}

/** Keys of all that was kept; none when they cannot be read. */
function keptKeys() {
  var keys = [];
  carefully('what was kept cannot be read', function () { keys = storeKeys(); });
  return keys;
}

/** Keeps a choice of the operator, which is in force even where that fails. */
function keepChoice(key, value) {
  carefully('a change is in force, but cannot be kept over a restart', function () { storeSet(key, value); });
}

function property(name, usual) {
  var given = getSystemProperty(PREFIX + name);
  return given === null || given === undefined ? usual : ('' + given).trim();
}

function listProperty(name, usual) {
  return property(name, usual).split(',').map(function (each) { return each.trim(); })
    .filter(function (each) { return each !== ''; });
}

function numberProperty(name, usual, least, most) {
  var text = property(name, '' + usual);
  var number = text === '' ? NaN : Number(text);
  if (!(number >= least && number <= most)) {
    problem(PREFIX + name + '=' + text + ' is no number from ' + least + ' to ' + most);
    return usual;
  }
  return number;
}

function choiceProperty(name, usual, choices) {
  var text = property(name, usual);
  if (choices.indexOf(text) < 0) {
    problem(PREFIX + name + '=' + text + ' is none of ' + choices.join(', '));
    return usual;
  }
  return text;
}

/** A text that must be good for something; what is told of one that is not. */
function checkedProperty(name, usual, isGood, what) {
  var text = property(name, usual);
  if (!isGood(text)) {
    problem(PREFIX + name + '=' + text.substring(0, 200) + ' is no ' + what + ', ' + usual + ' is taken');
    return usual;
  }
  return text;
}

function yesProperty(name) {
  return choiceProperty(name, 'no', ['yes', 'no']) === 'yes';
}

var bgpIsOn = (getSystemProperty('bgp.start') || 'no') === 'yes';

var settings = {
  routers: listProperty('router', '127.0.0.1'),
  as: property('as', '65000'),
  id: property('id', '0.6.6.6'),
  community: checkedProperty('community', '65535:666', isCommunities, 'list of communities'),
  nexthop: checkedProperty('nexthop', '192.0.2.1', isV4, 'address of IPv4'),
  nexthop6: checkedProperty('nexthop6', '100::1', isV6, 'address of IPv6'),
  localpref: numberProperty('localpref', 100, 0, 4294967295),
  ipv6: yesProperty('enable.ipv6'),
  flowspec: yesProperty('enable.flowspec'),
  flowspec6: yesProperty('enable.flowspec6'),
  dscp: checkedProperty('flowspec.dscp', 'le', isDscp, 'DSCP'),
  rate: numberProperty('flowspec.rate', 12500, 0, 1e15),
  flowCommunity: checkedProperty('flowspec.community', '128:6:0', isRuleCommunities, 'list of communities'),
  redirect: {
    method: choiceProperty('flowspec.redirect.method', 'as', ['as', 'as4', 'ip', 'nexthop', 'ipaction']),
    as: checkedProperty('flowspec.redirect.as', '65000:666', isSystemTarget, 'system and number'),
    as4: checkedProperty('flowspec.redirect.as4', '65000:666', isWideSystemTarget, 'system and number'),
    ip: checkedProperty('flowspec.redirect.ip', '192.0.2.1:666', isAddressTarget, 'address and number'),
    nexthop: checkedProperty('flowspec.redirect.nexthop', '192.0.2.1', isAddress, 'address'),
    nexthop6: checkedProperty('flowspec.redirect.nexthop6', '100::1', isAddress, 'address'),
    ipaction: checkedProperty('flowspec.redirect.ipaction', '192.0.2.1', isV4, 'address of IPv4')
  },
  maxRoutes: numberProperty('maxroutes', 1000, 0, 1e6),
  maxFlows: numberProperty('maxflows', 100, 0, 1e6),
  external: listProperty('externalgroup', 'external'),
  excluded: listProperty('excludedgroups', 'external,private,multicast,exclude'),
  bgpGroup: property('bgpgroup', ''),
  fewSources: yesProperty('scf') ? numberProperty('scf_sources', 10, 1, 1e9) : 0,
  flowSeconds: numberProperty('flow_seconds', 2, 0.1, 600),
  thresholdSeconds: numberProperty('threshold_seconds', 60, 0.1, 86400),
  mode: choiceProperty('mode', 'manual', MODES),
  collateral: {
    rule: numberProperty('collateral.limit', 0.1, 0, 1),
    route: numberProperty('collateral.limit.drop', 1, 0, 1),
    seconds: numberProperty('collateral.seconds', 10, 1, 600)
  },
  verify: {
    seconds: numberProperty('verify.seconds', 30, 0, 3600),
    share: numberProperty('verify.share', 0.5, 0, 1),
    agents: property('verify.agents', ''),
    escalate: yesProperty('escalate')
  },
  syslog: {
    hosts: listProperty('syslog.host', ''),
    port: numberProperty('syslog.port', 514, 1, 65535),
    facility: numberProperty('syslog.facility', 16, 0, 23),
    severity: numberProperty('syslog.severity', 5, 0, 7)
  },
  metricPrefix: (getSystemProperty('prometheus.metric.prefix') || 'sflow_') + 'ddos_protect_',
  typed: getSystemProperty('prometheus.type') === 'yes'
};
