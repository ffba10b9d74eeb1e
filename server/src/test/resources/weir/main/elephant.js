// description: tells of large flows as they appear

setFlow('elephant', {keys: 'ipsource,ipdestination', value: 'bytes', n: 10, t: 2});
setThreshold('elephant', {metric: 'elephant', value: 100000000 / 8, byFlow: true, timeout: 600});

setEventHandler(function(evt) {
  logInfo(evt.flowKey);
}, ['elephant']);
