// What did not work is tried again while an attack goes on: a rule that does not help, a control that was refused, and one
// whose action the operator changes before it is in force.

/** A refused control is tried again after so many ms: a table may have room by then, the other traffic may have changed. */
var RETRY = 10000;

/** What a reason says without the figures in it, which differ each time: events tell of outcomes that are new. */
function outcome(reason) {
  return reason.replace(/[0-9.]+/g, '#');
}

/** Tries refused controls again, those that wait for the longest first, while there is time to try rules. */
function retryRefused(now) {
  if (mode !== 'automatic') {
    return;
  }
  var due = allControls().filter(function (control) { return control.status === 'refused' && now >= control.again; })
    .sort(function (a, b) { return a.again - b.again; });
  inTurn(due, function (control) {
    if (!goesOn(control)) {
      control.again = now + RETRY;
    } else if (hasTimeToTry()) {
      block(control, false);
    }
  });
}

/** What is not in force follows when the operator changes the action of its attack. */
function followAction(attack) {
  allControls().filter(function (control) {
    return control.attack === attack && !isIn(IN_FORCE, control);
  }).forEach(function (control) {
    control.action = limits[attack].action;
    control.predicted = null;
    if (control.status === 'allowed') {
      keep(control);
      return;
    }
    control.status = control.action === 'ignore' ? 'ignored' : 'pending';
    control.reason = '';
    control.followed = true;
  });
}

/** Whether a control may become a blackhole at all. */
function mayEscalate(control) {
  return settings.verify.escalate && control.action !== 'drop';
}

/** Why a control that does not help cannot become a blackhole. Absent: empty. */
function hindersEscalation(control, what, predicted) {
  if (!mayEscalate(control)) {
    return 'nothing stronger is allowed';
  }
  return notEnabled('drop', control.version) || tableIsFull(what)
    || (hitsTooMuch(what, predicted) ? 'drop ' + hitText(predicted) : '');
}

/**
 * What does not help becomes a blackhole where that is allowed. The rule goes when a router has the route: half a help is better
 * than none. Until then this is tried again each time that the effect would be looked at.
 */
function escalate(control, now) {
  var what = announcement('drop', control, null);
  var predicted = tried(control, what);
  var hinders = hindersEscalation(control, what, predicted);
  var refused = hinders === '' ? offer(what) : '';
  if (hinders !== '' || refused !== '') {
    staysWithoutEffect(control, hinders || 'the blackhole was not taken by any router: ' + refused, now);
    return;
  }
  var old = control.what;
  var reason = control.action + ' did not help, so all traffic to the target is dropped';
  control.action = 'drop';
  control.predicted = predicted;
  enforce(control, what, reason);
  release(control, old);
  report('escalate', control);
}

function staysWithoutEffect(control, hinders, now) {
  var reason = 'the traffic has not fallen under ' + control.action + '; ' + hinders;
  var same = outcome(control.reason) === outcome(reason);
  control.reason = reason;
  control.again = mayEscalate(control) ? now + 1000 * settings.verify.seconds : 0;
  if (!same) {
    report('noeffect', control);
  }
}
