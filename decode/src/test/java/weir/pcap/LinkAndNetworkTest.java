package weir.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.pcap.Packets.ethernet;
import static weir.pcap.Packets.hex;
import static weir.pcap.Packets.ipv4;
import static weir.pcap.Packets.ipv6;
import static weir.pcap.Packets.join;
import static weir.pcap.Packets.payload;
import static weir.pcap.Packets.udp;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.pcap.CaptureCounts.Counted;

class LinkAndNetworkTest {

    private static final byte[] PAYLOAD = payload(77);
    private static final byte[] V4 = ipv4(17, udp(6343, PAYLOAD));
    private static final byte[] V6 = ipv6(17, udp(6343, PAYLOAD));

    private final CapturedDatagram datagram = new CapturedDatagram();

    static Stream<Arguments> packets() {
        byte[] sll = hex("0000 0001 0006 020000000001 0000");
        byte[] sll2 = hex("0000 00000002 0001 00 06 020000000001 0000");
        return Stream.of(
                Arguments.of("Ethernet, IPv4", LinkType.ETHERNET, ethernet(V4)),
                Arguments.of("Ethernet, IPv6", LinkType.ETHERNET, ethernet(V6)),
                Arguments.of("802.1Q", LinkType.ETHERNET, ethernet(0x8100, join(hex("0064 0800"), V4))),
                Arguments.of(
                        "802.1ad and 802.1Q",
                        LinkType.ETHERNET,
                        ethernet(0x88A8, join(hex("012c 8100 00c8 86dd"), V6))),
                Arguments.of("QinQ 9100", LinkType.ETHERNET, ethernet(0x9100, join(hex("012c 8100 00c8 0800"), V4))),
                Arguments.of("802.3 with SNAP", LinkType.ETHERNET, ethernet(113, join(hex("aaaa03 000000 0800"), V4))),
                Arguments.of("Ethernet padding", LinkType.ETHERNET, join(ethernet(V4), new byte[9])),
                Arguments.of("raw", LinkType.RAW, V4),
                Arguments.of("raw, IPv6", LinkType.RAW, V6),
                Arguments.of("raw 12", LinkType.RAW_12, V6),
                Arguments.of("raw 14", LinkType.RAW_14, V4),
                Arguments.of("IPv4", LinkType.IPV4, V4),
                Arguments.of("IPv6", LinkType.IPV6, V6),
                Arguments.of("null, little-endian", LinkType.NULL, join(hex("02000000"), V4)),
                Arguments.of("null, big-endian", LinkType.NULL, join(hex("00000002"), V4)),
                Arguments.of("null, IPv6 of a BSD", LinkType.NULL, join(hex("1e000000"), V6)),
                Arguments.of("loop", LinkType.LOOP, join(hex("0000001c"), V6)),
                Arguments.of("Linux cooked", LinkType.LINUX_SLL, join(sll, hex("0800"), V4)),
                Arguments.of("Linux cooked, VLAN", LinkType.LINUX_SLL, join(sll, hex("8100 0064 86dd"), V6)),
                Arguments.of("Linux cooked v2", LinkType.LINUX_SLL2, join(hex("0800"), sll2, V4)),
                Arguments.of("Linux cooked v2, IPv6", LinkType.LINUX_SLL2, join(hex("86dd"), sll2, V6)),
                Arguments.of("IPv4 options", LinkType.RAW, withOptions()),
                Arguments.of("IPv4 without total length", LinkType.RAW, withoutTotalLength()),
                Arguments.of(
                        "IPv6 extension headers",
                        LinkType.RAW,
                        ipv6(
                                0,
                                join(
                                        hex("3c00 0000 0000 0000"),
                                        hex("2b01 0000 0000 0000 0000 0000 0000 0000"),
                                        hex("3300 0000 0000 0000"),
                                        hex("8701 0000 0000 0000 0000 0000"),
                                        hex("2c00 0000 0000 0000"),
                                        hex("1100 0000 0000 0007"),
                                        udp(6343, PAYLOAD)))),
                Arguments.of("IPv6 jumbo length", LinkType.RAW, jumbo()));
    }

    private static byte[] withOptions() {
        byte[] packet = join(Arrays.copyOf(V4, 20), hex("01010101"), Arrays.copyOfRange(V4, 20, V4.length));
        packet[0] = 0x46;
        packet[3] += 4;
        return packet;
    }

    private static byte[] withoutTotalLength() {
        byte[] packet = V4.clone();
        packet[2] = 0;
        packet[3] = 0;
        return packet;
    }

    private static byte[] jumbo() {
        byte[] packet = V6.clone();
        packet[4] = 0;
        packet[5] = 0;
        packet[44] = 0;
        packet[45] = 0;
        return packet;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void findsDatagram(String name, int linkType, byte[] packet) {
        CaptureReader reader = CaptureWriter.pcap(linkType).packet(1, 0, packet).open(6343);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(Arrays.copyOfRange(datagram.bytes(), datagram.start(), datagram.start() + datagram.length()))
                .isEqualTo(PAYLOAD);
        assertThat(datagram.source()).hasToString(datagram.v6() ? "fd00::1" : "10.0.0.1");
        assertThat(datagram.destination()).hasToString(datagram.v6() ? "fd00::2" : "10.0.0.2");
        assertThat(reader.next(datagram)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    void deliversWhatTheSnapLengthLeftOfADatagram(String name, int linkType, byte[] packet) {
        int payloadAt = indexOfPayload(packet);
        for (int length = 0; length < payloadAt + PAYLOAD.length; length++) {
            CaptureReader reader =
                    CaptureWriter.pcap(linkType).packet(1, 0, packet, length).open(6343);
            boolean delivered = reader.next(datagram);
            assertThat(delivered).as("%d bytes", length).isEqualTo(length >= payloadAt);
            long explained = reader.counts().count(Counted.MALFORMED)
                    + reader.counts().count(Counted.NOT_IP)
                    + reader.counts().count(Counted.DATAGRAMS);
            assertThat(explained).as("%d bytes", length).isEqualTo(1);
            if (delivered) {
                assertThat(datagram.length()).isEqualTo(length - payloadAt);
            }
        }
    }

    private static int indexOfPayload(byte[] packet) {
        for (int i = 0; i + PAYLOAD.length <= packet.length; i++) {
            if (Arrays.equals(packet, i, i + PAYLOAD.length, PAYLOAD, 0, PAYLOAD.length)) {
                return i;
            }
        }
        throw new AssertionError("packet without payload");
    }

    @Test
    void countsWhyPacketsWerePassedOver() {
        byte[] shortTotal = V4.clone();
        shortTotal[3] = 19;
        byte[] shortHead = V4.clone();
        shortHead[0] = 0x44;
        byte[] shortUdp = V4.clone();
        shortUdp[25] = 7;
        CaptureReader reader = CaptureWriter.pcap(LinkType.ETHERNET)
                .packet(1, 0, ethernet(0x0806, new byte[28]))
                .packet(1, 0, ethernet(100, hex("424203 0000")))
                .packet(1, 0, ethernet(0x0800, hex("50")))
                .packet(1, 0, ethernet(ipv4(6, new byte[20])))
                .packet(1, 0, ethernet(ipv6(50, new byte[20])))
                .packet(1, 0, ethernet(ipv4(17, udp(53, PAYLOAD))))
                .packet(1, 0, ethernet(shortTotal))
                .packet(1, 0, ethernet(shortHead))
                .packet(1, 0, ethernet(shortUdp))
                .packet(1, 0, ethernet(V4))
                .open(6343);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(reader.next(datagram)).isFalse();
        CaptureCounts counts = reader.counts();
        assertThat(counts.count(Counted.PACKETS)).isEqualTo(10);
        assertThat(counts.count(Counted.NOT_IP)).isEqualTo(3);
        assertThat(counts.count(Counted.NOT_UDP)).isEqualTo(2);
        assertThat(counts.count(Counted.OTHER_PORT)).isEqualTo(1);
        assertThat(counts.count(Counted.MALFORMED)).isEqualTo(3);
        assertThat(counts.count(Counted.DATAGRAMS)).isEqualTo(1);
    }

    @Test
    void skipsLoopbackPacketsOfOtherFamilies() {
        CaptureReader reader = CaptureWriter.pcap(LinkType.LOOP)
                .packet(1, 0, join(hex("00000007"), V4))
                .open(0);
        assertThat(reader.next(datagram)).isFalse();
        assertThat(reader.counts().count(Counted.NOT_IP)).isEqualTo(1);
    }

    @Test
    void anyPortWillDoWhenNoneIsNamed() {
        CaptureReader reader = CaptureWriter.pcap(LinkType.RAW)
                .packet(1, 0, ipv4(17, udp(53, PAYLOAD)))
                .open(0);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(datagram.destinationPort()).isEqualTo(53);
    }
}
