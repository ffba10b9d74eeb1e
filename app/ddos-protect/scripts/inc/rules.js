// What routers are told about a control: a blackhole route, or a FlowSpec rule with its action.

function prefixOf(control) {
  return control.target + (control.version === '6' ? '/128' : '/32');
}

/** What a rule does to the packets that it matches. */
function thenOf(action, version) {
  if (action === 'filter') {
    return { 'traffic-rate': '0' };
  }
  if (action === 'limit') {
    return { 'traffic-rate': '' + settings.rate };
  }
  if (action === 'mark') {
    return { 'traffic-marking': settings.dscp };
  }
  if (action === 'community') {
    return { communities: settings.flowCommunity };
  }
  if (action !== 'redirect') {
    throw 'the action ' + action + ' is no rule';
  }
  var redirect = settings.redirect;
  switch (redirect.method) {
    case 'as4': return { 'redirect-as4': redirect.as4 };
    case 'ip': return { 'redirect-ip': redirect.ip };
    case 'nexthop': return { 'redirect-nexthop': version === '6' ? redirect.nexthop6 : redirect.nexthop };
    case 'ipaction': return { 'redirect-action-ip': redirect.ipaction };
    default: return { 'redirect-as': redirect.as };
  }
}

/** Which packets a rule of the control matches. */
function matchOf(control) {
  var match = ATTACKS[control.attack][control.version].match(control.protocol);
  match.version = control.version;
  match.destination = prefixOf(control);
  return match;
}

/** Whether routers are told of routes or rules of a kind at all. Answers why not, or an empty text. */
function notEnabled(action, version) {
  if (action === 'drop') {
    return version === '6' && !settings.ipv6 ? 'routes of IPv6 need ' + PREFIX + 'enable.ipv6=yes' : '';
  }
  var family = version === '6' ? 'flowspec6' : 'flowspec';
  return settings[family] ? '' : action + ' needs ' + PREFIX + 'enable.' + family + '=yes';
}

/** What a session must speak for an announcement, as it is called in texts. */
function familyOf(what) {
  var version = what.kind === 'route' ? what.body.prefix.indexOf(':') < 0 ? '4' : '6' : what.body.match.version;
  return (what.kind === 'route' ? 'routes' : 'FlowSpec') + ' of IPv' + version;
}

/** What is announced for an action, with a text that tells equal ones. */
function announcement(action, control, match) {
  if (action === 'drop') {
    var prefix = prefixOf(control);
    return {
      kind: 'route', id: 'route ' + prefix,
      body: {
        prefix: prefix, nexthop: control.version === '6' ? settings.nexthop6 : settings.nexthop,
        communities: settings.community, localpref: settings.localpref
      }
    };
  }
  var matched = match || matchOf(control);
  var text = Object.keys(matched).sort().map(function (name) { return name + matched[name]; }).join(' ');
  return { kind: 'rule', id: 'rule ' + text, body: { match: matched, then: thenOf(action, control.version) } };
}
