// Attacks from few sources can be left out (ddos_protect.scf): they wait here until they come from enough, or are over.

var MOST_WAITING = 1000;
var fewSources = {};

/** Whether an event tells of an attack from too few sources. */
function isFromFew(event) {
  return settings.fewSources > 0 && event.values && event.values[0] < settings.fewSources;
}

function waitForSources(event) {
  var id = [event.thresholdID, event.agent, event.dataSource, event.flowKey].join(' ');
  if (fewSources[id] || Object.keys(fewSources).length < MOST_WAITING) {
    fewSources[id] = event;
  } else {
    dropped++;
  }
}

/** Looks again at those that wait. */
function countSources() {
  Object.keys(fewSources).forEach(function (id) {
    var event = fewSources[id];
    var place = event.dataSource + '.' + event.thresholdID;
    if (!thresholdTriggered(event.thresholdID, event.agent, place, event.flowKey)) {
      delete fewSources[id];
      return;
    }
    var flow = flowValues(event.agent, place, event.flowKey);
    if (flow && flow.value >= event.threshold && flow.values[0] >= settings.fewSources) {
      delete fewSources[id];
      event.values = flow.values;
      event.value = flow.value;
      event.timestamp = Date.now();
      attacked(event);
    }
  });
}
