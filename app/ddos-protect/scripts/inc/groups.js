// Groups of addresses: who is outside, who is protected, who is left alone. Kept over a restart once the operator changed them.

var BUILT_IN = {
  external: ['0.0.0.0/0', '::/0'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'FC00::/7'],
  multicast: ['224.0.0.0/4', 'FF00::/8']
};

var groups = {};

/** Names go into filters and pages: no character that means something there. */
function isGroupName(name) {
  return /^[A-Za-z0-9_.-][A-Za-z0-9_. -]{0,62}$/.test(name) && name.trim() === name && name !== 'null';
}

/** Answers what is wrong with groups, or an empty text. */
function wrongGroups(wanted) {
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) {
    return 'groups are an object of lists of addresses';
  }
  var names = Object.keys(wanted);
  var strange = names.filter(function (name) { return !isGroupName(name); });
  if (strange.length > 0) {
    return 'a name of a group has letters, digits, blanks and _ . - only: ' + JSON.stringify(strange[0]);
  }
  var listless = names.filter(function (name) {
    return !Array.isArray(wanted[name])
      || !wanted[name].every(function (cidr) { return typeof cidr === 'string' && cidr !== ''; });
  });
  return listless.length > 0 ? listless[0] + ' is no list of addresses' : inTwoGroups(wanted);
}

/** Answers which prefix is in two groups, as only one of them could have it, or an empty text. */
function inTwoGroups(wanted) {
  var owners = {}, twice = '';
  Object.keys(wanted).forEach(function (name) {
    wanted[name].forEach(function (cidr) {
      var same = samePrefix(cidr);
      if (same !== null && owners.hasOwnProperty(same) && owners[same] !== name) {
        twice = twice || cidr + ' is in two groups, ' + owners[same] + ' and ' + name;
      }
      owners[same] = name;
    });
  });
  return twice;
}

/** Groups that hold nobody outside are shown while they are so. */
function groupsProblem() {
  return settings.external.some(function (name) { return groups.hasOwnProperty(name); }) ? []
    : ['no attack is found, as there is no group of those outside: ' + settings.external.join(', ')];
}

/** Groups as they are by themselves, with those of properties; one that is set to nothing is not there. */
function groupsOfProperties() {
  var found = {};
  Object.keys(BUILT_IN).forEach(function (name) { found[name] = BUILT_IN[name]; });
  var start = PREFIX + 'group.';
  getSystemPropertyNames().filter(function (name) { return name.indexOf(start) === 0; }).forEach(function (full) {
    var name = full.substring(start.length);
    var cidrs = listProperty('group.' + name, '');
    if (!isGroupName(name)) {
      problem(full + ': a name of a group has letters, digits, blanks and _ . - only');
    } else if (cidrs.length === 0) {
      delete found[name];
    } else {
      found[name] = cidrs;
    }
  });
  return found;
}

/** Changes all groups. Answers what is wrong, or an empty text. */
function changeGroups(wanted) {
  var wrong = wrongGroups(wanted);
  if (wrong !== '') {
    return wrong;
  }
  if (!setGroups('ddos_protect', wanted)) {
    return 'an address or prefix is malformed';
  }
  groups = wanted;
  keepChoice('groups', groups);
  return '';
}

function readGroups() {
  var stored = kept('groups');
  var wrong = stored === undefined || stored === null ? '' : wrongGroups(stored);
  if (wrong !== '') {
    problem('groups that were kept are left out: ' + wrong);
  }
  groups = stored && wrong === '' ? stored : groupsOfProperties();
  if (!setGroups('ddos_protect', groups)) {
    problem('groups are wrong, the usual ones are taken: ' + JSON.stringify(groups).substring(0, 300));
    groups = BUILT_IN;
    setGroups('ddos_protect', groups);
  }
  if (settings.bgpGroup !== '') {
    var own = {};
    own[settings.bgpGroup] = ['true'];
    setMap('ddos_protect_bgp', own);
  }
  settings.external.concat(settings.excluded, settings.bgpGroup === '' ? [] : [settings.bgpGroup]).forEach(function (name) {
    if (!isGroupName(name)) {
      problem('a name of a group has letters, digits, blanks and _ . - only: ' + name);
    }
  });
}
