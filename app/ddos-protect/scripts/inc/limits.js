// What the operator can change of each attack while the app runs: action, threshold, time-out, lists. Kept over a restart.

/** What a limit must be. Answers what is wrong with it, or an empty text. */
function wrongLimit(attack, name, value) {
  var most = ATTACKS[attack].most;
  if (name === 'action') {
    return ACTIONS.indexOf(value) < 0 ? 'is none of ' + ACTIONS.join(', ') : '';
  }
  if (name === 'threshold') {
    return typeof value === 'number' && value > 0 && value <= 1e12 ? '' : 'is no number of packets per second above 0';
  }
  if (name === 'timeout') {
    return typeof value === 'number' && value > 0 && value <= 525600 ? '' : 'is no number of minutes from 0 to 525600';
  }
  if (name === 'include' || name === 'exclude') {
    return typeof value === 'string' && numbers(value, most) !== null ? '' : 'is no list of numbers up to ' + most;
  }
  return 'is unknown; there are action, threshold, timeout, include and exclude';
}

function numeric(text) {
  return ('' + text).trim() === '' ? NaN : Number(text);
}

/** Limits as properties say, or as they usually are. */
function limitsOfProperties(attack) {
  var usual = { action: 'ignore', threshold: ATTACKS[attack].threshold, timeout: ATTACKS[attack].timeout, include: '', exclude: '' };
  var found = {};
  Object.keys(usual).forEach(function (name) {
    var given = property(attack + '.' + name, usual[name]);
    var value = typeof usual[name] === 'number' ? numeric(given) : given;
    var wrong = wrongLimit(attack, name, value);
    if (wrong !== '') {
      problem(PREFIX + attack + '.' + name + '=' + given + ' ' + wrong);
    }
    found[name] = wrong === '' ? value : usual[name];
  });
  return found;
}

/** Limits in force; those that properties give; and by attack what the operator changed of these, which is kept and wins. */
var limits = {};
var ofProperties = {};
var changes = {};

/** Puts changes into force over what properties give. What is as they say is no change: it follows them when they change. */
function applyChanges(wanted) {
  changes = {};
  Object.keys(ATTACKS).forEach(function (attack) {
    limits[attack] = {};
    Object.keys(ofProperties[attack]).forEach(function (name) {
      var value = ofProperties[attack][name];
      if (isObject(wanted[attack]) && wanted[attack].hasOwnProperty(name) && wanted[attack][name] !== value) {
        value = wanted[attack][name];
        changes[attack] = changes[attack] || {};
        changes[attack][name] = value;
      }
      limits[attack][name] = value;
    });
  });
}

/** Measures an attack by its limits. Answers whether the engine took the definitions. */
function watch(attack) {
  return VERSIONS.every(function (version) {
    var name = flowName(attack, version);
    return setFlow(name, flowOf(attack, version, limits[attack])) && setThreshold(name, {
      metric: name, value: limits[attack].threshold, byFlow: true, timeout: settings.thresholdSeconds
    });
  });
}

/** Whether attacks are measured: always once the app is set up, else while somebody looks. */
var watching = false;
var asked = 0;
/** Without a question for so many ms nothing is measured: an app that nobody set up costs nothing. */
var FORGET = 300000;

/** Whether somebody set the app up, before the start or since. */
var setUp = bgpIsOn || keptKeys().length > 0
  || getSystemPropertyNames().some(function (name) { return name.indexOf(PREFIX) === 0; });

function begin() {
  if (!watching) {
    watching = true;
    Object.keys(ATTACKS).forEach(function (attack) {
      if (!watch(attack)) {
        problem('the engine does not measure ' + attack + ', see its log');
      }
    });
  }
}

function rest() {
  watching = false;
  Object.keys(ATTACKS).forEach(function (attack) {
    VERSIONS.forEach(function (version) {
      clearThreshold(flowName(attack, version));
      clearFlow(flowName(attack, version));
    });
  });
}

/** Changes some limits, all or none. Answers what is wrong, or an empty text. */
function changeLimits(wanted) {
  if (wanted === null || typeof wanted !== 'object' || Array.isArray(wanted)) {
    return 'settings are an object of attacks';
  }
  var changed = {};
  var wrong = '';
  Object.keys(wanted).forEach(function (attack) {
    var members = wanted[attack];
    if (!ATTACKS.hasOwnProperty(attack)) {
      wrong = wrong || attack + ' is none of ' + Object.keys(ATTACKS).join(', ');
      return;
    }
    // A member that is null does not come this far, so that what is left may be nothing.
    if (!isObject(members) || Object.keys(members).length === 0) {
      wrong = wrong || attack + ' is no object of some of action, threshold, timeout, include and exclude';
      return;
    }
    changed[attack] = {};
    Object.keys(limits[attack]).forEach(function (name) { changed[attack][name] = limits[attack][name]; });
    Object.keys(members).forEach(function (name) {
      var isNumber = name === 'threshold' || name === 'timeout';
      var value = isNumber && typeof members[name] === 'string' ? numeric(members[name]) : members[name];
      var fault = wrongLimit(attack, name, value);
      if (fault !== '') {
        wrong = wrong || attack + '.' + name + ' ' + fault;
      }
      changed[attack][name] = value;
    });
  });
  if (wrong !== '') {
    return wrong;
  }
  var acting = Object.keys(changed).filter(function (attack) { return changed[attack].action !== limits[attack].action; });
  Object.keys(changes).forEach(function (attack) { changed[attack] = changed[attack] || changes[attack]; });
  applyChanges(changed);
  keepChoice('settings', changes);
  begin();
  Object.keys(wanted).forEach(watch);
  acting.forEach(followAction);
  blockPending();
  return '';
}

/**
 * Limits of properties, with what was kept of the operator's changes. What is wrong by now is left out. Older versions kept all
 * limits of all attacks: of these what differs from properties counts as changed, as nothing tells who chose it.
 */
function readLimits() {
  var stored = kept('settings');
  var wanted = {};
  Object.keys(ATTACKS).forEach(function (attack) {
    var members = isObject(stored) && isObject(stored[attack]) ? stored[attack] : {};
    ofProperties[attack] = limitsOfProperties(attack);
    wanted[attack] = {};
    Object.keys(ofProperties[attack]).forEach(function (name) {
      if (members.hasOwnProperty(name) && wrongLimit(attack, name, members[name]) === '') {
        wanted[attack][name] = members[name];
      }
    });
  });
  applyChanges(wanted);
  if (isObject(stored) && JSON.stringify(stored) !== JSON.stringify(changes)) {
    keepChoice('settings', changes);
  }
}
