package weir.flow.attribute;

import static weir.flow.attribute.PacketCases.IP6;
import static weir.flow.attribute.PacketCases.ethernet;
import static weir.flow.attribute.PacketCases.udp;

import java.util.List;

/** Keys of applications that UDP carries. */
final class DatagramServiceCases {

    private DatagramServiceCases() {}

    static List<KeyCase> all() {
        return List.of(
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
                        "dns_offset=42; dnsid=4660; dnsqr=false; dnsopcode=0; dnsaa=false; dnstc=false; "
                                + "dnsrd=true; dnsra=false; dnsz=0; dnsrcode=0; dnsqdcount=1; dnsancount=0; "
                                + "dnsnscount=0; dnsarcount=0; dnsqname=www.example.com.; dnsqtype=28; "
                                + "dnsqtypename=AAAA(28); dnsqclass=1; requests=1"),
                KeyCase.packet(
                        "DNS response of the root with all bits",
                        udp(53, 40000).hex("0001 97F3 0001 0002 0003 0004 00 4321 0001"),
                        "dnsqr=true; dnsopcode=2; dnsaa=true; dnstc=true; dnsrd=true; dnsra=true; dnsz=7; "
                                + "dnsrcode=3; dnsancount=2; dnsnscount=3; dnsarcount=4; dnsqname=.; dnsqtype=17185; "
                                + "dnsqtypename=17185"),
                KeyCase.packet(
                        "DNS name with a dot in a label",
                        udp(40000, 53)
                                .hex("1234 0100 0001 0000 0000 0000 03")
                                .text("a.b")
                                .hex("01 07 00 0001 0001"),
                        "dnsqname=a\\.b.\\007."),
                KeyCase.packet(
                        "DNS name that is cut",
                        udp(40000, 53).hex("1234 0100 0001 0000 0000 0000 03").text("ww"),
                        "dnsid=4660; dnsqname=null; dnsqtype=null; dnsqtypename=null"),
                KeyCase.packet(
                        "DHCP",
                        udp(68, 67)
                                .hex("01 01 06 02 DEADBEEF 0007 8000 0A000001 0A000002 0A000003 0A000004")
                                .hex("020000000001")
                                .zeros(10)
                                .text("server")
                                .zeros(58)
                                .zeros(128),
                        "dhcp_offset=42; dhcpopcode=1; dhcphtype=1; dhcphlen=6; dhcphops=2; "
                                + "dhcpxid=3735928559; dhcpsecs=7; dhcpflags=1000000000000000; dhcpciaddr=10.0.0.1; "
                                + "dhcpyiaddr=10.0.0.2; dhcpsiaddr=10.0.0.3; dhcpgiaddr=10.0.0.4; "
                                + "dhcpchaddr=020000000001; dhcpsname=server"),
                KeyCase.packet(
                        "NTP of a primary server",
                        udp(123, 123)
                                .hex("24 01 06 E8 00000000 00000000")
                                .text("GPS")
                                .hex("00")
                                .zeros(32),
                        "ntp_offset=42; ntpversion=4; ntpmode=4; ntpstratum=1; ntpreferenceid=GPS"),
                KeyCase.packet(
                        "NTP of a secondary server",
                        udp(123, 123)
                                .hex("24 02 06 E8 00000000 00000000 C0000201")
                                .zeros(32),
                        "ntpstratum=2; ntpreferenceid=192.0.2.1"),
                KeyCase.packet(
                        "QUIC version 1, handshake",
                        udp(40000, 443).hex("E0 00000001 08").zeros(40),
                        "quic_offset=42; quicheaderform=1; quictype=2; quicversion=1; " + "quicpackettype=handshake"),
                KeyCase.packet(
                        "QUIC version 2, initial",
                        udp(40000, 443).hex("D0 6B3343CF 08").zeros(40),
                        "quictype=1; quicversion=1798521807; quicpackettype=initial"),
                KeyCase.packet(
                        "QUIC short header",
                        udp(40000, 443).hex("40").zeros(40),
                        "quicheaderform=0; quictype=null; quicversion=null; quicpackettype=short"),
                KeyCase.packet(
                        "QUIC of Google with version",
                        udp(40000, 443).hex("09 0102030405060708").text("Q043").zeros(20),
                        "quicpackettype=version; quicversion=Q043; quicheaderform=0"),
                KeyCase.packet(
                        "no QUIC on its port",
                        udp(40000, 443).hex("0000"),
                        "quic_offset=null; quicpackettype=null; quicversion=null"),
                KeyCase.packet(
                        "DNS over IPv6",
                        ethernet(IP6)
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(53, 40000)
                                .hex("0001 8180 0001 0001 0000 0000 03")
                                .text("www")
                                .hex("00 0041 0001 C00C 0041 0001 00000000 0000"),
                        "dns_offset=62; dnsqname=www.; dnsqtypename=HTTPS(65); dnsra=true; dnsancount=1"),
                question("00FF", "ANY(255)"),
                question("0001", "A(1)"),
                question("001C", "AAAA(28)"),
                KeyCase.packet(
                        "DHCP reply with a long hardware address",
                        udp(67, 68)
                                .hex("02 20 10 00 00000001 0000 0000 00000000 0A000009 00000000 00000000")
                                .hex("000102030405060708090A0B0C0D0E0F")
                                .zeros(192),
                        "dhcpopcode=2; dhcphlen=16; dhcpchaddr=000102030405060708090A0B0C0D0E0F; dhcpsname=null; "
                                + "dhcpyiaddr=10.0.0.9; dhcpflags=0000000000000000"),
                KeyCase.packet(
                        "NTP of a client",
                        udp(40000, 123).hex("1B 00 06 00").zeros(44),
                        "ntpversion=3; ntpmode=3; ntpstratum=0; ntpreferenceid=0.0.0.0"),
                quic("C3 00000001 08", "initial", "0", "1"),
                quic("D3 00000001 08", "0rtt", "1", "1"),
                quic("F0 00000001 08", "retry", "3", "1"),
                quic("C0 6B3343CF 08", "retry", "0", "1798521807"),
                quic("E0 6B3343CF 08", "0rtt", "2", "1798521807"),
                quic("F0 6B3343CF 08", "handshake", "3", "1798521807"),
                quic("C0 FF00001D 08", "initial", "0", "4278190109"),
                quic("80 00000000 08", "version_negotiation", "0", "0"),
                quic("C3 51303436 50", "initial", "0", "Q046"),
                quic("0C 0102030405060708 01", "regular", "null", "null"),
                quic("0A 0102030405060708 01", "reset", "null", "null"),
                KeyCase.packet(
                        "QUIC from a server over IPv6",
                        ethernet(IP6)
                                .ipv6(17, "2001:db8::1", "2001:db8::2")
                                .udp(443, 40000)
                                .hex("5C")
                                .zeros(40),
                        "quic_offset=62; quicpackettype=short; stack=eth.ip6.udp.quic"),
                KeyCase.packet(
                        "DTLS on the port of QUIC",
                        udp(40000, 443).hex("16 FEFD 0000 000000000000 0030").zeros(48),
                        "quic_offset=null; quicpackettype=null; stack=eth.ip.udp"));
    }

    private static KeyCase question(String type, String name) {
        return KeyCase.packet(
                "DNS query for " + name,
                udp(40000, 53).hex("1234 0100 0001 0000 0000 0000 01").text("a").hex("00" + type + "0001"),
                "dnsqname=a.; dnsqtypename=" + name);
    }

    private static KeyCase quic(String head, String packetType, String type, String version) {
        return KeyCase.packet(
                "QUIC " + head,
                udp(40000, 443).hex(head).zeros(40),
                "quic_offset=42; quicpackettype=" + packetType + "; quictype=" + type + "; quicversion=" + version
                        + "; quicheaderform=" + (head.charAt(0) >= '8' ? 1 : 0));
    }
}
