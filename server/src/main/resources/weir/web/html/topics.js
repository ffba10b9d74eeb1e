// Ready-made queries, by topic.

import { SERVICE_KEYS } from './services.js';

const HOST = 'or:ipsource:ip6source:macsource';
const OTHER = 'or:ipdestination:ip6destination:macdestination';
const PORTS = 'or:tcpsourceport:udpsourceport,or:tcpdestinationport:udpdestinationport';

/** @type {[string, [string, Partial<import('./view-address.js').View>][]][]} topic, its queries */
export const TOPICS = [
  ['Hosts', [
    ['Pairs of hosts', { keys: `${HOST},${OTHER}` }],
    ['Senders', { keys: HOST }],
    ['Receivers', { keys: OTHER }],
    ['Connections', { keys: `${HOST},${OTHER},${PORTS}` }],
    ['Networks (/24)', { keys: 'mask:ipsource:24,mask:ipdestination:24' }],
    ['MAC addresses', { keys: 'macsource,macdestination' }],
    ['Peers of each host', { keys: HOST, value: `count:[${OTHER}]` }],
  ]],
  ['Protocols', [
    ['Services', { keys: SERVICE_KEYS, mode: 'sum' }],
    ['Stacks of headers', { keys: 'stack', mode: 'sum' }],
    ['TCP ports', { keys: 'tcpdestinationport' }],
    ['UDP ports', { keys: 'udpdestinationport' }],
    ['New TCP connections', { keys: 'ipsource,ipdestination,tcpdestinationport', filter: 'tcpflags~.......1.&tcpflags!~....1....', value: 'packets' }],
    ['Packet sizes', { keys: 'stack', value: 'avg:bytes' }],
    ['Time to live', { keys: 'ipttl' }],
  ]],
  ['Classes', [
    ['DSCP', { keys: 'or:ipdscpname:ip6dscpname', mode: 'sum' }],
    ['ECN', { keys: 'or:ipecn:ip6ecn', mode: 'sum' }],
    ['VLANs', { keys: 'vlan', mode: 'sum' }],
    ['Priorities', { keys: 'vlan,priority', mode: 'sum' }],
  ]],
  ['Tunnels', [
    ['Kinds of tunnels', { keys: 'stack', filter: 'stack~.*vxlan.*,.*geneve.*,.*gre.*,.*mpls.*,.*gtp.*,.*ip6?[.]ip6?.*', mode: 'sum' }],
    ['VXLAN networks', { keys: 'vni,ipsource,ipdestination' }],
    ['Inner addresses', { keys: 'ipsource.1,ipdestination.1' }],
  ]],
  ['Names', [
    ['DNS questions', { keys: 'dnsqname,dnsqtypename', filter: 'dnsqr=false,0', value: 'requests' }],
    ['DNS clients', { keys: 'ipsource', filter: 'udpdestinationport=53', value: 'packets' }],
    ['DNS answers by code', { keys: 'dnsrcode,dnsqname', value: 'requests' }],
  ]],
  ['QUIC', [
    ['Hosts that speak QUIC', { keys: HOST, filter: 'udpsourceport=443|udpdestinationport=443' }],
    ['Pairs over QUIC', { keys: `${HOST},${OTHER}`, filter: 'udpsourceport=443|udpdestinationport=443' }],
  ]],
  ['Trouble', [
    ['Drops by reason', { keys: 'reason,agent,inputifindex', value: 'packets', mode: 'sum', dropped: 'true' }],
    ['Dropped flows', { keys: 'ipsource,ipdestination,reason', value: 'packets', mode: 'sum', dropped: 'true' }],
    ['ICMP unreachable hosts', { keys: 'ipdestination,icmpunreachablehost', value: 'packets' }],
    ['ICMP unreachable ports', { keys: 'icmpunreachableport', value: 'packets' }],
    ['ICMP types', { keys: 'icmptype,ipsource,ipdestination', value: 'packets' }],
    ['ARP questions', { keys: 'arpipsender,arpiptarget', filter: 'arpoperation=1', value: 'packets' }],
    ['Broadcasts', { keys: 'macsource,ethernetprotocol', filter: 'macdestination=FFFFFFFFFFFF', value: 'packets' }],
    ['TCP resets', { keys: 'ipsource,ipdestination', filter: 'tcpflags~......1..', value: 'packets' }],
  ]],
  ['Places', [
    ['Agents', { keys: 'agent', mode: 'sum' }],
    ['Ports of agents', { keys: 'agent,inputifindex,outputifindex' }],
    ['Links of the topology', { keys: 'link:inputifindex' }],
  ]],
];
