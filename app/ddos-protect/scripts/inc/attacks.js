// The seven attacks: what is measured of each, and the FlowSpec rule that says the same. For each version of IP a flow of
// packets by target, group of the target, and protocol, type or port.

var ACTIONS = ['ignore', 'drop', 'filter', 'mark', 'limit', 'redirect', 'community'];

function shape(key, filter, match) {
  return { key: key, filter: filter, match: match };
}

function byProtocol(protocol) {
  return { protocol: '=' + protocol };
}

function byPort(protocol, member, flags) {
  return function (port) {
    var match = { protocol: '=' + protocol };
    match[member] = '=' + port;
    if (flags) {
      match['tcp-flags'] = flags;
    }
    return match;
  };
}

/** Any fragment: of IPv4 the first one is told by a bit of its own. */
function byFragment(protocol) {
  return { protocol: '=' + protocol, fragment: 'IFL' };
}

var SYN_ACK = '....1.010';

var ATTACKS = {
  ip_flood: {
    title: 'IP flood', unit: 'Protocol', most: 255, threshold: 1000000, timeout: 180,
    4: shape('ipprotocol', '', byProtocol),
    6: shape('ip6nexthdr', '', byProtocol)
  },
  ip_fragmentation: {
    title: 'IP fragmentation', unit: 'Protocol', most: 255, threshold: 500000, timeout: 60,
    4: shape('ipprotocol', '(ipflags~..1|range:ipfragoffset:1=true)', byFragment),
    6: shape('ip6nexthdr', '(ip6fragm=true|range:ip6fragoffset:1=true)', byFragment)
  },
  icmp_flood: {
    title: 'ICMP flood', unit: 'ICMP type', most: 255, threshold: 500000, timeout: 60,
    4: shape('icmptype', 'ipprotocol=1', byPort(1, 'icmp-type')),
    6: shape('icmp6type', 'ip6nexthdr=58', byPort(58, 'icmp-type'))
  },
  udp_flood: {
    title: 'UDP flood', unit: 'To port', most: 65535, threshold: 500000, timeout: 60,
    4: shape('udpdestinationport', 'ipprotocol=17', byPort(17, 'destination-port')),
    6: shape('udpdestinationport', 'ip6nexthdr=17', byPort(17, 'destination-port'))
  },
  udp_amplification: {
    title: 'UDP amplification', unit: 'From port', most: 65535, threshold: 500000, timeout: 60,
    4: shape('udpsourceport', 'ipprotocol=17', byPort(17, 'source-port')),
    6: shape('udpsourceport', 'ip6nexthdr=17', byPort(17, 'source-port'))
  },
  tcp_flood: {
    title: 'TCP flood', unit: 'To port', most: 65535, threshold: 500000, timeout: 60,
    4: shape('tcpdestinationport', 'ipprotocol=6', byPort(6, 'destination-port')),
    6: shape('tcpdestinationport', 'ip6nexthdr=6', byPort(6, 'destination-port'))
  },
  tcp_amplification: {
    title: 'TCP amplification', unit: 'From port', most: 65535, threshold: 500000, timeout: 60,
    4: shape('tcpsourceport', 'ipprotocol=6&tcpflags~' + SYN_ACK, byPort(6, 'source-port', '=SA')),
    6: shape('tcpsourceport', 'ip6nexthdr=6&tcpflags~' + SYN_ACK, byPort(6, 'source-port', '=SA'))
  }
};

var VERSIONS = ['4', '6'];

/** Name of the flow, and of its threshold, that watches an attack. */
function flowName(attack, version) {
  return 'ddos_protect_' + attack + (version === '6' ? '_6' : '');
}

/** The attack and version that a flow watches. Absent: null. */
function ofFlow(name) {
  var match = /^ddos_protect_([a-z_]+?)(_6)?$/.exec(name);
  return match && ATTACKS[match[1]] ? { attack: match[1], version: match[2] ? '6' : '4' } : null;
}

/** The numbers of a list like "53, 100-200", in a form for filters. Absent: null when it cannot be read. */
function numbers(text, most) {
  var list = { single: [], ranges: [] };
  var good = ('' + text).split(',').every(function (part) {
    var match = /^\s*([0-9]{1,5})\s*(?:-\s*([0-9]{1,5})\s*)?$/.exec(part);
    if (!match) {
      return part.trim() === '' && ('' + text).trim() === '';
    }
    var low = Number(match[1]), high = match[2] === undefined ? low : Number(match[2]);
    if (low === high) {
      list.single.push(low);
    } else {
      list.ranges.push([low, high]);
    }
    return low <= high && high <= most;
  });
  return good && list.single.length + list.ranges.length <= 1000 ? list : null;
}

/** A filter of the samples whose key is in a list of numbers. Absent: empty for an empty list. */
function among(key, text, most) {
  var list = numbers(text, most);
  var tests = list.ranges.map(function (range) { return 'range:' + key + ':' + range[0] + ':' + range[1] + '=true'; });
  if (list.single.length > 0) {
    tests.push(key + '=' + list.single.join(','));
  }
  return tests.length === 0 ? '' : '(' + tests.join('|') + ')';
}

/** The group of an address: what the operator calls it, or with BGP whether it is one of our own system. */
function groupKey(key, as) {
  var named = 'group:' + key + ':ddos_protect';
  return settings.bgpGroup === '' ? named : 'or:[map:[eq:' + as + ':bgpas]:ddos_protect_bgp]:[' + named + ']';
}

/** The definition of an attack's flow: what comes from outside to those who are protected. */
function flowOf(attack, version, limits) {
  var kind = ATTACKS[attack], part = kind[version];
  var source = version === '6' ? 'ip6source' : 'ipsource';
  var target = version === '6' ? 'ip6destination' : 'ipdestination';
  var group = groupKey(target, 'bgpdestinationas');
  var tests = [
    groupKey(source, 'bgpsourceas') + '=' + settings.external.join(','),
    group + '!=' + ['null'].concat(settings.excluded).join(',')
  ];
  if (settings.bgpGroup !== '') {
    // An address of our own may still be one that the operator wants left alone.
    var alone = settings.excluded.filter(function (name) { return settings.external.indexOf(name) < 0; });
    if (alone.length > 0) {
      tests.push('group:' + target + ':ddos_protect!=' + alone.join(','));
    }
  }
  if (part.filter !== '') {
    tests.push(part.filter);
  }
  if (among(part.key, limits.include, kind.most) !== '') {
    tests.push(among(part.key, limits.include, kind.most));
  }
  if (among(part.key, limits.exclude, kind.most) !== '') {
    tests.push('!' + among(part.key, limits.exclude, kind.most));
  }
  return {
    keys: [target, group, part.key].join(','),
    value: 'frames',
    values: 'count:' + source + ',avg:' + (version === '6' ? 'ip6bytes' : 'ipbytes'),
    filter: tests.join('&'),
    n: 20,
    t: settings.flowSeconds
  };
}
