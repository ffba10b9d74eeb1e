// What a protocol and a port are called.

/** Key of the protocol and the port that names the service: below 1024 if one is, else the one that is not chosen at random. */
const SOURCE = '[or:tcpsourceport:udpsourceport]';
const DESTINATION = '[or:tcpdestinationport:udpdestinationport]';
const LATER = `[if:[range:${DESTINATION}:0:32767]:true:${DESTINATION}:${SOURCE}]`;
const SECOND = `[if:[range:${SOURCE}:0:1023]:true:${SOURCE}:${LATER}]`;
export const SERVICE_KEYS = `stack,null:[if:[range:${DESTINATION}:0:1023]:true:${DESTINATION}:${SECOND}]:`;

/** @type {Record<string, string>} by port and protocol, or by port */
const NAMES = {
  20: 'FTP data', 21: 'FTP', 22: 'SSH', 23: 'Telnet', 25: 'SMTP', 53: 'DNS', 67: 'DHCP', 68: 'DHCP', 69: 'TFTP', 80: 'HTTP',
  88: 'Kerberos', 110: 'POP3', 111: 'RPC', 123: 'NTP', 137: 'NetBIOS', 139: 'NetBIOS', 143: 'IMAP', 161: 'SNMP', 162: 'SNMP traps',
  179: 'BGP', 389: 'LDAP', '443/udp': 'QUIC', 443: 'HTTPS', 445: 'SMB', 465: 'SMTPS', 500: 'IKE', 514: 'Syslog', 546: 'DHCPv6',
  547: 'DHCPv6', 587: 'SMTP', 636: 'LDAPS', 646: 'LDP', 853: 'DNS over TLS', 860: 'iSCSI', 873: 'rsync', 993: 'IMAPS', 995: 'POP3S',
  1194: 'OpenVPN', 1433: 'SQL Server', 1812: 'RADIUS', 1883: 'MQTT', 2049: 'NFS', 2379: 'etcd', 3260: 'iSCSI', 3306: 'MySQL',
  3389: 'RDP', 3784: 'BFD', 4500: 'IPsec NAT', 4739: 'IPFIX', 4789: 'VXLAN', 4791: 'RoCE', 5001: 'iperf', 5060: 'SIP', 5201: 'iperf3',
  5353: 'mDNS', 5355: 'LLMNR', 5432: 'PostgreSQL', 5672: 'AMQP', 6081: 'Geneve', 6343: 'sFlow', 6379: 'Redis', 6443: 'Kubernetes',
  6800: 'Ceph', 8008: 'HTTP alt', 8080: 'HTTP alt', 8443: 'HTTPS alt', 9000: 'HTTP alt', 9090: 'Prometheus', 9092: 'Kafka',
  9100: 'node exporter', 9200: 'Elasticsearch', 11211: 'memcached', 27017: 'MongoDB', 51820: 'WireGuard',
};

/** @type {Record<string, string>} last part of a stack that has no ports */
const KINDS = {
  arp: 'ARP', icmp: 'ICMP', icmp6: 'ICMPv6', lldp: 'LLDP', ip: 'other IP', ip6: 'other IPv6', gre: 'GRE', esp: 'ESP', ospf: 'OSPF',
  igmp: 'IGMP', slow: 'LACP', eth: 'other Ethernet', mpls: 'MPLS', tcp: 'TCP', udp: 'UDP', sctp: 'SCTP', ibbt: 'InfiniBand',
};

/**
 * What a stack and a port are called, and the filter of what belongs to it.
 * @param {string} stack @param {string} port
 * @returns {{name: string, detail: string, filter: string}}
 */
export function service(stack, port) {
  const parts = stack.split('.');
  const transport = parts.find((part) => part === 'tcp' || part === 'udp');
  if (transport && port) {
    const name = NAMES[`${port}/${transport}`] ?? NAMES[port];
    return {
      name: name ?? `${transport.toUpperCase()} ${port}`,
      detail: name ? `${port}/${transport}` : '',
      filter: `(${transport}sourceport=${port}|${transport}destinationport=${port})`,
    };
  }
  const last = parts.at(-1) ?? '';
  return { name: KINDS[last] ?? (last.toUpperCase() || 'unknown'), detail: '', filter: `suffix:stack:.:1=${last}` };
}
