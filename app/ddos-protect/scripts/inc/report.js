// What happens, told to the hosts of syslog as JSON, or to the log when there are none.

function sendReport(message) {
  if (settings.syslog.hosts.length === 0) {
    logWarning('ddos-protect: ' + JSON.stringify(message));
    return;
  }
  settings.syslog.hosts.forEach(function (host) {
    try {
      syslog(host, settings.syslog.port, settings.syslog.facility, settings.syslog.severity, message);
    } catch (e) {
      fault('syslog to ' + host + ': ' + e);
    }
  });
}

/** Messages wait until what they tell of is done: no router waits for a syslog host. */
var outbox = [];

function flushReports() {
  outbox.splice(0).forEach(sendReport);
}

/** Tells what became of a control: attack, block, allow, refuse, expire, effect, noeffect, escalate. */
function report(event, control) {
  outbox.push({
    app: 'ddos-protect', event: event, id: control.id, attack: control.attack, target: control.target,
    group: control.group, protocol: control.protocol, action: control.action, status: control.status,
    time: control.time, expires: control.expires, agent: control.places[0].agent, dataSource: control.places[0].dataSource,
    eventID: control.eventID, value: control.value, threshold: control.threshold, sources: control.sources,
    packetSize: control.packetSize, reason: control.reason, predicted: control.predicted || null, effect: control.effect || null,
    latency: control.latency || null
  });
}

function reportRouter(router, state) {
  outbox.push({ app: 'ddos-protect', event: 'router', router: router.address, state: state });
}
