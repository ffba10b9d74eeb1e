// The table of controls: an attack on a target, and what is done about it. A decision is kept on the disk before routers are
// told, so that a crash neither forgets it nor leaves anything behind: routers forget with the session what they were told.

var MOST_CONTROLS = 2000;
var MOST_PLACES = 8;
var MINUTE = 60000;
/** An attack that goes on when its time is over keeps its control for so long again. */
var EXTENSION = MINUTE;

/** Statuses of controls that routers are told, and of those whose fate is decided. */
var IN_FORCE = ['blocked', 'waiting'];
var DECIDED = ['blocked', 'waiting', 'allowed'];

var controls = {};
/** Announcements with the controls in force that need them, by the text that tells equal ones; and how many of each kind. */
var needed = {};
var counts = { route: 0, rule: 0 };
/** Most ms that one turn takes for what many controls need at a time; the rest has its turn a second later. */
var TURN = 500;
var dropped = 0;
var mode = settings.mode;

function isIn(list, control) {
  return list.indexOf(control.status) >= 0;
}

function allControls() {
  return Object.keys(controls).map(function (id) { return controls[id]; });
}

/** All that routers should have, each once. */
function inForce() {
  return Object.keys(needed).map(function (id) { return needed[id].what; });
}

function count(kind) {
  return counts[kind];
}

/** Does something for one after the other while the time of a turn lasts. */
function inTurn(list, action) {
  var end = Date.now() + TURN;
  for (var i = 0; i < list.length && Date.now() < end; i++) {
    action(list[i]);
  }
}

/** On a full disk a target is helped all the same; a crash then forgets that. */
function keep(control) {
  carefully('a decision cannot be kept', function () { storeSet('control ' + control.id, control); });
}

function forget(control) {
  forgetKey('control ' + control.id);
}

function forgetKey(key) {
  carefully('a decision cannot be forgotten', function () { storeDelete(key); });
}

/** Controls in force are blocked when a router has them, and wait otherwise. */
function settle() {
  Object.keys(needed).forEach(settleOne);
}

/** The same for those that need one announcement. */
function settleOne(id) {
  var having = routersWith(id);
  needed[id].users.forEach(function (control) {
    control.routers = having;
    control.status = having.length > 0 ? 'blocked' : 'waiting';
    if (having.length > 0 && control.taken !== null) {
      // Why it waited is over.
      control.reason = control.taken;
      control.taken = null;
    }
  });
}

function need(control) {
  var id = control.what.id;
  if (!needed[id]) {
    needed[id] = { what: control.what, users: [] };
    counts[control.what.kind]++;
  }
  needed[id].users.push(control);
}

/** A control needs something no more; what no other one needs is withdrawn. */
function release(control, what) {
  var entry = needed[what.id];
  if (!entry) {
    return;
  }
  entry.users = entry.users.filter(function (each) { return each !== control; });
  if (entry.users.length === 0) {
    delete needed[what.id];
    counts[what.kind]--;
    withdraw(what);
  }
}

function refuse(control, reason) {
  var same = control.status === 'refused' && outcome(control.reason) === outcome(reason);
  control.status = 'refused';
  control.reason = reason;
  control.again = Date.now() + RETRY;
  if (!same) {
    report('refuse', control);
  }
}

function tableIsFull(what) {
  var most = what.kind === 'route' ? settings.maxRoutes : settings.maxFlows;
  return !needed[what.id] && count(what.kind) >= most
    ? 'the limit of ' + most + (what.kind === 'route' ? ' routes' : ' rules') + ' is reached' : '';
}

/** Puts a control into force: kept, then announced. */
function enforce(control, what, reason) {
  control.what = what;
  control.status = 'waiting';
  control.reason = reason;
  control.again = 0;
  control.taken = null;
  control.expires = Math.max(control.expires, Date.now() + control.timeout * MINUTE);
  keep(control);
  need(control);
  tellAll(what);
  settleOne(what.id);
  expectEffect(control);
  control.latency = { detected: control.seen - control.time, announced: Date.now() - control.time };
  if (control.status === 'waiting') {
    control.reason = (reason === '' ? '' : reason + '; ') + notTaken(what);
    control.taken = reason;
  }
}

/** Decides about a control: into force when what it would hit is bearable, narrowed, or refused. The operator may insist. */
function block(control, insists) {
  var disabled = notEnabled(control.action, control.version);
  if (disabled !== '') {
    refuse(control, disabled);
    return;
  }
  var what = announcement(control.action, control, null);
  var full = tableIsFull(what);
  if (full !== '') {
    refuse(control, full);
    return;
  }
  if (insists || limitOf(what) >= 1) {
    // Nothing could hold it back, so it does not wait for what it would hit to be known.
    enforce(control, what, '');
    if (hasTimeToTry()) {
      control.predicted = tried(control, what);
    } else {
      untried.push(control);
    }
    report('block', control);
    return;
  }
  control.predicted = tried(control, what);
  if (!hitsTooMuch(what, control.predicted)) {
    enforce(control, what, '');
    report('block', control);
    return;
  }
  var better = narrower(control, what, control.predicted);
  if (better === null || tableIsFull(better.what) !== '') {
    refuse(control, control.action + ' ' + hitText(control.predicted));
    return;
  }
  var reason = control.action + ' ' + hitText(control.predicted) + ', so it is narrowed';
  control.action = better.action;
  control.predicted = better.predicted;
  enforce(control, better.what, reason);
  report('block', control);
}

/** Leaves an attack alone from now on, until its time is over. */
function allow(control) {
  var was = isIn(IN_FORCE, control);
  control.status = 'allowed';
  control.reason = 'by the operator';
  control.expires = Math.max(control.expires, Date.now() + control.timeout * MINUTE);
  keep(control);
  control.routers = [];
  if (was) {
    release(control, control.what);
  }
  report('allow', control);
}

function remove(control) {
  forget(control);
  if (isIn(IN_FORCE, control)) {
    release(control, control.what);
  }
  delete controls[control.id];
}

/** Whether an attack still exceeds its threshold somewhere. */
function goesOn(control) {
  var name = flowName(control.attack, control.version);
  return control.places.some(function (place) {
    return thresholdTriggered(name, place.agent, place.dataSource + '.' + name, control.flowKey);
  });
}

/** Makes room for a new control: those give way that are ignored, then those that were refused. Answers whether there is room. */
function hasRoom() {
  if (Object.keys(controls).length < MOST_CONTROLS) {
    return true;
  }
  var all = allControls();
  var least = ['ignored', 'refused'].reduce(function (found, status) {
    return found || all.filter(function (control) { return control.status === status; })[0];
  }, undefined);
  if (least) {
    remove(least);
  }
  return least !== undefined;
}

/** A place where an attack is seen, remembered up to a bound. */
function seenAt(control, event) {
  var known = control.places.some(function (place) {
    return place.agent === event.agent && place.dataSource === event.dataSource;
  });
  if (!known && control.places.length < MOST_PLACES) {
    control.places.push({ agent: event.agent, dataSource: event.dataSource });
    if (isIn(DECIDED, control)) {
      keep(control);
    }
  }
}

/** An attack, told by an event: known already, or a new control. */
function attacked(event) {
  var what = ofFlow(event.thresholdID);
  var parts = event.flowKey.split(',');
  var id = [what.attack, parts[0], parts[2]].join(',');
  var control = controls[id];
  if (control) {
    seenAt(control, event);
    control.value = Math.max(control.value, event.value);
    return;
  }
  if (!hasRoom()) {
    dropped++;
    return;
  }
  var rules = limits[what.attack];
  control = controls[id] = {
    id: id, attack: what.attack, version: what.version, target: parts[0], group: parts[1], protocol: parts[2],
    flowKey: event.flowKey, action: rules.action, timeout: rules.timeout, status: 'pending', reason: '',
    time: event.timestamp, seen: Date.now(), expires: event.timestamp + rules.timeout * MINUTE,
    eventID: event.eventID, value: event.value, threshold: event.threshold,
    sources: event.values ? event.values[0] : null, packetSize: event.values ? event.values[1] : null,
    places: [{ agent: event.agent, dataSource: event.dataSource }], routers: [],
    what: null, predicted: null, effect: null, latency: null,
    // When what did not work is tried again; and whether the action is not that of the time when the attack was seen.
    again: 0, followed: false,
    // The reason once a router has taken what waits.
    taken: null
  };
  if (rules.action === 'ignore') {
    control.status = 'ignored';
    report('attack', control);
    return;
  }
  report('attack', control);
  if (mode === 'automatic') {
    block(control, false);
  }
}

/** What has to happen to controls as time passes. */
function ageControls(now) {
  inTurn(allControls().filter(function (control) { return now >= control.expires; }), function (control) {
    if (goesOn(control)) {
      control.expires = now + EXTENSION;
      if (isIn(DECIDED, control)) {
        keep(control);
      }
    } else {
      remove(control);
      control.status = 'expired';
      control.reason = '';
      report('expire', control);
    }
  });
}

function setMode(wanted) {
  mode = wanted;
  keepChoice('mode', mode);
  blockPending();
}

/** What waits for the operator is done when the mode has become automatic. */
function blockPending() {
  if (mode === 'automatic') {
    inTurn(allControls().filter(function (control) { return control.status === 'pending'; }),
      function (control) {
        // An action that was chosen later is for attacks that go on, not for all of the last hour.
        if (!control.followed || goesOn(control)) {
          block(control, false);
        }
      });
  }
}
