package weir.flow.attribute;

import java.util.List;
import weir.testing.PacketBuilder;

/** Keys of packets, one packet for each kind of header. */
final class PacketCases {

    private static final int IP = 0x0800;
    private static final int IP6 = 0x86DD;
    private static final byte[] NO_OPTIONS = {};

    private PacketCases() {}

    private static PacketBuilder ethernet(int type) {
        return new PacketBuilder().ethernet(type);
    }

    private static PacketBuilder udp(int source, int destination) {
        return ethernet(IP).ipv4(17, "10.0.0.1", "10.0.0.2").udp(source, destination);
    }

    static List<KeyCase> all() {
        return List.of(
                KeyCase.packet(
                        "UDP over IPv4",
                        ethernet(IP)
                                .ipv4(17, "10.1.2.3", "10.0.0.2")
                                .udp(5000, 6000)
                                .zeros(4),
                        "eth_offset",
                        "0",
                        "macsource",
                        "020000000001",
                        "macdestination",
                        "020000000002",
                        "ethernetprotocol",
                        "2048",
                        "isunicast",
                        "true",
                        "ismulticast",
                        "false",
                        "isbroadcast",
                        "false",
                        "ip_offset",
                        "14",
                        "ipsource",
                        "10.1.2.3",
                        "ipdestination",
                        "10.0.0.2",
                        "ipprotocol",
                        "17",
                        "ipbytes",
                        "32",
                        "iptos",
                        "00000000",
                        "ipdscp",
                        "0",
                        "ipdscpname",
                        "be(0)",
                        "ipecn",
                        "00",
                        "ipttl",
                        "64",
                        "ipid",
                        "4660",
                        "ipflags",
                        "000",
                        "ipfragoffset",
                        "0",
                        "ipoptionslength",
                        "0",
                        "udp_offset",
                        "34",
                        "udpsourceport",
                        "5000",
                        "udpdestinationport",
                        "6000",
                        "udpbytes",
                        "12",
                        "stack",
                        "eth.ip.udp",
                        "bytes",
                        "1000",
                        "frames",
                        "1",
                        "stripped",
                        "4",
                        "requests",
                        "null",
                        "tcpsourceport",
                        "null",
                        "ip6source",
                        "null",
                        "vlan",
                        "null"),
                KeyCase.packet(
                        "class, congestion, options and flags of IPv4",
                        ethernet(IP)
                                .hex("4EBB 0030 1234 2000 40FD 0000 0A000001 0A000002")
                                .zeros(36),
                        "iptos",
                        "10111011",
                        "ipdscp",
                        "46",
                        "ipdscpname",
                        "ef(46)",
                        "ipecn",
                        "11",
                        "ipflags",
                        "001",
                        "ipfragoffset",
                        "0",
                        "ipoptionslength",
                        "36",
                        "ipprotocol",
                        "253"),
                KeyCase.packet(
                        "code point without a name",
                        ethernet(IP).hex("450C 0014 0000 0000 40FD 0000 0A000001 0A000002"),
                        "ipdscp",
                        "3",
                        "ipdscpname",
                        "3"),
                KeyCase.packet(
                        "later fragment has no transport",
                        ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2", 0x2005, NO_OPTIONS)
                                .udp(1, 2),
                        "ipflags",
                        "001",
                        "ipfragoffset",
                        "5",
                        "stack",
                        "eth.ip",
                        "udpsourceport",
                        "null",
                        "udp_offset",
                        "null",
                        "ipprotocol",
                        "17"),
                KeyCase.packet(
                        "TCP with options",
                        ethernet(IP)
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(
                                        80,
                                        40000,
                                        0x012,
                                        bytes(2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2, 1, 3, 3, 7))
                                .zeros(10),
                        "tcp_offset",
                        "34",
                        "tcpsourceport",
                        "80",
                        "tcpdestinationport",
                        "40000",
                        "tcpseqno",
                        "1000",
                        "tcpackno",
                        "2000",
                        "tcpoffset",
                        "10",
                        "tcpflags",
                        "000010010",
                        "tcpwindow",
                        "512",
                        "tcpoptbytes",
                        "20",
                        "tcpopts",
                        "2-4-8-1-3",
                        "tcppayloadbytes",
                        "10",
                        "stack",
                        "eth.ip.tcp"),
                KeyCase.packet(
                        "TCP SYN without options over IPv6",
                        ethernet(IP6)
                                .ipv6(6, "2001:db8::1", "2001:db8::2")
                                .tcp(1, 2, 0x102)
                                .zeros(3),
                        "tcpflags",
                        "100000010",
                        "tcpoptbytes",
                        "0",
                        "tcpopts",
                        "null",
                        "tcppayloadbytes",
                        "3",
                        "ethernetprotocol",
                        "34525",
                        "ip6_offset",
                        "14",
                        "ip6source",
                        "2001:db8::1",
                        "ip6destination",
                        "2001:db8::2",
                        "ip6nexthdr",
                        "6",
                        "ip6bytes",
                        "23",
                        "ip6tos",
                        "00000000",
                        "ip6dscp",
                        "0",
                        "ip6dscpname",
                        "be(0)",
                        "ip6ecn",
                        "00",
                        "ip6ttl",
                        "64",
                        "ip6flowlabel",
                        "0",
                        "ip6fragm",
                        "null",
                        "ip6fragoffset",
                        "null",
                        "ip6extensions",
                        "null",
                        "ipsource",
                        "null"),
                KeyCase.packet(
                        "class and label of IPv6",
                        ethernet(IP6)
                                .hex("6BA12345 0000 3B FF 20010db8000000000000000000000001 "
                                        + "20010db8000000000000000000000002"),
                        "ip6tos",
                        "10111010",
                        "ip6dscp",
                        "46",
                        "ip6dscpname",
                        "ef(46)",
                        "ip6ecn",
                        "10",
                        "ip6flowlabel",
                        "74565",
                        "ip6ttl",
                        "255",
                        "ip6nexthdr",
                        "59"),
                KeyCase.packet(
                        "extension headers of IPv6, first fragment",
                        ethernet(IP6)
                                .ipv6(0, "2001:db8::1", "2001:db8::2")
                                .hex("2C00 000000000000")
                                .hex("1100 0001 00000007")
                                .udp(7, 8),
                        "ip6extensions",
                        "0-44",
                        "ip6nexthdr",
                        "17",
                        "ip6fragm",
                        "true",
                        "ip6fragoffset",
                        "0",
                        "udpsourceport",
                        "7",
                        "ip6routetype",
                        "null"),
                KeyCase.packet(
                        "segment routing",
                        ethernet(IP6)
                                .ipv6(43, "2001:db8::1", "2001:db8::2")
                                .hex("1105 04 01 01 08 00FF")
                                .hex("20010db8000000000000000000000aaa 20010db8000000000000000000000bbb")
                                .hex("0406000000000000")
                                .udp(7, 8),
                        "ip6extensions",
                        "43",
                        "ip6routetype",
                        "4",
                        "ip6routesegsleft",
                        "1",
                        "ip6routesrlastentry",
                        "1",
                        "ip6routesrflags",
                        "00001000",
                        "ip6routesrtag",
                        "255",
                        "ip6routesroptlen",
                        "8",
                        "ip6routesrsegments",
                        "2001:db8::aaa-2001:db8::bbb",
                        "ip6nexthdr",
                        "17",
                        "udpdestinationport",
                        "8"),
                KeyCase.packet(
                        "segment list longer than its header",
                        ethernet(IP6)
                                .ipv6(43, "2001:db8::1", "2001:db8::2")
                                .hex("1102 04 01 09 00 0000")
                                .hex("20010db8000000000000000000000aaa")
                                .zeros(160),
                        "ip6routesrlastentry",
                        "9",
                        "ip6routesrsegments",
                        "null",
                        "ip6routesroptlen",
                        "null"),
                KeyCase.packet(
                        "two tags",
                        ethernet(0x88A8)
                                .vlan(300, 3, 0x8100)
                                .vlan(200, 5, IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "vlan",
                        "300",
                        "priority",
                        "3",
                        "vlan.1",
                        "200",
                        "priority.1",
                        "5",
                        "vlan.2",
                        "null",
                        "ethernetprotocol",
                        "2048",
                        "stack",
                        "eth.q.q.ip.udp"),
                KeyCase.packet(
                        "802.3 with LLC",
                        new PacketBuilder()
                                .hex("0180C2000000 020000000001 0026 424203")
                                .zeros(35),
                        "llcbytes",
                        "38",
                        "llcdsap",
                        "66",
                        "llcssap",
                        "66",
                        "llcctl",
                        "3",
                        "llcsnapoui",
                        "null",
                        "ethernetprotocol",
                        "null",
                        "ismulticast",
                        "true",
                        "isunicast",
                        "false",
                        "stack",
                        "eth.llc"),
                KeyCase.packet(
                        "SNAP of another organisation",
                        new PacketBuilder()
                                .hex("01000CCCCCCC 020000000001 0040 AAAA03 00000C 2000")
                                .zeros(40),
                        "llcsnapoui",
                        "00000C",
                        "llcsnapprotocol",
                        "8192",
                        "ethernetprotocol",
                        "null"),
                KeyCase.packet(
                        "SNAP with an EtherType",
                        new PacketBuilder()
                                .hex("FFFFFFFFFFFF 020000000001 0040 AAAA03 000000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "ethernetprotocol",
                        "2048",
                        "llcsnapoui",
                        "000000",
                        "isbroadcast",
                        "true",
                        "ismulticast",
                        "false",
                        "ipsource",
                        "10.0.0.1",
                        "llcbytes",
                        "64"),
                KeyCase.packet(
                        "MPLS pseudowire",
                        ethernet(0x8847)
                                .hex("003E9040 003EA140 00000007")
                                .ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "mpls_offset",
                        "14",
                        "mplslabels",
                        "1001-1002",
                        "pwseqno",
                        "7",
                        "macsource.1",
                        "020000000001",
                        "eth_offset.1",
                        "26",
                        "ethernetprotocol",
                        "34887",
                        "ethernetprotocol.1",
                        "2048",
                        "stack",
                        "eth.mpls.pw.eth.ip.udp"),
                KeyCase.packet(
                        "provider backbone",
                        ethernet(0x88E7)
                                .hex("60 012345")
                                .ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "pbb_offset",
                        "14",
                        "pbbflags",
                        "01100000",
                        "pbbisid",
                        "74565",
                        "stack",
                        "eth.pbb.eth.ip.udp"),
                KeyCase.packet(
                        "TRILL",
                        ethernet(0x22F3)
                                .hex("0054 0002 0001 AABBCCDD")
                                .ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "trill_offset",
                        "14",
                        "trillbridgeout",
                        "2",
                        "trillbridgein",
                        "1",
                        "trillhops",
                        "20",
                        "trilloptions",
                        "1",
                        "ipsource",
                        "10.0.0.1"),
                KeyCase.packet(
                        "Fibre Channel over Ethernet",
                        ethernet(0x8906)
                                .zeros(14)
                                .hex("06 010203 00 0A0B0C 08 290000")
                                .zeros(12),
                        "fc_offset",
                        "28",
                        "fcdestination",
                        "010203",
                        "fcsource",
                        "0A0B0C",
                        "fcddtype",
                        "8"),
                KeyCase.packet(
                        "LLDP",
                        ethernet(0x88CC)
                                .hex("0207 04 0200000000AA 0405 05")
                                .text("eth1")
                                .hex("0602 0078 0000"),
                        "lldp_offset",
                        "14",
                        "lldpchassismac",
                        "0200000000AA",
                        "lldpportifname",
                        "eth1",
                        "lldpttl",
                        "120",
                        "stack",
                        "eth.lldp"),
                KeyCase.packet(
                        "LACP", ethernet(0x8809).hex("01 01").zeros(50), "slow_offset", "14", "slowsubtype", "1"),
                KeyCase.packet(
                        "ARP request",
                        new PacketBuilder()
                                .hex("FFFFFFFFFFFF 020000000001 0806 0001 0800 06 04 0001")
                                .hex("020000000001 0A000001 000000000000 0A000002"),
                        "arp_offset",
                        "14",
                        "arphardwaretype",
                        "1",
                        "arpprotocoltype",
                        "2048",
                        "arpoperation",
                        "1",
                        "arpmacsender",
                        "020000000001",
                        "arpipsender",
                        "10.0.0.1",
                        "arpmactarget",
                        "000000000000",
                        "arpiptarget",
                        "10.0.0.2",
                        "requests",
                        "1",
                        "frames",
                        "1",
                        "ethernetprotocol",
                        "2054"),
                KeyCase.packet(
                        "Wi-Fi data from a station",
                        15,
                        new PacketBuilder()
                                .hex("0801 0000 0200000000A1 0200000000A2 0200000000A3 0000")
                                .hex("AAAA03 000000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "wifi_offset",
                        "0",
                        "wifitype",
                        "2",
                        "wifisubtype",
                        "0",
                        "wififlags",
                        "00000001",
                        "bssid",
                        "0200000000A1",
                        "macreciever",
                        "0200000000A1",
                        "mactransmitter",
                        "0200000000A2",
                        "ethernetprotocol",
                        "2048",
                        "ipsource",
                        "10.0.0.1"),
                KeyCase.packet(
                        "Wi-Fi beacon",
                        15,
                        new PacketBuilder()
                                .hex("8000 0000 FFFFFFFFFFFF 0200000000A2 0200000000A3 0000")
                                .zeros(20),
                        "wifitype",
                        "0",
                        "wifisubtype",
                        "8",
                        "bssid",
                        "0200000000A3"),
                KeyCase.packet(
                        "Wi-Fi acknowledgement",
                        15,
                        new PacketBuilder().hex("D400 0000 0200000000A1 00000000"),
                        "wifitype",
                        "1",
                        "wifisubtype",
                        "13",
                        "macreciever",
                        "0200000000A1",
                        "mactransmitter",
                        "null",
                        "bssid",
                        "null"),
                KeyCase.packet(
                        "SCTP",
                        ethernet(IP).ipv4(132, "10.0.0.1", "10.0.0.2").hex("0B59 0B5A DEADBEEF 00000000"),
                        "sctpsourceport",
                        "2905",
                        "sctpdestinationport",
                        "2906",
                        "sctpverificationtag",
                        "3735928559"),
                KeyCase.packet(
                        "ESP",
                        ethernet(IP)
                                .ipv4(50, "10.0.0.1", "10.0.0.2")
                                .hex("00000101 00000009")
                                .zeros(20),
                        "esp_offset",
                        "34",
                        "espspi",
                        "257",
                        "espseqno",
                        "9"),
                KeyCase.packet(
                        "AH around TCP over IPv6",
                        ethernet(IP6)
                                .ipv6(51, "2001:db8::1", "2001:db8::2")
                                .hex("0604 0000 00000102 0000000A")
                                .zeros(12)
                                .tcp(1, 2, 0x10)
                                .zeros(5),
                        "ahspi",
                        "258",
                        "ahseqno",
                        "10",
                        "ip6nexthdr",
                        "6",
                        "ip6extensions",
                        "51",
                        "tcppayloadbytes",
                        "5",
                        "stack",
                        "eth.ip6.ah.tcp"),
                KeyCase.packet(
                        "echo request",
                        ethernet(IP)
                                .ipv4(1, "10.0.0.1", "10.0.0.2")
                                .hex("0800 0000 0001 0005")
                                .zeros(8),
                        "icmp_offset",
                        "34",
                        "icmptype",
                        "8",
                        "icmpcode",
                        "0",
                        "icmpseqno",
                        "5",
                        "requests",
                        "1",
                        "icmpunreachablehost",
                        "null"),
                unreachable(0, "icmpunreachablenet", "10.9.9.9"),
                unreachable(1, "icmpunreachablehost", "10.9.9.9"),
                unreachable(2, "icmpunreachableprotocol", "17"),
                unreachable(3, "icmpunreachableport", "udp_1234"),
                KeyCase.packet(
                        "echo reply of ICMPv6",
                        ethernet(IP6).ipv6(58, "2001:db8::1", "2001:db8::2").hex("8100 0000 0001 0006"),
                        "icmp6_offset",
                        "54",
                        "icmp6type",
                        "129",
                        "icmp6code",
                        "0",
                        "icmp6seqno",
                        "6",
                        "requests",
                        "1",
                        "icmp6nstarget",
                        "null"),
                KeyCase.packet(
                        "neighbor solicitation",
                        ethernet(IP6)
                                .ipv6(58, "fe80::1", "ff02::1")
                                .hex("8700 0000 00000000 fe80000000000000 0000000000000002"),
                        "icmp6type",
                        "135",
                        "icmp6nstarget",
                        "fe80::2",
                        "icmp6natarget",
                        "null",
                        "icmp6seqno",
                        "null"),
                KeyCase.packet(
                        "neighbor advertisement",
                        ethernet(IP6)
                                .ipv6(58, "fe80::1", "ff02::1")
                                .hex("8800 0000 A0000000 fe80000000000000 0000000000000002"),
                        "icmp6natarget",
                        "fe80::2",
                        "icmp6narouter",
                        "true",
                        "icmp6nasolicit",
                        "false",
                        "icmp6naoverride",
                        "true"),
                KeyCase.packet(
                        "NVGRE",
                        ethernet(IP)
                                .ipv4(47, "10.0.0.1", "10.0.0.2")
                                .hex("2000 6558 00138805")
                                .ethernet(IP)
                                .ipv4(6, "10.50.2.1", "10.50.2.2")
                                .tcp(1, 2, 0x10),
                        "gre_offset",
                        "34",
                        "greversion",
                        "0",
                        "greprotocoltype",
                        "25944",
                        "grevsid",
                        "5000",
                        "greflowid",
                        "5",
                        "ipsource.1",
                        "10.50.2.1",
                        "macsource.1",
                        "020000000001",
                        "tcpdestinationport",
                        "2",
                        "tcpdestinationport.1",
                        "null",
                        "stack",
                        "eth.ip.gre.eth.ip.tcp"),
                KeyCase.packet(
                        "IPv4 in GRE in IPv6",
                        ethernet(IP6)
                                .ipv6(47, "2001:db8::1", "2001:db8::2")
                                .hex("0000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "ipsource",
                        "10.0.0.1",
                        "ip6source",
                        "2001:db8::1",
                        "grevsid",
                        "null",
                        "stack",
                        "eth.ip6.gre.ip.udp"),
                KeyCase.packet(
                        "VXLAN",
                        udp(50000, 4789)
                                .hex("08000000 00138900")
                                .ethernet(IP)
                                .ipv4(6, "10.50.1.1", "10.50.1.2")
                                .tcp(1, 2, 0x10),
                        "vxlan_offset",
                        "42",
                        "vxlanvni",
                        "5001",
                        "ipsource",
                        "10.0.0.1",
                        "ipsource.1",
                        "10.50.1.1",
                        "tcpsourceport",
                        "1",
                        "udpdestinationport",
                        "4789",
                        "stack",
                        "eth.ip.udp.vxlan.eth.ip.tcp"),
                KeyCase.packet(
                        "VXLAN-GPE",
                        udp(50000, 4790)
                                .hex("1C000001 00138900")
                                .ipv4(17, "10.50.1.1", "10.50.1.2")
                                .udp(1, 2),
                        "vxlangpe_offset",
                        "42",
                        "vxlangpeflags",
                        "00011100",
                        "vxlangpeversion",
                        "1",
                        "vxlangpenextprotocol",
                        "1",
                        "vxlangpevni",
                        "5001",
                        "ipsource.1",
                        "10.50.1.1"),
                KeyCase.packet(
                        "GENEVE",
                        udp(50000, 6081)
                                .hex("00006558 00177100")
                                .ethernet(IP)
                                .ipv4(17, "10.50.3.1", "10.50.3.2")
                                .udp(1, 2),
                        "geneve_offset",
                        "42",
                        "genevevni",
                        "6001",
                        "geneveprotocoltype",
                        "25944",
                        "ipdestination.1",
                        "10.50.3.2"),
                KeyCase.packet(
                        "GTP-U",
                        udp(50000, 2152)
                                .hex("30FF 001C 00000064")
                                .ipv4(17, "10.50.3.1", "10.50.3.2")
                                .udp(1, 2),
                        "gtp_offset",
                        "42",
                        "gtpversion",
                        "1",
                        "gtpmsgtype",
                        "255",
                        "gtpmsglength",
                        "28",
                        "gtptied",
                        "100",
                        "ipsource.1",
                        "10.50.3.1"),
                KeyCase.packet(
                        "DNS query",
                        udp(40000, 53)
                                .hex("1234 0100 0001 0000 0000 0000 03")
                                .text("www")
                                .hex("07")
                                .text("example")
                                .hex("03")
                                .text("com")
                                .hex("00 001C 0001"),
                        "dns_offset",
                        "42",
                        "dnsid",
                        "4660",
                        "dnsqr",
                        "false",
                        "dnsopcode",
                        "0",
                        "dnsaa",
                        "false",
                        "dnstc",
                        "false",
                        "dnsrd",
                        "true",
                        "dnsra",
                        "false",
                        "dnsz",
                        "0",
                        "dnsrcode",
                        "0",
                        "dnsqdcount",
                        "1",
                        "dnsancount",
                        "0",
                        "dnsnscount",
                        "0",
                        "dnsarcount",
                        "0",
                        "dnsqname",
                        "www.example.com.",
                        "dnsqtype",
                        "28",
                        "dnsqtypename",
                        "AAAA(28)",
                        "dnsqclass",
                        "1",
                        "requests",
                        "1"),
                KeyCase.packet(
                        "DNS response of the root with all bits",
                        udp(53, 40000).hex("0001 97F3 0001 0002 0003 0004 00 4321 0001"),
                        "dnsqr",
                        "true",
                        "dnsopcode",
                        "2",
                        "dnsaa",
                        "true",
                        "dnstc",
                        "true",
                        "dnsrd",
                        "true",
                        "dnsra",
                        "true",
                        "dnsz",
                        "7",
                        "dnsrcode",
                        "3",
                        "dnsancount",
                        "2",
                        "dnsnscount",
                        "3",
                        "dnsarcount",
                        "4",
                        "dnsqname",
                        ".",
                        "dnsqtype",
                        "17185",
                        "dnsqtypename",
                        "17185"),
                KeyCase.packet(
                        "DNS name with a dot in a label",
                        udp(40000, 53)
                                .hex("1234 0100 0001 0000 0000 0000 03")
                                .text("a.b")
                                .hex("01 07 00 0001 0001"),
                        "dnsqname",
                        "a\\.b.\\007."),
                KeyCase.packet(
                        "DNS name that is cut",
                        udp(40000, 53).hex("1234 0100 0001 0000 0000 0000 03").text("ww"),
                        "dnsid",
                        "4660",
                        "dnsqname",
                        "null",
                        "dnsqtype",
                        "null",
                        "dnsqtypename",
                        "null"),
                KeyCase.packet(
                        "DHCP",
                        udp(68, 67)
                                .hex("01 01 06 02 DEADBEEF 0007 8000 0A000001 0A000002 0A000003 0A000004")
                                .hex("020000000001")
                                .zeros(10)
                                .text("server")
                                .zeros(58)
                                .zeros(128),
                        "dhcp_offset",
                        "42",
                        "dhcpopcode",
                        "1",
                        "dhcphtype",
                        "1",
                        "dhcphlen",
                        "6",
                        "dhcphops",
                        "2",
                        "dhcpxid",
                        "3735928559",
                        "dhcpsecs",
                        "7",
                        "dhcpflags",
                        "1000000000000000",
                        "dhcpciaddr",
                        "10.0.0.1",
                        "dhcpyiaddr",
                        "10.0.0.2",
                        "dhcpsiaddr",
                        "10.0.0.3",
                        "dhcpgiaddr",
                        "10.0.0.4",
                        "dhcpchaddr",
                        "020000000001",
                        "dhcpsname",
                        "server"),
                KeyCase.packet(
                        "NTP of a primary server",
                        udp(123, 123)
                                .hex("24 01 06 E8 00000000 00000000")
                                .text("GPS")
                                .hex("00")
                                .zeros(32),
                        "ntp_offset",
                        "42",
                        "ntpversion",
                        "4",
                        "ntpmode",
                        "4",
                        "ntpstratum",
                        "1",
                        "ntpreferenceid",
                        "GPS"),
                KeyCase.packet(
                        "NTP of a secondary server",
                        udp(123, 123)
                                .hex("24 02 06 E8 00000000 00000000 C0000201")
                                .zeros(32),
                        "ntpstratum",
                        "2",
                        "ntpreferenceid",
                        "192.0.2.1"),
                KeyCase.packet(
                        "QUIC version 1, handshake",
                        udp(40000, 443).hex("E0 00000001 08").zeros(40),
                        "quic_offset",
                        "42",
                        "quicheaderform",
                        "1",
                        "quictype",
                        "2",
                        "quicversion",
                        "1",
                        "quicpackettype",
                        "handshake"),
                KeyCase.packet(
                        "QUIC version 2, initial",
                        udp(40000, 443).hex("D0 6B3343CF 08").zeros(40),
                        "quictype",
                        "1",
                        "quicversion",
                        "1798521807",
                        "quicpackettype",
                        "initial"),
                KeyCase.packet(
                        "QUIC short header",
                        udp(40000, 443).hex("40").zeros(40),
                        "quicheaderform",
                        "0",
                        "quictype",
                        "null",
                        "quicversion",
                        "null",
                        "quicpackettype",
                        "short"),
                KeyCase.packet(
                        "QUIC of Google with version",
                        udp(40000, 443).hex("09 0102030405060708").text("Q043").zeros(20),
                        "quicpackettype",
                        "version",
                        "quicversion",
                        "Q043",
                        "quicheaderform",
                        "0"),
                KeyCase.packet(
                        "no QUIC on its port",
                        udp(40000, 443).hex("0000"),
                        "quic_offset",
                        "null",
                        "quicpackettype",
                        "null",
                        "quicversion",
                        "null"),
                KeyCase.packet(
                        "Teredo",
                        udp(40000, 3544).ipv6(17, "2001:db8::1", "2001:db8::2").udp(1, 2),
                        "ip6source",
                        "2001:db8::1",
                        "udpsourceport.1",
                        "1",
                        "stack",
                        "eth.ip.udp.teredo.ip6.udp"),
                KeyCase.packet(
                        "IPv6 in IPv4",
                        ethernet(IP)
                                .ipv4(41, "10.0.0.1", "10.0.0.2")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "ip6destination",
                        "2001:db8::2",
                        "ipsource",
                        "10.0.0.1",
                        "udpsourceport",
                        "1"),
                KeyCase.packet(
                        "IPv4 in IPv4",
                        ethernet(IP)
                                .ipv4(4, "10.0.0.1", "10.0.0.2")
                                .ipv4(17, "10.1.0.1", "10.1.0.2")
                                .udp(1, 2),
                        "ipsource.1",
                        "10.1.0.1",
                        "ipprotocol",
                        "4",
                        "ipprotocol.1",
                        "17"),
                KeyCase.packet(
                        "raw IPv4",
                        11,
                        new PacketBuilder().ipv4(17, "10.0.0.1", "10.0.0.2").udp(1, 2),
                        "stack",
                        "ip.udp",
                        "ip_offset",
                        "0",
                        "macsource",
                        "null",
                        "isunicast",
                        "null"),
                KeyCase.packet(
                        "raw IPv6",
                        12,
                        new PacketBuilder()
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "stack",
                        "ip6.udp",
                        "ip6source",
                        "2001:db8::1"),
                KeyCase.packet(
                        "RoCEv1, RDMA write",
                        ethernet(0x8915)
                                .hex("60012345 0020 1B 40 fe800000000000000000000000000001")
                                .hex("fe800000000000000000000000000002")
                                .hex("0A 80 FFFF 00 000011 80 000001 0000000000000001 00000002 00001000"),
                        "ibgr_offset",
                        "14",
                        "ibgripver",
                        "6",
                        "ibgrtclass",
                        "0",
                        "ibgrlabel",
                        "74565",
                        "ibgrpaylen",
                        "32",
                        "ibgrnxthdr",
                        "27",
                        "ibgrhoplimit",
                        "64",
                        "ibgrsgid",
                        "fe80:0000:0000:0000:0000:0000:0000:0001",
                        "ibgrdgid",
                        "fe80:0000:0000:0000:0000:0000:0000:0002",
                        "ibbt_offset",
                        "54",
                        "ibbtopcode",
                        "10",
                        "ibbtoptransport",
                        "RC",
                        "ibbtopname",
                        "RDMA_WRITE",
                        "ibbtse",
                        "true",
                        "ibbtm",
                        "false",
                        "ibbttver",
                        "0",
                        "ibbtack",
                        "true",
                        "ibbtdestinationqp",
                        "17",
                        "ibbtrdmalen",
                        "4096",
                        "ibbtsourceqp",
                        "null",
                        "ibbtaethack",
                        "null",
                        "stack",
                        "eth.ibgr.ibbt"),
                roce(
                        "11 40 FFFF 00 000011 00 000001 1E 000001",
                        "ibbtopname",
                        "ACK",
                        "ibbtm",
                        "true",
                        "ibbtaethack",
                        "30",
                        "ibbtaethnak",
                        "null",
                        "ibbtaethrnrnak",
                        "null"),
                roce("11 40 FFFF 00 000011 00 000001 1F 000001", "ibbtaethack", "null"),
                roce("11 40 FFFF 00 000011 00 000001 21 000001", "ibbtaethrnrnak", "0.01", "ibbtaethack", "null"),
                roce("11 40 FFFF 00 000011 00 000001 62 000001", "ibbtaethnak", "REMOTE_ACCESS_ERR"),
                roce(
                        "64 40 FFFF 00 000011 00 000001 00000001 00 000022",
                        "ibbtoptransport",
                        "UD",
                        "ibbtopname",
                        "SEND",
                        "ibbtsourceqp",
                        "34",
                        "ibbtrdmalen",
                        "null"),
                roce("81 40 FFFF 00 000011 00 000001", "ibbtoptransport", "CNP", "ibbtopname", "CNP"),
                roce(
                        "AC 40 FFFF 00 000011 00 000001 00000005 0000000000000001 00000002 00002000",
                        "ibbtoptransport",
                        "XRC",
                        "ibbtopname",
                        "RDMA_READ",
                        "ibbtrdmalen",
                        "8192"),
                roce("14 4F FFFF 00 000011 00 000001", "ibbtopname", "FETCH_ADD", "ibbttver", "15"));
    }

    private static byte[] bytes(int... numbers) {
        byte[] bytes = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            bytes[i] = (byte) numbers[i];
        }
        return bytes;
    }

    private static KeyCase unreachable(int code, String key, String text) {
        PacketBuilder packet = ethernet(IP)
                .ipv4(1, "10.0.0.1", "10.0.0.2")
                .u8(3, code)
                .zeros(6)
                .ipv4(17, "10.0.0.2", "10.9.9.9")
                .udp(999, 1234);
        String[] keys = {"icmpunreachablenet", "icmpunreachablehost", "icmpunreachableprotocol", "icmpunreachableport"};
        String[] expected = new String[2 * keys.length + 4];
        for (int i = 0; i < keys.length; i++) {
            expected[2 * i] = keys[i];
            expected[2 * i + 1] = keys[i].equals(key) ? text : "null";
        }
        expected[8] = "ipdestination.1"; // a packet that is quoted did not travel
        expected[9] = "null";
        expected[10] = "icmpseqno";
        expected[11] = "null";
        return KeyCase.packet("unreachable, code " + code, packet, expected);
    }

    private static KeyCase roce(String transport, String... expected) {
        return KeyCase.packet(
                "RoCEv2 " + transport, udp(40000, 4791).hex(transport).zeros(4), expected);
    }
}
