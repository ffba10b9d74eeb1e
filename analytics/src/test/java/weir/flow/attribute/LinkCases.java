package weir.flow.attribute;

import static weir.flow.attribute.PacketCases.IP;
import static weir.flow.attribute.PacketCases.IP6;
import static weir.flow.attribute.PacketCases.ethernet;

import java.util.List;
import weir.testing.PacketBuilder;

/** Keys of the link layer and of what lies between it and IP. */
final class LinkCases {

    private LinkCases() {}

    static List<KeyCase> all() {
        return List.of(
                KeyCase.packet(
                        "two tags",
                        ethernet(0x88A8)
                                .vlan(300, 3, 0x8100)
                                .vlan(200, 5, IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "vlan=300; priority=3; vlan.1=200; priority.1=5; vlan.2=null; ethernetprotocol=2048; "
                                + "stack=eth.q.q.ip.udp"),
                KeyCase.packet(
                        "802.3 with LLC",
                        new PacketBuilder()
                                .hex("0180C2000000 020000000001 0026 424203")
                                .zeros(35),
                        "llcbytes=38; llcdsap=66; llcssap=66; llcctl=3; llcsnapoui=null; "
                                + "ethernetprotocol=null; ismulticast=true; isunicast=false; stack=eth.llc"),
                KeyCase.packet(
                        "SNAP of another organisation",
                        new PacketBuilder()
                                .hex("01000CCCCCCC 020000000001 0040 AAAA03 00000C 2000")
                                .zeros(40),
                        "llcsnapoui=00000C; llcsnapprotocol=8192; ethernetprotocol=null"),
                KeyCase.packet(
                        "SNAP with an EtherType",
                        new PacketBuilder()
                                .hex("FFFFFFFFFFFF 020000000001 0040 AAAA03 000000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "ethernetprotocol=2048; llcsnapoui=000000; isbroadcast=true; ismulticast=false; "
                                + "ipsource=10.0.0.1; llcbytes=64"),
                KeyCase.packet(
                        "MPLS pseudowire",
                        ethernet(0x8847)
                                .hex("003E9040 003EA140 00000007")
                                .ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "mpls_offset=14; mplslabels=1001-1002; pwseqno=7; macsource.1=020000000001; "
                                + "eth_offset.1=26; ethernetprotocol=34887; ethernetprotocol.1=2048; "
                                + "stack=eth.mpls.pw.eth.ip.udp"),
                KeyCase.packet(
                        "provider backbone",
                        ethernet(0x88E7)
                                .hex("60 012345")
                                .ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "pbb_offset=14; pbbflags=01100000; pbbisid=74565; stack=eth.pbb.eth.ip.udp"),
                KeyCase.packet(
                        "TRILL",
                        ethernet(0x22F3)
                                .hex("0054 0002 0001 AABBCCDD")
                                .ethernet(IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "trill_offset=14; trillbridgeout=2; trillbridgein=1; trillhops=20; trilloptions=1; "
                                + "ipsource=10.0.0.1"),
                KeyCase.packet(
                        "Fibre Channel over Ethernet",
                        ethernet(0x8906)
                                .zeros(14)
                                .hex("06 010203 00 0A0B0C 08 290000")
                                .zeros(12),
                        "fc_offset=28; fcdestination=010203; fcsource=0A0B0C; fcddtype=8"),
                KeyCase.packet(
                        "LLDP",
                        ethernet(0x88CC)
                                .hex("0207 04 0200000000AA 0405 05")
                                .text("eth1")
                                .hex("0602 0078 0000"),
                        "lldp_offset=14; lldpchassismac=0200000000AA; lldpportifname=eth1; lldpttl=120; "
                                + "stack=eth.lldp"),
                KeyCase.packet("LACP", ethernet(0x8809).hex("01 01").zeros(50), "slow_offset=14; slowsubtype=1"),
                KeyCase.packet(
                        "ARP request",
                        new PacketBuilder()
                                .hex("FFFFFFFFFFFF 020000000001 0806 0001 0800 06 04 0001")
                                .hex("020000000001 0A000001 000000000000 0A000002"),
                        "arp_offset=14; arphardwaretype=1; arpprotocoltype=2048; arpoperation=1; "
                                + "arpmacsender=020000000001; arpipsender=10.0.0.1; arpmactarget=000000000000; "
                                + "arpiptarget=10.0.0.2; requests=1; frames=1; ethernetprotocol=2054"),
                KeyCase.packet(
                        "Wi-Fi data from a station",
                        15,
                        new PacketBuilder()
                                .hex("0801 0000 0200000000A1 0200000000A2 0200000000A3 0000")
                                .hex("AAAA03 000000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "wifi_offset=0; wifitype=2; wifisubtype=0; wififlags=00000001; bssid=0200000000A1; "
                                + "macreciever=0200000000A1; mactransmitter=0200000000A2; ethernetprotocol=2048; "
                                + "ipsource=10.0.0.1"),
                KeyCase.packet(
                        "Wi-Fi beacon",
                        15,
                        new PacketBuilder()
                                .hex("8000 0000 FFFFFFFFFFFF 0200000000A2 0200000000A3 0000")
                                .zeros(20),
                        "wifitype=0; wifisubtype=8; bssid=0200000000A3"),
                KeyCase.packet(
                        "Wi-Fi acknowledgement",
                        15,
                        new PacketBuilder().hex("D400 0000 0200000000A1 00000000"),
                        "wifitype=1; wifisubtype=13; macreciever=0200000000A1; mactransmitter=null; " + "bssid=null"),
                KeyCase.packet(
                        "more tags than any switch adds",
                        ethernet(0x88A8)
                                .vlan(1, 7, 0x88A8)
                                .vlan(2, 6, 0x9100)
                                .vlan(3, 5, 0x8100)
                                .vlan(4, 4, IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "vlan=1; vlan.1=2; vlan.2=3; vlan.3=4; vlan.4=null; priority=7; priority.3=4; "
                                + "ethernetprotocol=2048; stack=eth.q.q.q.q.ip.udp"),
                KeyCase.packet(
                        "LLDP of a device that is named otherwise",
                        ethernet(0x88CC)
                                .hex("0206 07")
                                .text("leaf1")
                                .hex("0404 07")
                                .text("101")
                                .hex("0602 0000 0000"),
                        "lldpchassismac=null; lldpportifname=null; lldpttl=0"),
                KeyCase.packet(
                        "ARP reply behind a tag",
                        ethernet(0x8100)
                                .vlan(7, 0, 0x0806)
                                .hex("0001 0800 06 04 0002 020000000001 0A000001 020000000002 0A000002"),
                        "arpoperation=2; arpmactarget=020000000002; vlan=7; requests=1; stack=eth.q.arp"),
                KeyCase.packet(
                        "Wi-Fi data with quality of service, from an access point",
                        15,
                        new PacketBuilder()
                                .hex("8802 0000 0200000000A1 0200000000A2 0200000000A3 0000 0000")
                                .hex("AAAA03 000000 86DD")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "wifisubtype=8; wififlags=00000010; bssid=0200000000A2; mactransmitter=0200000000A2; "
                                + "ethernetprotocol=34525; ip6source=2001:db8::1; stack=wifi.llc.ip6.udp"),
                KeyCase.packet(
                        "encrypted Wi-Fi data between access points",
                        15,
                        new PacketBuilder()
                                .hex("0843 0000 0200000000A1 0200000000A2 0200000000A3 0000 0200000000A4")
                                .zeros(40),
                        "wifitype=2; wififlags=01000011; bssid=null; mactransmitter=0200000000A2; stack=wifi"),
                KeyCase.packet(
                        "Wi-Fi power save poll",
                        15,
                        new PacketBuilder().hex("A400 C001 0200000000A1 0200000000A2"),
                        "wifitype=1; wifisubtype=10; bssid=0200000000A1; mactransmitter=0200000000A2"),
                KeyCase.packet(
                        "PPP over Ethernet",
                        ethernet(0x8864)
                                .hex("1100 0001 001E 0021")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "ethernetprotocol=34916; ipsource=10.0.0.1; udpdestinationport=2; stack=eth.pppoe.ip.udp"),
                KeyCase.packet(
                        "IPv6 over PPP over Ethernet behind a tag",
                        ethernet(0x8100)
                                .vlan(7, 0, 0x8864)
                                .hex("1100 0001 0032 0057")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "vlan=7; ip6source=2001:db8::1; stack=eth.q.pppoe.ip6.udp"),
                KeyCase.packet(
                        "IPv6 below labels",
                        ethernet(0x8847)
                                .hex("05DC1040 03E90140")
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "mplslabels=24001-16016; ip6destination=2001:db8::2; pwseqno=null; stack=eth.mpls.ip6.udp"),
                KeyCase.packet(
                        "labels whose bottom was not captured",
                        ethernet(0x8847).hex("05DC1040 03E90040"),
                        "mpls_offset=14; mplslabels=null; stack=eth.mpls"),
                KeyCase.packet(
                        "pseudowire without control word",
                        ethernet(0x8847)
                                .hex("05DC1140 A20000000002 A20000000001 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "macsource.1=A20000000001; pwseqno=null; stack=eth.mpls.eth.ip.udp"),
                KeyCase.packet(
                        "provider backbone with tags outside and inside",
                        ethernet(0x88A8)
                                .vlan(100, 2, 0x88E7)
                                .hex("60 012345")
                                .ethernet(0x8100)
                                .vlan(200, 1, IP)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 2),
                        "vlan=100; vlan.1=200; pbbisid=74565; ethernetprotocol=35047; ethernetprotocol.1=2048; "
                                + "macdestination.1=020000000002; stack=eth.q.pbb.eth.q.ip.udp"),
                KeyCase.packet(
                        "TRILL around a tagged frame",
                        ethernet(0x22F3)
                                .hex("0014 0002 0001")
                                .ethernet(0x8100)
                                .vlan(200, 1, IP6)
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(1, 2),
                        "trilloptions=0; vlan=200; ip6source=2001:db8::1; stack=eth.trill.eth.q.ip6.udp"));
    }
}
