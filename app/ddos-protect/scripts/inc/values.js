// Texts that go into announcements and groups, read as the engine reads them: a mistake is told at the start, not when an attack
// needs help and routers cannot be told.

var DSCP = ['be', 'le', 'cs1', 'af11', 'af12', 'af13', 'cs2', 'af21', 'af22', 'af23', 'cs3', 'af31', 'af32', 'af33', 'cs4', 'af41',
  'af42', 'af43', 'cs5', 'voice-admit', 'ef', 'cs6', 'cs7'];

/** Whether a value of JSON is an object with members. */
function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isUpTo(text, most) {
  return /^[0-9]{1,15}$/.test(text) && Number(text) <= most;
}

/** The two halves of an IPv4 address, 16 bits each. Absent: null when it is none. */
function halvesOfV4(text) {
  var bytes = text.split('.');
  var good = bytes.length === 4 && bytes.every(function (byte) { return isUpTo(byte, 255) && '' + Number(byte) === byte; });
  return good ? [256 * bytes[0] + Number(bytes[1]), 256 * bytes[2] + Number(bytes[3])] : null;
}

/** The parts of an address, 16 bits each: two of IPv4, eight of IPv6. Absent: null when it is none. */
function partsOf(text) {
  if (text.indexOf(':') < 0) {
    return halvesOfV4(text);
  }
  var dotted = /^(.*:)([0-9]+\.[0-9.]+)$/.exec(text);
  var low = dotted ? halvesOfV4(dotted[2]) : [];
  if (low === null) {
    return null;
  }
  var plain = dotted ? dotted[1] + low[0].toString(16) + ':' + low[1].toString(16) : text;
  var lists = plain.split('::').map(function (part) { return part === '' ? [] : part.split(':'); });
  var given = lists.reduce(function (all, list) { return all.concat(list); }, []);
  var good = given.every(function (part) { return /^[0-9a-fA-F]{1,4}$/.test(part); })
    && (lists.length === 1 ? given.length === 8 : lists.length === 2 && given.length < 8);
  if (!good) {
    return null;
  }
  for (var missing = 8 - given.length; missing > 0; missing--) {
    lists[0].push('0');
  }
  return lists[0].concat(lists[1] || []).map(function (part) { return parseInt(part, 16); });
}

function isV4(text) {
  return text.indexOf(':') < 0 && partsOf(text) !== null;
}

function isV6(text) {
  return text.indexOf(':') >= 0 && partsOf(text) !== null;
}

function isAddress(text) {
  return partsOf(text) !== null;
}

/** A prefix in a form that is the same for all ways to write it. Absent: null when it is none. */
function samePrefix(cidr) {
  var slash = cidr.trim().split('/');
  var parts = partsOf(slash[0]);
  if (parts === null || slash.length > 2) {
    return null;
  }
  var length = slash.length === 1 ? 16 * parts.length : Number(slash[1]);
  return parts.map(function (part, i) {
    var bits = Math.min(16, Math.max(0, length - 16 * i));
    return part & 0xFFFF << 16 - bits & 0xFFFF;
  }).join(':') + '/' + length;
}

function isPair(text, mostFirst, mostSecond) {
  var parts = text.split(':');
  return parts.length === 2 && isUpTo(parts[0], mostFirst) && isUpTo(parts[1], mostSecond);
}

/** Communities of a route; none is good, too, as the next hop may say it all. */
function isCommunities(text) {
  var list = text.split('-');
  return text === '' || list.length <= 250 && list.every(function (one) { return isPair(one, 0xFFFF, 0xFFFF); });
}

/** Communities of a rule, plain or extended. */
function isRuleCommunities(text) {
  var list = text.split('-');
  return list.length <= 60 && list.every(function (one) {
    var parts = one.split(':');
    return isPair(one, 0xFFFF, 0xFFFF)
      || parts.length === 3 && isUpTo(parts[0], 255) && isUpTo(parts[1], 255) && isUpTo(parts[2], 0xFFFFFFFFFFFF);
  });
}

function isDscp(text) {
  return DSCP.indexOf(text.toLowerCase()) >= 0 || isUpTo(text, 63) && '' + Number(text) === text;
}

function isSystemTarget(text) {
  return isPair(text, 0xFFFF, 0xFFFFFFFF);
}

function isWideSystemTarget(text) {
  return isPair(text, 0xFFFFFFFF, 0xFFFF);
}

function isAddressTarget(text) {
  var parts = text.split(':');
  return parts.length === 2 && isV4(parts[0]) && isUpTo(parts[1], 0xFFFF);
}
