// description: notes when the event of each marker came, and sums up what a watcher of hosts would

var seen = [];
var hosts = {};
var count = 0;
var first = 0;
var last = 0;

setFlow('marker', {keys: 'ipdestination', value: 'frames', filter: 'ipsource=192.0.2.1', n: 20, t: 1});
setThreshold('marker', {metric: 'marker', value: 1, byFlow: true, timeout: 1});

setEventHandler(function(evt) {
  last = Date.now();
  if (count++ === 0) first = last;
  if (count <= 10000) seen.push([evt.flowKey, last]);
  let [, site, rack] = evt.flowKey.split('.');
  let place = site + '.' + rack;
  hosts[place] = (hosts[place] || 0) + evt.value;
}, ['marker']);

setHttpHandler(function(req) {
  return req.path && req.path[0] === 'seen' ? seen : {count: count, first: first, last: last};
});
