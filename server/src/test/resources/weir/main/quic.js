// description: tells who begins to speak QUIC, and with whom

setFlow('quic', {
  keys: 'dns:ipsource,dns:ipdestination,quicpackettype',
  value: 'frames',
  filter: 'quicpackettype=initial',
  log: true,
  flowStart: true
});

setFlowHandler(function(rec) {
  var [client, server, type] = rec.flowKeys.split(',');
  logInfo('QUIC', type, client, server, rec.start === rec.end, rec.value);
}, ['quic']);
