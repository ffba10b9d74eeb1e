// A rule is tried before it leaves, on the samples of the last seconds; and whether it helped is looked at afterwards.

/** A share of samples with its bounds of 95 times in 100. */
function shareOf(part) {
  return { share: part.share, lower: part.lower, upper: part.upper, samples: part.samples };
}

/** What an announcement would hit. Absent: null when that cannot be told. */
function tried(control, what) {
  if (typeof ruleTrial !== 'function') {
    return null;
  }
  var flow = flowOf(control.attack, control.version, { include: '', exclude: '' });
  try {
    var found = ruleTrial({
      attack: { keys: flow.keys, value: flow.value, filter: flow.filter, flowKey: control.flowKey },
      rule: what.kind === 'route' ? { prefix: what.body.prefix } : { match: what.body.match },
      seconds: settings.collateral.seconds, agents: ['ALL']
    });
    return {
      seconds: found.seconds, attack: shareOf(found.attack), other: shareOf(found.other),
      topSources: found.sources, topPorts: found.ports, narrower: found.narrower || []
    };
  } catch (e) {
    problem('a rule cannot be tried: ' + e);
    return null;
  }
}

/** The limit is passed only when it surely is: a target must not stay without help for want of samples. */
function hitsTooMuch(what, predicted) {
  var limit = what.kind === 'route' ? settings.collateral.route : settings.collateral.rule;
  return predicted !== null && predicted.other.samples > 0 && predicted.other.lower > limit;
}

/** Half of an attack is the least that a narrower rule must take. */
var WORTHWHILE = 0.5;

/** A rule that hits less: of a route the rule of the attack, of a rule one with further conditions. Absent: null. */
function narrower(control, what, predicted) {
  if (what.kind === 'route') {
    return notEnabled('filter', control.version) === '' ? worthwhile(control, 'filter', null) : null;
  }
  for (var i = 0; i < predicted.narrower.length; i++) {
    var found = worthwhile(control, control.action, predicted.narrower[i].match);
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

/** Packets per second of a control's flow at the places that see it, added up. */
function rateOf(control) {
  var places = flowLocations(settings.verify.agents, flowName(control.attack, control.version), control.flowKey) || [];
  return places.reduce(function (sum, place) { return sum + place.value; }, 0);
}

/** Actions after which the traffic must fall; what is marked or sent elsewhere may still be seen. */
function mustFall(control) {
  return settings.verify.seconds > 0 && ['drop', 'filter', 'limit'].indexOf(control.action) >= 0;
}

/** Remembers what is to fall. The smoothed rate still rises when an attack begins, so the highest one counts. */
function expectEffect(control) {
  control.effect = mustFall(control) ? { before: rateOf(control), now: null, since: null, fell: null } : null;
}

/** Looks whether a control in force helps. Answers 'fell' or 'stays' when that has just turned out, else an empty text. */
function verified(control, now) {
  var effect = control.effect;
  if (!effect || effect.fell !== null) {
    return '';
  }
  effect.since = effect.since || now;
  effect.now = rateOf(control);
  effect.before = Math.max(effect.before, effect.now);
  if (effect.now <= settings.verify.share * effect.before && effect.before > 0) {
    effect.fell = true;
    effect.after = now - effect.since;
    return 'fell';
  }
  if (now - effect.since >= 1000 * settings.verify.seconds) {
    effect.fell = false;
    return 'stays';
  }
  return '';
}
