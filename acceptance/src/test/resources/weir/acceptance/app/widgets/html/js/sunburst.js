$(function () {
  window.picked = [];
  window.it = $('#it').sunburst({clickable: true});
  it.on('sunburstclick', function (e, val) { picked.push(val); });
  it.sunburst('draw', {
    label: 'Protocols', depth: 3, value: 100, flow: true,
    children: {eth: {value: 100, id: 'eth', filter: 'f=eth', children: {
      ip: {value: 75, id: 'eth.ip', filter: 'f=eth.ip', children: {tcp: {value: 50, id: 'eth.ip.tcp', filter: 'f=eth.ip.tcp'}}},
      arp: {value: 25, id: 'eth.arp', filter: 'f=eth.arp'}
    }}}
  });
});
