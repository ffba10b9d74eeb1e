package weir.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.testing.PacketBuilder;

/** Which layers the scanner finds in packets of every protocol it knows. */
class HeaderScannerTest {

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86DD;
    private static final byte[] ROUTER_ALERT = {(byte) 0x94, 4, 0, 0};

    static PacketBuilder packet() {
        return new PacketBuilder();
    }

    static PacketBuilder udpTo(int port) {
        return packet().ethernet(IPV4).ipv4(17, "10.0.0.1", "10.0.0.2").udp(5000, port);
    }

    static PacketBuilder ipPayload(int protocol) {
        return packet().ethernet(IPV4).ipv4(protocol, "10.0.0.1", "10.0.0.2");
    }

    static PacketBuilder ip6Payload(int nextHeader) {
        return packet().ethernet(IPV6).ipv6(nextHeader, "2001:db8::1", "2001:db8::2");
    }

    static Stream<Arguments> packets() {
        return Stream.of(
                Arguments.of("eth.ip.tcp", ipPayload(6).tcp(1, 2, 0x10)),
                Arguments.of("eth.ip.tcp", ipPayload(6).tcp(1, 2, 0x02, new byte[] {2, 4, 5, (byte) 0xB4})),
                Arguments.of("eth.ip.udp", udpTo(9).zeros(8)),
                Arguments.of("eth.ip.icmp", ipPayload(1).hex("0800 0000 0001 0002")),
                Arguments.of("eth.ip.igmp", ipPayload(2).zeros(8)),
                Arguments.of("eth.ip.sctp", ipPayload(132).zeros(12)),
                Arguments.of("eth.ip.esp", ipPayload(50).zeros(16)),
                Arguments.of(
                        "eth.ip.ah.tcp",
                        ipPayload(51)
                                .hex("06 04 0000 00000001 00000002 000000000000000000000000")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.udp",
                        packet().ethernet(IPV4)
                                .ipv4(17, "10.0.0.1", "224.0.0.1", 0x2000, ROUTER_ALERT)
                                .udp(1, 9)
                                .zeros(4)),
                Arguments.of(
                        "eth.ip",
                        packet().ethernet(IPV4)
                                .ipv4(17, "10.0.0.1", "10.0.0.2", 185, new byte[0])
                                .zeros(40)),
                Arguments.of(
                        "eth.q.ip.udp",
                        packet().ethernet(0x8100)
                                .vlan(100, 3, IPV4)
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 9)
                                .zeros(1)),
                Arguments.of(
                        "eth.q.q.ip6.tcp",
                        packet().ethernet(0x88A8)
                                .vlan(300, 0, 0x8100)
                                .vlan(200, 0, IPV6)
                                .ipv6(6, "::1", "::2")
                                .tcp(1, 2, 0)),
                Arguments.of("eth.llc", packet().ethernet(38).hex("42 42 03").zeros(35)),
                Arguments.of(
                        "eth.llc.ip.udp",
                        packet().ethernet(200)
                                .hex("AAAA03 000000 0800")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 9)
                                .zeros(1)),
                Arguments.of(
                        "eth.q.llc",
                        packet().ethernet(0x8100).vlan(5, 0, 38).hex("42 42 03").zeros(35)),
                Arguments.of(
                        "eth.arp",
                        packet().ethernet(0x0806).hex("0001 0800 06 04 0001").zeros(20)),
                Arguments.of(
                        "eth.mpls.ip.udp",
                        packet().ethernet(0x8847)
                                .hex("05DC1040 03E91140")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 9)
                                .zeros(1)),
                Arguments.of(
                        "eth.mpls.ip6.icmp6",
                        packet().ethernet(0x8847)
                                .hex("05DC1140")
                                .ipv6(58, "::1", "::2")
                                .hex("8000 0000")),
                Arguments.of(
                        "eth.mpls.pw.eth.arp",
                        packet().ethernet(0x8847)
                                .hex("05DC1140 00000001")
                                .ethernet(0x0806)
                                .zeros(28)),
                Arguments.of(
                        "eth.mpls.eth.arp",
                        packet().ethernet(0x8847)
                                .hex("05DC1140")
                                .hex("C20000000002 020000000001 0806")
                                .zeros(28)),
                Arguments.of(
                        "eth.mpls",
                        packet().ethernet(0x8847).hex("05DC1140 10000001").zeros(8)),
                Arguments.of(
                        "eth.q.pbb.eth.ip.tcp",
                        packet().ethernet(0x88A8)
                                .vlan(7, 0, 0x88E7)
                                .hex("00 00ABCD")
                                .ethernet(IPV4)
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.trill.eth.ip.tcp",
                        packet().ethernet(0x22F3)
                                .hex("0045 0001 0002 00000000")
                                .ethernet(IPV4)
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.pppoe.ip.udp",
                        packet().ethernet(0x8864)
                                .hex("1100 0001 0026 0021")
                                .ipv4(17, "10.0.0.1", "10.0.0.2")
                                .udp(1, 9)
                                .zeros(8)),
                Arguments.of("eth.lldp", packet().ethernet(0x88CC).hex("0207 04 020000000001 0602 0078 0000")),
                Arguments.of("eth.slow", packet().ethernet(0x8809).hex("01 01").zeros(108)),
                Arguments.of("eth.fc", packet().ethernet(0x8906).zeros(14).zeros(24)),
                Arguments.of(
                        "eth.ibgr.ibbt",
                        packet().ethernet(0x8915)
                                .hex("60000000 0014 1B 40")
                                .zeros(32)
                                .zeros(12)),
                Arguments.of("eth.ip.udp.ibbt", udpTo(4791).hex("0440FFFF").zeros(12)),
                Arguments.of(
                        "eth.ip.udp.vxlan.eth.ip.tcp",
                        udpTo(4789)
                                .hex("08000000 00138900")
                                .ethernet(IPV4)
                                .ipv4(6, "10.50.1.1", "10.50.1.2")
                                .tcp(1, 2, 0)),
                Arguments.of("eth.ip.udp", udpTo(4789).hex("00000000 00138900").zeros(20)),
                Arguments.of(
                        "eth.ip.udp.vxlangpe.ip6.tcp",
                        udpTo(4790)
                                .hex("0C000002 00138900")
                                .ipv6(6, "::1", "::2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.udp.vxlangpe.eth.arp",
                        udpTo(4790).hex("08000000 00138900").ethernet(0x0806).zeros(28)),
                Arguments.of(
                        "eth.ip.udp.geneve.eth.ip.udp",
                        udpTo(6081)
                                .hex("0200 6558 00177100 0102 80 01 00000000")
                                .ethernet(IPV4)
                                .ipv4(17, "10.50.3.1", "10.50.3.2")
                                .udp(1, 9)
                                .zeros(8)),
                Arguments.of(
                        "eth.ip.udp.gtp.ip.tcp",
                        udpTo(2152)
                                .hex("32 FF 002C 00000001 0001 00 00")
                                .ipv4(6, "10.0.0.3", "10.0.0.4")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.udp.gtp.ip.tcp",
                        udpTo(2152)
                                .hex("34 FF 0030 00000001 0001 00 85 01 0009 00")
                                .ipv4(6, "10.0.0.3", "10.0.0.4")
                                .tcp(1, 2, 0)),
                Arguments.of("eth.ip.udp.gtp", udpTo(2152).hex("32 01 0004 00000001 0001 00 00")),
                Arguments.of(
                        "eth.ip.gre.ip.tcp",
                        ipPayload(47)
                                .hex("0000 0800")
                                .ipv4(6, "10.0.0.3", "10.0.0.4")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.gre.eth.arp",
                        ipPayload(47).hex("2000 6558 0000004D").ethernet(0x0806).zeros(28)),
                Arguments.of(
                        "eth.ip.gre.ip6.tcp",
                        ipPayload(47)
                                .hex("B000 86DD 00000000 0000004D 00000001")
                                .ipv6(6, "::1", "::2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.gre",
                        ipPayload(47).hex("3001 880B 00080001 00000000 0021").zeros(8)),
                Arguments.of(
                        "eth.ip.ip.tcp",
                        ipPayload(4).ipv4(6, "10.0.0.3", "10.0.0.4").tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.ip6.tcp", ipPayload(41).ipv6(6, "::1", "::2").tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.eth.arp",
                        ipPayload(97).hex("3000").ethernet(0x0806).zeros(28)),
                Arguments.of(
                        "eth.ip.udp.teredo.ip6.tcp",
                        udpTo(3544).ipv6(6, "::1", "::2").tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip.udp.teredo.ip6.tcp",
                        udpTo(3544)
                                .hex("0001 00 00 0000000000000000 00")
                                .hex("0000 0000 00000000")
                                .ipv6(6, "::1", "::2")
                                .tcp(1, 2, 0)),
                Arguments.of("eth.ip6.tcp", ip6Payload(6).tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip6.tcp",
                        ip6Payload(0)
                                .hex("3C 00 050200000100 06 00 010400000000")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip6.tcp",
                        ip6Payload(43)
                                .hex("06 02 04 00 00 00 0000 20010DB8000000000000000000000009")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        "eth.ip6.udp",
                        ip6Payload(44).hex("11 00 0001 00000007").udp(1, 9).zeros(4)),
                Arguments.of(
                        "eth.ip6", ip6Payload(44).hex("11 00 0008 00000007").zeros(24)),
                Arguments.of(
                        "eth.ip6.ah.tcp",
                        ip6Payload(51)
                                .hex("06 04 0000 00000001 00000002 000000000000000000000000")
                                .tcp(1, 2, 0)),
                Arguments.of("eth.ip6", ip6Payload(59).zeros(8)),
                Arguments.of(
                        "eth.ip6.ip.udp",
                        ip6Payload(4).ipv4(17, "10.0.0.3", "10.0.0.4").udp(1, 9).zeros(1)),
                Arguments.of("eth.ip.udp.dns", udpTo(53).zeros(12)),
                Arguments.of("eth.ip.udp.dhcp", udpTo(67).zeros(236)),
                Arguments.of("eth.ip.udp.ntp", udpTo(123).hex("23").zeros(47)),
                Arguments.of("eth.ip.udp.quic", udpTo(443).hex("C0 00000001 08").zeros(20)),
                Arguments.of("eth.ip.udp", udpTo(443).hex("00").zeros(30)),
                Arguments.of("eth", packet().ethernet(0x1234).zeros(30)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void findsTheLayersOfEveryProtocol(String stack, PacketBuilder packet) {
        byte[] bytes = packet.build();
        assertThat(stack(new HeaderScanner().scan(1, bytes, 0, bytes.length))).isEqualTo(stack);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void aPacketCutAtAnyByteGivesTheFirstLayersOfTheWhole(String stack, PacketBuilder packet) {
        byte[] bytes = packet.build();
        HeaderScanner scanner = new HeaderScanner();
        for (int cut = 0; cut < bytes.length; cut++) {
            String found = stack(scanner.scan(1, bytes, 0, cut));
            assertThat(stack + ".").as("cut at %d", cut).startsWith(found.isEmpty() ? "" : found + ".");
        }
    }

    @ParameterizedTest(name = "header protocol {0} is {1}")
    @MethodSource("firstProtocols")
    void startsWithTheProtocolThatTheRecordNames(int protocol, String stack, PacketBuilder packet) {
        byte[] bytes = packet.build();
        assertThat(stack(new HeaderScanner().scan(protocol, bytes, 0, bytes.length)))
                .isEqualTo(stack);
    }

    static Stream<Arguments> firstProtocols() {
        return Stream.of(
                Arguments.of(
                        11, "ip.tcp", packet().ipv4(6, "10.0.0.1", "10.0.0.2").tcp(1, 2, 0)),
                Arguments.of(12, "ip6.tcp", packet().ipv6(6, "::1", "::2").tcp(1, 2, 0)),
                Arguments.of(
                        13,
                        "mpls.ip.tcp",
                        packet().hex("05DC1140").ipv4(6, "10.0.0.1", "10.0.0.2").tcp(1, 2, 0)),
                Arguments.of(
                        7,
                        "ip.tcp",
                        packet().hex("FF03 0021")
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        7, "ip6.tcp", packet().hex("0057").ipv6(6, "::1", "::2").tcp(1, 2, 0)),
                Arguments.of(
                        14,
                        "ip.tcp",
                        packet().hex("0F00 0800")
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        5,
                        "ip.tcp",
                        packet().hex("1841 03 CC")
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0)),
                Arguments.of(
                        15,
                        "wifi.llc.ip.tcp",
                        packet().hex("0801")
                                .zeros(22)
                                .hex("AAAA03 000000 0800")
                                .ipv4(6, "10.0.0.1", "10.0.0.2")
                                .tcp(1, 2, 0)),
                Arguments.of(15, "wifi", packet().hex("8000").zeros(40)),
                Arguments.of(15, "wifi", packet().hex("8841").zeros(40)),
                Arguments.of(
                        18,
                        "ibgr.ibbt",
                        packet().hex("0003").zeros(6).hex("60000000 0014 1B 40").zeros(44)),
                Arguments.of(1, "", packet()),
                Arguments.of(99, "", packet().zeros(40)));
    }

    @Test
    void numbersOccurrencesOfATypeFromTheOutside() {
        byte[] bytes = udpTo(4789)
                .hex("08000000 00138900")
                .ethernet(IPV4)
                .ipv4(6, "10.50.1.1", "10.50.1.2")
                .tcp(1, 2, 0)
                .build();
        PacketLayers layers = new HeaderScanner().scan(1, bytes, 0, bytes.length);
        assertThat(layers.start(layers.find(LayerType.IPV4, 0))).isEqualTo(14);
        assertThat(layers.start(layers.find(LayerType.IPV4, 1))).isEqualTo(64);
        assertThat(layers.find(LayerType.IPV4, 2)).isEqualTo(-1);
        assertThat(layers.find(LayerType.TCP, 1)).isEqualTo(-1);
        assertThat(layers.find(LayerType.IPV6, 0)).isEqualTo(-1);
    }

    @Test
    void findsTheEtherTypeBehindTagsAndInSnap() {
        byte[] tagged = packet().ethernet(0x88A8)
                .vlan(300, 0, 0x8100)
                .vlan(200, 0, 0x0806)
                .zeros(28)
                .build();
        byte[] snap = packet().ethernet(60).hex("AAAA03 000000 0800").zeros(20).build();
        HeaderScanner scanner = new HeaderScanner();
        assertThat(scanner.scan(1, tagged, 0, tagged.length).detail(0)).isEqualTo(20);
        assertThat(scanner.scan(1, snap, 0, snap.length).detail(0)).isEqualTo(20);
    }

    @Test
    void takesPaddingBehindTheIpLengthForNotCaptured() {
        byte[] bytes = packet().raw(ipPayload(6).tcp(1, 2, 0).build()).zeros(6).build();
        PacketLayers layers = new HeaderScanner().scan(1, bytes, 0, bytes.length);
        assertThat(layers.layerLimit(layers.find(LayerType.TCP, 0))).isEqualTo(54);
        assertThat(layers.limit()).isEqualTo(60);
    }

    @Test
    void tellsTheUpperProtocolBehindExtensionHeaders() {
        byte[] whole = ip6Payload(0)
                .hex("3C 00 050200000100 06 00 010400000000")
                .tcp(1, 2, 0)
                .build();
        byte[] fragment = ip6Payload(44).hex("11 00 0008 00000007").zeros(24).build();
        HeaderScanner scanner = new HeaderScanner();
        assertThat(scanner.scan(1, whole, 0, whole.length).detail(1)).isEqualTo(6);
        assertThat(scanner.scan(1, fragment, 0, fragment.length).detail(1)).isEqualTo(17);
        assertThat(scanner.scan(1, whole, 0, 60).detail(1))
                .as("cut inside the chain")
                .isEqualTo(-1);
    }

    @Test
    void stopsAtTheLargestNumberOfLayers() {
        PacketBuilder nested = packet().ethernet(IPV4);
        for (int i = 0; i < 100; i++) {
            nested.ipv4(4, "10.0.0.1", "10.0.0.2");
        }
        byte[] bytes = nested.build();
        PacketLayers layers = new HeaderScanner().scan(1, bytes, 0, bytes.length);
        assertThat(layers.count()).isEqualTo(PacketLayers.MAX_LAYERS);
        assertThat(layers.find(LayerType.IPV4, 2)).isEqualTo(3);
    }

    static String stack(PacketLayers layers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < layers.count(); i++) {
            text.append(i == 0 ? "" : ".").append(layers.type(i).label());
        }
        return text.toString();
    }
}
