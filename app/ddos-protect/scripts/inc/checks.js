// A rule is tried before it leaves, on the samples of the last seconds; and whether it helped is looked at afterwards.

/**
 * The first look is at so many seconds, and at so many datagrams at most, a few ms of work: a rule must not wait for it. The
 * longer one is taken when that saw few others and all of its time, so that there are not many datagrams.
 */
var FIRST_LOOK = 1;
var FIRST_DATAGRAMS = 1000;
var FEW_OTHERS = 100;

/** Trials take so many ms of a second at most, but for rules that wait for them; attacks on many targets come at a time. */
var TRYING = 100;
var tryingTook = 0;
/** Controls in force of which it is not known yet what they hit. */
var untried = [];

function hasTimeToTry() {
  return tryingTook < TRYING;
}

var rehearsed = false;

/** The first trial of all loads what trials need, some 70 ms: it is made before there is an attack. */
function rehearse() {
  if (!rehearsed && typeof ruleTrial === 'function') {
    rehearsed = true;
    var nobody = '192.0.2.1';
    var attack = { keys: 'ipdestination,udpsourceport', value: 'frames', filter: 'udpsourceport=53', flowKey: nobody + ',53' };
    ruleTrial({ attack: attack, rule: { prefix: nobody }, seconds: FIRST_LOOK, datagrams: FIRST_DATAGRAMS });
  }
}

/** A second has passed: tries what had to wait, the latest first, as samples of the others may be gone. */
function tryOthers() {
  tryingTook = 0;
  rehearse();
  while (untried.length > 0 && hasTimeToTry()) {
    var control = untried.pop();
    if (controls[control.id] === control && isIn(IN_FORCE, control)) {
      control.predicted = tried(control, control.what);
    }
  }
}

/** A share of samples with its bounds of 95 times in 100. */
function shareOf(part) {
  return { share: part.share, lower: part.lower, upper: part.upper, samples: part.samples };
}

/** What is asked of the engine about an announcement. */
function question(control, what, seconds) {
  var flow = flowOf(control.attack, control.version, { include: '', exclude: '' });
  return {
    attack: { keys: flow.keys, value: flow.value, filter: flow.filter, flowKey: control.flowKey },
    rule: what.kind === 'route' ? { prefix: what.body.prefix } : { match: what.body.match },
    seconds: seconds
  };
}

/** What an announcement would hit. Absent: null when that cannot be told. */
function tried(control, what) {
  if (typeof ruleTrial !== 'function') {
    return null;
  }
  var began = Date.now();
  try {
    var seconds = settings.collateral.seconds;
    var first = question(control, what, Math.min(FIRST_LOOK, seconds));
    first.datagrams = FIRST_DATAGRAMS;
    var found = ruleTrial(first);
    var few = found.other.samples < FEW_OTHERS && found.seconds >= first.seconds;
    // Where the attack itself is not seen the event waited, and nothing would be known.
    if (found.attack.samples === 0 || few && seconds > FIRST_LOOK) {
      found = ruleTrial(question(control, what, seconds));
    }
    return {
      seconds: found.seconds, counted: found.counted, attack: shareOf(found.attack), other: shareOf(found.other),
      distinctSources: found.distinctSources, topSources: found.sources.slice(0, 5), topPorts: found.ports.slice(0, 5),
      narrower: found.narrower.slice(0, 5).map(function (each) { return each.match; })
    };
  } catch (e) {
    fault('a rule cannot be tried: ' + e);
    return null;
  } finally {
    tryingTook += Date.now() - began;
  }
}

/** The largest share of other traffic that an announcement may hit. */
function limitOf(what) {
  return what.kind === 'route' ? settings.collateral.route : settings.collateral.rule;
}

/** The limit is passed only when it surely is: a target must not stay without help for want of samples. */
function hitsTooMuch(what, predicted) {
  return predicted !== null && predicted.other.samples > 0 && predicted.other.lower > limitOf(what);
}

/** Half of an attack is the least that a narrower rule must take. */
var WORTHWHILE = 0.5;

/** A rule that hits less: of a route the rule of the attack, of a rule one with further conditions. Absent: null. */
function narrower(control, what, predicted) {
  if (what.kind === 'route') {
    return notEnabled('filter', control.version) === '' ? worthwhile(control, 'filter', null) : null;
  }
  for (var i = 0; i < predicted.narrower.length; i++) {
    var found = worthwhile(control, control.action, predicted.narrower[i]);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function worthwhile(control, action, match) {
  var what = announcement(action, control, match);
  var predicted = tried(control, what);
  var good = predicted !== null && !hitsTooMuch(what, predicted) && predicted.attack.share >= WORTHWHILE;
  return good ? { action: action, what: what, predicted: predicted } : null;
}

function percent(share) {
  return Math.round(1000 * share) / 10 + ' %';
}

function hitText(predicted) {
  return 'would hit ' + percent(predicted.other.share) + ' of other traffic to the target (' + percent(predicted.other.lower)
    + ' to ' + percent(predicted.other.upper) + ', ' + predicted.other.samples + ' samples)';
}

/** Packets per second of a control's flow, smoothed, where the most of it is seen. */
function rateOf(control) {
  var agents = settings.verify.agents || 'ALL';
  var places = flowLocations(agents, flowName(control.attack, control.version), control.flowKey) || [];
  return places.reduce(function (most, place) { return Math.max(most, place.value); }, 0);
}

/** The same of the last seconds with bounds, without what agents say they dropped. Absent: null. */
function rateLately(control, seconds) {
  if (typeof ruleEffect !== 'function') {
    return null;
  }
  try {
    var asked = question(control, control.what, 0.1);
    asked.since = Date.now() - 1000 * seconds;
    if (settings.verify.agents !== '') {
      asked.agents = settings.verify.agents;
    }
    var after = ruleEffect(asked).attack.after;
    return { value: after.value, lower: after.lower, upper: after.upper, samples: after.samples };
  } catch (e) {
    fault('the effect of a rule cannot be told: ' + e);
    return null;
  }
}

/** Actions after which the traffic must fall; what is marked or sent elsewhere may still be seen. */
function mustFall(control) {
  return settings.verify.seconds > 0 && ['drop', 'filter', 'limit'].indexOf(control.action) >= 0;
}

/** Remembers what is to fall. The smoothed rate still rises when an attack begins, so the highest one counts. */
function expectEffect(control) {
  control.effect = mustFall(control) ? { before: rateOf(control), now: null, since: null, fell: null } : null;
}

/** Seconds looked at when the traffic has fallen, and at most when the time is over; what was before the rule says nothing. */
var JUST_NOW = 1;
var LATELY = 5;

/** Looks whether a control in force helps. Answers 'fell' or 'stays' when that has just turned out, else an empty text. */
function verified(control, now) {
  var effect = control.effect;
  effect.since = effect.since || now;
  effect.now = rateOf(control);
  effect.before = Math.max(effect.before, effect.now);
  var enough = settings.verify.share * effect.before;
  var over = now - effect.since >= 1000 * settings.verify.seconds;
  var fallen = effect.before > 0 && effect.now <= enough;
  if (!fallen && !over) {
    return '';
  }
  effect.measured = rateLately(control, fallen ? JUST_NOW : Math.min(LATELY, (now - effect.since) / 1000));
  // A device in front of the rule still sees what it drops, and may say so.
  effect.fell = fallen || effect.measured !== null && effect.measured.value <= enough;
  effect.after = now - effect.since;
  return effect.fell ? 'fell' : 'stays';
}

/** Controls whose effect is looked at each second; others have their turn in the next. */
var LOOKED_AT = 10;
var turn = 0;

/** Tells what has turned out about controls in force. */
function verifyControls(now) {
  var open = allControls().filter(function (control) {
    return control.status === 'blocked' && control.effect
      && (control.effect.fell === null || control.again > 0 && now >= control.again);
  });
  var begin = open.length > LOOKED_AT ? turn % open.length : 0;
  turn += LOOKED_AT;
  open.slice(begin).concat(open.slice(0, begin)).slice(0, LOOKED_AT).forEach(function (control) {
    var turned = verified(control, now);
    if (turned === 'fell') {
      if (control.again > 0) {
        control.again = 0;
        control.reason = '';
      }
      report('effect', control);
    } else if (turned === 'stays') {
      escalate(control, now);
    }
  });
}
