package weir.flow.attribute;

import static weir.flow.attribute.PacketCases.IP;
import static weir.flow.attribute.PacketCases.IP6;
import static weir.flow.attribute.PacketCases.ethernet;
import static weir.flow.attribute.PacketCases.udp;

import java.util.List;

/** Keys of tunnels and of the packets in them. */
final class TunnelCases {

    private TunnelCases() {}

    static List<KeyCase> all() {
        return List.of(
                KeyCase.packet(
                        "NVGRE",
                        ethernet(IP)
                                .ipv4(47, "10.0.0.1", "10.0.0.2")
                                .hex("2000 6558 00138805")
                                .ethernet(IP)
                                .ipv4(6, "10.50.2.1", "10.50.2.2")
                                .tcp(1, 2, 0x10),
                        "gre_offset=34; greversion=0; greprotocoltype=25944; grevsid=5000; greflowid=5; "
                                + "ipsource.1=10.50.2.1; macsource.1=020000000001; tcpdestinationport=2; "
                                + "tcpdestinationport.1=null; stack=eth.ip.gre.eth.ip.tcp"),
                KeyCase.packet(
                        "IPv4 in GRE in IPv6",
                        ethernet(IP6)
                                .ipv6(47, "2001:db8::1", "2001:db8::2")
                                .hex("0000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "ipsource=10.0.0.1; ip6source=2001:db8::1; grevsid=null; stack=eth.ip6.gre.ip.udp"),
                KeyCase.packet(
                        "VXLAN",
                        udp(50000, 4789)
                                .hex("08000000 00138900")
                                .ethernet(IP)
                                .ipv4(6, "10.50.1.1", "10.50.1.2")
                                .tcp(1, 2, 0x10),
                        "vxlan_offset=42; vxlanvni=5001; ipsource=10.0.0.1; ipsource.1=10.50.1.1; "
                                + "tcpsourceport=1; udpdestinationport=4789; stack=eth.ip.udp.vxlan.eth.ip.tcp"),
                KeyCase.packet(
                        "VXLAN-GPE",
                        udp(50000, 4790)
                                .hex("1C000001 00138900")
                                .ipv4(17, "10.50.1.1", "10.50.1.2")
                                .udp(1, 2),
                        "vxlangpe_offset=42; vxlangpeflags=00011100; vxlangpeversion=1; "
                                + "vxlangpenextprotocol=1; vxlangpevni=5001; ipsource.1=10.50.1.1"),
                KeyCase.packet(
                        "GENEVE",
                        udp(50000, 6081)
                                .hex("00006558 00177100")
                                .ethernet(IP)
                                .ipv4(17, "10.50.3.1", "10.50.3.2")
                                .udp(1, 2),
                        "geneve_offset=42; genevevni=6001; geneveprotocoltype=25944; " + "ipdestination.1=10.50.3.2"),
                KeyCase.packet(
                        "GTP-U",
                        udp(50000, 2152)
                                .hex("30FF 001C 00000064")
                                .ipv4(17, "10.50.3.1", "10.50.3.2")
                                .udp(1, 2),
                        "gtp_offset=42; gtpversion=1; gtpmsgtype=255; gtpmsglength=28; gtptied=100; "
                                + "ipsource.1=10.50.3.1"),
                KeyCase.packet(
                        "Teredo",
                        udp(40000, 3544).ipv6(17, "2001:db8::1", "2001:db8::2").udp(1, 2),
                        "ip6source=2001:db8::1; udpsourceport.1=1; stack=eth.ip.udp.teredo.ip6.udp"),
                KeyCase.packet(
                        "IPv6 in IPv4",
                        ethernet(IP)
                                .ipv4(41, "10.0.0.1", "10.0.0.2")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "ip6destination=2001:db8::2; ipsource=10.0.0.1; udpsourceport=1"),
                KeyCase.packet(
                        "IPv4 in IPv4",
                        ethernet(IP)
                                .ipv4(4, "10.0.0.1", "10.0.0.2")
                                .ipv4(17, "10.1.0.1", "10.1.0.2")
                                .udp(1, 2),
                        "ipsource.1=10.1.0.1; ipprotocol=4; ipprotocol.1=17"),
                KeyCase.packet(
                        "IPv6 in VXLAN over IPv6",
                        ethernet(IP6)
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(50000, 4789)
                                .hex("08000000 00138E00")
                                .ethernet(IP6)
                                .ipv6(6, "fd00:50:7::1", "fd00:50:7::2")
                                .tcp(40000, 5307, 0x18),
                        "vxlanvni=5006; ip6source=2001:db8::1; ip6source.1=fd00:50:7::1; ip6nexthdr=17; "
                                + "ip6nexthdr.1=6; ipsource=null; tcpdestinationport=5307; tcpflags=000011000; "
                                + "stack=eth.ip6.udp.vxlan.eth.ip6.tcp"),
                KeyCase.packet(
                        "tagged frame in VXLAN",
                        udp(50000, 4789)
                                .hex("08000000 00138900")
                                .ethernet(0x8100)
                                .vlan(12, 1, IP)
                                .ipv4(17, "10.50.1.1", "10.50.1.2")
                                .udp(3, 4),
                        "vlan=12; ipsource.1=10.50.1.1; udpsourceport=50000; udpsourceport.1=3; udp_offset.1=88; "
                                + "ip_offset.1=68"),
                KeyCase.packet(
                        "something else on the port of VXLAN",
                        udp(50000, 4789).hex("00000000 00138900").zeros(40),
                        "vxlanvni=null; vxlan_offset=null; ipsource.1=null; stack=eth.ip.udp"),
                KeyCase.packet(
                        "three IPv4 headers",
                        udp(50000, 4789)
                                .hex("08000000 00138900")
                                .ethernet(IP)
                                .ipv4(47, "10.50.1.1", "10.50.1.2")
                                .hex("0000 0800")
                                .ipv4(17, "10.60.1.1", "10.60.1.2")
                                .udp(1, 2),
                        "ipsource=10.0.0.1; ipsource.1=10.50.1.1; ipsource.2=10.60.1.1; ipsource.3=null; "
                                + "ipprotocol.1=47; ipprotocol.2=17; gre_offset=84; "
                                + "stack=eth.ip.udp.vxlan.eth.ip.gre.ip.udp"),
                KeyCase.packet(
                        "GRE with checksum, key and sequence number",
                        ethernet(IP)
                                .ipv4(47, "10.0.0.1", "10.0.0.2")
                                .hex("B000 86DD 00000000 00000007 00000001")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "greprotocoltype=34525; grevsid=null; greflowid=null; ip6source=2001:db8::1; "
                                + "stack=eth.ip.gre.ip6.udp"),
                KeyCase.packet(
                        "GRE of PPTP",
                        ethernet(IP)
                                .ipv4(47, "10.0.0.1", "10.0.0.2")
                                .hex("3001 880B 0004 0001 00000001")
                                .zeros(8),
                        "greversion=1; greprotocoltype=34827; grevsid=null; stack=eth.ip.gre"),
                KeyCase.packet(
                        "NVGRE over IPv6 around IPv6",
                        ethernet(IP6)
                                .ipv6(47, "2001:db8::1", "2001:db8::2")
                                .hex("2000 6558 00138807")
                                .ethernet(IP6)
                                .ipv6(17, "fd00::1", "fd00::2")
                                .udp(1, 2),
                        "grevsid=5000; greflowid=7; ip6source.1=fd00::1; stack=eth.ip6.gre.eth.ip6.udp"),
                KeyCase.packet(
                        "GENEVE with options around IPv6",
                        udp(50000, 6081)
                                .hex("0240 86DD 00177100 0001 01 01 AABBCCDD")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "genevevni=6001; geneveprotocoltype=34525; ip6source=2001:db8::1; udpsourceport.1=1; "
                                + "stack=eth.ip.udp.geneve.ip6.udp"),
                KeyCase.packet(
                        "IPv6 in VXLAN-GPE",
                        udp(50000, 4790)
                                .hex("0C000002 00138900")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "vxlangpenextprotocol=2; ip6source=2001:db8::1; stack=eth.ip.udp.vxlangpe.ip6.udp"),
                KeyCase.packet(
                        "Ethernet in VXLAN-GPE",
                        udp(50000, 4790)
                                .hex("0C000003 00138900")
                                .ethernet(IP)
                                .ipv4(6, "10.50.1.1", "10.50.1.2")
                                .tcp(1, 2, 0x10),
                        "vxlangpenextprotocol=3; vxlangpeversion=0; tcpsourceport=1; "
                                + "stack=eth.ip.udp.vxlangpe.eth.ip.tcp"),
                KeyCase.packet(
                        "GTP-U with sequence number and extension header around IPv6",
                        udp(2152, 2152)
                                .hex("36FF 0038 00000064 0007 00 85 01 0009 00")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "gtptied=100; ip6source=2001:db8::1; udpsourceport.1=1; stack=eth.ip.udp.gtp.ip6.udp"),
                KeyCase.packet(
                        "GTP-U echo request",
                        udp(2152, 2152).hex("3201 0004 00000000 0007 0000"),
                        "gtpmsgtype=1; gtpmsglength=4; gtptied=0; stack=eth.ip.udp.gtp"),
                KeyCase.packet(
                        "no GTP-U on its port",
                        udp(2152, 2152).hex("48FF 001C 00000064").zeros(30),
                        "gtpversion=null; gtp_offset=null; stack=eth.ip.udp"),
                KeyCase.packet(
                        "Teredo with authentication and origin",
                        udp(3544, 40000)
                                .hex("0001 0000 0102030405060708 00 0000 F227 80FFFFFE")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "ip6source=2001:db8::1; ip6_offset=63; stack=eth.ip.udp.teredo.ip6.udp"),
                KeyCase.packet("no Teredo on its port", udp(40000, 3544).zeros(60), "ip6source=null; stack=eth.ip.udp"),
                KeyCase.packet(
                        "IPv4 in IPv6",
                        ethernet(IP6)
                                .ipv6(4, "2001:db8::1", "2001:db8::2")
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0x10)
                                .zeros(3),
                        "ip6nexthdr=4; ipsource=10.0.0.1; tcppayloadbytes=3; stack=eth.ip6.ip.tcp"),
                KeyCase.packet(
                        "first fragment in a tunnel, with options outside",
                        ethernet(IP)
                                .ipv4(4, "10.0.0.1", "10.0.0.2", 0x4000, new byte[4])
                                .ipv4(17, "10.1.0.1", "10.1.0.2", 0x2003, PacketCases.NO_OPTIONS)
                                .udp(1, 2),
                        "ipflags=010; ipflags.1=001; ipfragoffset.1=3; ipoptionslength=4; ipoptionslength.1=0; "
                                + "udpsourceport=null; stack=eth.ip.ip"));
    }
}
