package weir.flow.attribute;

import static weir.flow.attribute.PacketCases.IP;
import static weir.flow.attribute.PacketCases.IP6;
import static weir.flow.attribute.PacketCases.ethernet;

import java.util.List;
import weir.testing.PacketBuilder;

/** Keys of IP, ICMP and of what IP carries. */
final class InternetCases {

    private InternetCases() {}

    static List<KeyCase> all() {
        return List.of(
                KeyCase.packet(
                        "UDP over IPv4",
                        ethernet(IP)
                                .ipv4(17, "10.1.2.3", "10.0.0.2")
                                .udp(5000, 6000)
                                .zeros(4),
                        "eth_offset=0; macsource=020000000001; macdestination=020000000002; "
                                + "ethernetprotocol=2048; isunicast=true; ismulticast=false; isbroadcast=false; "
                                + "ip_offset=14; ipsource=10.1.2.3; ipdestination=10.0.0.2; ipprotocol=17; ipbytes=32; "
                                + "iptos=00000000; ipdscp=0; ipdscpname=be(0); ipecn=00; ipttl=64; ipid=4660; "
                                + "ipflags=000; ipfragoffset=0; ipoptionslength=0; udp_offset=34; udpsourceport=5000; "
                                + "udpdestinationport=6000; udpbytes=12; stack=eth.ip.udp; bytes=1000; frames=1; "
                                + "stripped=4; requests=null; tcpsourceport=null; ip6source=null; vlan=null"),
                KeyCase.packet(
                        "class, congestion, options and flags of IPv4",
                        ethernet(IP)
                                .hex("4EBB 0030 1234 2000 40FD 0000 0A000001 0A000002")
                                .zeros(36),
                        "iptos=10111011; ipdscp=46; ipdscpname=ef(46); ipecn=11; ipflags=001; "
                                + "ipfragoffset=0; ipoptionslength=36; ipprotocol=253"),
                KeyCase.packet(
                        "code point without a name",
                        ethernet(IP).hex("450C 0014 0000 0000 40FD 0000 0A000001 0A000002"),
                        "ipdscp=3; ipdscpname=3"),
                KeyCase.packet(
                        "later fragment has no transport",
                        ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2", 0x2005, PacketCases.NO_OPTIONS)
                                .udp(1, 2),
                        "ipflags=001; ipfragoffset=5; stack=eth.ip; udpsourceport=null; udp_offset=null; "
                                + "ipprotocol=17"),
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
                        "tcp_offset=34; tcpsourceport=80; tcpdestinationport=40000; tcpseqno=1000; "
                                + "tcpackno=2000; tcpoffset=10; tcpflags=000010010; tcpwindow=512; tcpoptbytes=20; "
                                + "tcpopts=2-4-8-1-3; tcppayloadbytes=10; stack=eth.ip.tcp"),
                KeyCase.packet(
                        "TCP SYN without options over IPv6",
                        ethernet(IP6)
                                .ipv6(6, "2001:db8::1", "2001:db8::2")
                                .tcp(1, 2, 0x102)
                                .zeros(3),
                        "tcpflags=100000010; tcpoptbytes=0; tcpopts=null; tcppayloadbytes=3; "
                                + "ethernetprotocol=34525; ip6_offset=14; ip6source=2001:db8::1; "
                                + "ip6destination=2001:db8::2; ip6nexthdr=6; ip6bytes=23; ip6tos=00000000; ip6dscp=0; "
                                + "ip6dscpname=be(0); ip6ecn=00; ip6ttl=64; ip6flowlabel=0; ip6fragm=null; "
                                + "ip6fragoffset=null; ip6extensions=null; ipsource=null"),
                KeyCase.packet(
                        "class and label of IPv6",
                        ethernet(IP6)
                                .hex("6BA12345 0000 3B FF 20010db8000000000000000000000001 "
                                        + "20010db8000000000000000000000002"),
                        "ip6tos=10111010; ip6dscp=46; ip6dscpname=ef(46); ip6ecn=10; ip6flowlabel=74565; "
                                + "ip6ttl=255; ip6nexthdr=59"),
                KeyCase.packet(
                        "extension headers of IPv6, first fragment",
                        ethernet(IP6)
                                .ipv6(0, "2001:db8::1", "2001:db8::2")
                                .hex("2C00 000000000000")
                                .hex("1100 0001 00000007")
                                .udp(7, 8),
                        "ip6extensions=0-44; ip6nexthdr=17; ip6fragm=true; ip6fragoffset=0; udpsourceport=7; "
                                + "ip6routetype=null"),
                KeyCase.packet(
                        "segment routing",
                        ethernet(IP6)
                                .ipv6(43, "2001:db8::1", "2001:db8::2")
                                .hex("1105 04 01 01 08 00FF")
                                .hex("20010db8000000000000000000000aaa 20010db8000000000000000000000bbb")
                                .hex("0406000000000000")
                                .udp(7, 8),
                        "ip6extensions=43; ip6routetype=4; ip6routesegsleft=1; ip6routesrlastentry=1; "
                                + "ip6routesrflags=00001000; ip6routesrtag=255; ip6routesroptlen=8; "
                                + "ip6routesrsegments=2001:db8::aaa-2001:db8::bbb; ip6nexthdr=17; "
                                + "udpdestinationport=8"),
                KeyCase.packet(
                        "segment list longer than its header",
                        ethernet(IP6)
                                .ipv6(43, "2001:db8::1", "2001:db8::2")
                                .hex("1102 04 01 09 00 0000")
                                .hex("20010db8000000000000000000000aaa")
                                .zeros(160),
                        "ip6routesrlastentry=9; ip6routesrsegments=null; ip6routesroptlen=null"),
                KeyCase.packet(
                        "SCTP",
                        ethernet(IP).ipv4(132, "10.0.0.1", "10.0.0.2").hex("0B59 0B5A DEADBEEF 00000000"),
                        "sctpsourceport=2905; sctpdestinationport=2906; sctpverificationtag=3735928559"),
                KeyCase.packet(
                        "ESP",
                        ethernet(IP)
                                .ipv4(50, "10.0.0.1", "10.0.0.2")
                                .hex("00000101 00000009")
                                .zeros(20),
                        "esp_offset=34; espspi=257; espseqno=9"),
                KeyCase.packet(
                        "AH around TCP over IPv6",
                        ethernet(IP6)
                                .ipv6(51, "2001:db8::1", "2001:db8::2")
                                .hex("0604 0000 00000102 0000000A")
                                .zeros(12)
                                .tcp(1, 2, 0x10)
                                .zeros(5),
                        "ahspi=258; ahseqno=10; ip6nexthdr=6; ip6extensions=51; tcppayloadbytes=5; "
                                + "stack=eth.ip6.ah.tcp"),
                KeyCase.packet(
                        "echo request",
                        ethernet(IP)
                                .ipv4(1, "10.0.0.1", "10.0.0.2")
                                .hex("0800 0000 0001 0005")
                                .zeros(8),
                        "icmp_offset=34; icmptype=8; icmpcode=0; icmpseqno=5; requests=1; "
                                + "icmpunreachablehost=null"),
                unreachable(0, "icmpunreachablenet", "10.9.9.9"),
                unreachable(1, "icmpunreachablehost", "10.9.9.9"),
                unreachable(2, "icmpunreachableprotocol", "17"),
                unreachable(3, "icmpunreachableport", "udp_1234"),
                KeyCase.packet(
                        "echo reply of ICMPv6",
                        ethernet(IP6).ipv6(58, "2001:db8::1", "2001:db8::2").hex("8100 0000 0001 0006"),
                        "icmp6_offset=54; icmp6type=129; icmp6code=0; icmp6seqno=6; requests=1; "
                                + "icmp6nstarget=null"),
                KeyCase.packet(
                        "neighbor solicitation",
                        ethernet(IP6)
                                .ipv6(58, "fe80::1", "ff02::1")
                                .hex("8700 0000 00000000 fe80000000000000 0000000000000002"),
                        "icmp6type=135; icmp6nstarget=fe80::2; icmp6natarget=null; icmp6seqno=null"),
                KeyCase.packet(
                        "neighbor advertisement",
                        ethernet(IP6)
                                .ipv6(58, "fe80::1", "ff02::1")
                                .hex("8800 0000 A0000000 fe80000000000000 0000000000000002"),
                        "icmp6natarget=fe80::2; icmp6narouter=true; icmp6nasolicit=false; " + "icmp6naoverride=true"),
                KeyCase.packet(
                        "raw IPv4",
                        11,
                        new PacketBuilder().ipv4(17, "10.0.0.1", "10.0.0.2").udp(1, 2),
                        "stack=ip.udp; ip_offset=0; macsource=null; isunicast=null"),
                KeyCase.packet(
                        "raw IPv6",
                        12,
                        new PacketBuilder()
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "stack=ip6.udp; ip6source=2001:db8::1"),
                KeyCase.packet(
                        "first of several fragments has its transport",
                        ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2", 0x2000, PacketCases.NO_OPTIONS)
                                .udp(1, 2)
                                .zeros(64),
                        "ipflags=001; ipfragoffset=0; stack=eth.ip.udp; udpsourceport=1; udpbytes=72"),
                KeyCase.packet(
                        "later fragment of IPv6 has no transport",
                        ethernet(IP6)
                                .ipv6(44, "2001:db8::1", "2001:db8::2")
                                .hex("1100 05A9 00000007")
                                .udp(7, 8),
                        "ip6fragm=true; ip6fragoffset=181; ip6extensions=44; ip6nexthdr=17; udpsourceport=null; "
                                + "stack=eth.ip6"),
                KeyCase.packet(
                        "segment routing around another IPv6 packet",
                        ethernet(IP6)
                                .ipv6(43, "2001:db8::1", "2001:db8::2")
                                .hex("2902 04 00 00 00 0000 20010db8000000000000000000000aaa")
                                .ipv6(17, "fd00::1", "fd00::2")
                                .udp(7, 8),
                        "ip6routesrsegments=2001:db8::aaa; ip6routesroptlen=0; ip6nexthdr=41; ip6source.1=fd00::1; "
                                + "ip6nexthdr.1=17; ip6routetype.1=null; stack=eth.ip6.ip6.udp"),
                KeyCase.packet(
                        "another kind of routing header has no segments",
                        ethernet(IP6)
                                .ipv6(43, "2001:db8::1", "2001:db8::2")
                                .hex("1102 02 01 00000000 20010db8000000000000000000000aaa")
                                .udp(7, 8),
                        "ip6routetype=2; ip6routesegsleft=1; ip6routesrlastentry=null; ip6routesrsegments=null"),
                KeyCase.packet(
                        "hop-by-hop and destination options",
                        ethernet(IP6)
                                .ipv6(0, "2001:db8::1", "ff02::16")
                                .hex("3C00 0502 0000 0100 3A01 0000 00000000 00000000 00000000 8F00 0000 0000 0001"),
                        "ip6extensions=0-60; ip6nexthdr=58; icmp6type=143; ip6fragm=null"),
                KeyCase.packet(
                        "port that cannot be reached, of TCP behind options",
                        ethernet(IP)
                                .ipv4(1, "10.0.0.1", "10.0.0.2")
                                .u8(3, 3)
                                .zeros(6)
                                .ipv4(6, "10.0.0.2", "10.9.9.9", 0, new byte[8])
                                .u16(40000, 80),
                        "icmpunreachableport=tcp_80; icmpunreachablehost=null"));
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
        StringBuilder expected = new StringBuilder("icmpseqno=null");
        for (String one : List.of(
                "icmpunreachablenet", "icmpunreachablehost", "icmpunreachableprotocol", "icmpunreachableport")) {
            expected.append("; ").append(one).append('=').append(one.equals(key) ? text : "null");
        }
        // A packet that is quoted did not travel.
        return KeyCase.packet("unreachable, code " + code, packet, expected + "; ipdestination.1=null");
    }
}
