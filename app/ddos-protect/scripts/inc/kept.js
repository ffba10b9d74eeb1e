// Decisions of the time before a restart. What was kept may be damaged or of another version: it is passed over then.

function areOf(type, object, names) {
  return names.every(function (name) { return typeof object[name] === type; });
}

/** Whether a value is an announcement. */
function isAnnouncement(what) {
  if (!isObject(what) || typeof what.id !== 'string' || !isObject(what.body)) {
    return false;
  }
  return what.kind === 'route' ? areOf('string', what.body, ['prefix', 'nexthop'])
    : what.kind === 'rule' && isObject(what.body.match) && isObject(what.body.then);
}

/** Whether a value has all that is needed of a decided control. */
function isControl(value, key) {
  return isObject(value) && 'control ' + value.id === key
    && areOf('string', value, ['id', 'attack', 'version', 'target', 'group', 'protocol', 'flowKey', 'status', 'reason'])
    && areOf('number', value, ['timeout', 'time', 'seen', 'expires', 'value', 'threshold'])
    && ATTACKS.hasOwnProperty(value.attack) && VERSIONS.indexOf(value.version) >= 0 && ACTIONS.indexOf(value.action) >= 0
    && isIn(DECIDED, value) && (!isIn(IN_FORCE, value) || value.action !== 'ignore' && isAnnouncement(value.what))
    && Array.isArray(value.places) && value.places.length > 0 && value.places.every(function (place) {
      return isObject(place) && areOf('string', place, ['agent', 'dataSource']);
    });
}

/** What is still valid is announced as routers connect, the rest is forgotten. */
function readControls() {
  readMode();
  keptKeys().filter(function (key) { return key.indexOf('control ') === 0; }).forEach(function (key) {
    carefully('what was kept cannot be used: ' + key.substring(0, 100), function () { readControl(key); });
  });
}

function readMode() {
  var stored = kept('mode');
  if (stored !== undefined && stored !== null && MODES.indexOf(stored) < 0) {
    problem('the mode that was kept is neither automatic nor manual, ' + settings.mode + ' is taken');
  }
  mode = MODES.indexOf(stored) < 0 ? settings.mode : stored;
}

function readControl(key) {
  var control = kept(key);
  if (control === undefined || control === null) {
    // It was told that it cannot be read.
    forgetKey(key);
    return;
  }
  if (!isControl(control, key)) {
    forgetKey(key);
    throw 'it is no whole decision';
  }
  if (!(Date.now() < control.expires)) {
    forgetKey(key);
    if (control.what) {
      withdraw(control.what);
    }
    return;
  }
  control.routers = [];
  control.again = 0;
  control.taken = null;
  // Events are numbered anew.
  control.eventID = null;
  if (isIn(IN_FORCE, control)) {
    control.status = 'waiting';
    control.reason = 'kept over a restart';
    expectEffect(control);
    need(control);
  } else {
    control.action = limits[control.attack].action;
  }
  controls[control.id] = control;
}
