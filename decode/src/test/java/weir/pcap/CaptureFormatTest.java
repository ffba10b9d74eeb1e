package weir.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.pcap.Packets.ethernet;
import static weir.pcap.Packets.ipv4;
import static weir.pcap.Packets.join;
import static weir.pcap.Packets.payload;
import static weir.pcap.Packets.udp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.pcap.CaptureCounts.Counted;

class CaptureFormatTest {

    private static final byte[] PAYLOAD = payload(101);
    private static final byte[] PACKET = ethernet(ipv4(17, udp(6343, PAYLOAD)));
    private static final long SECONDS = 3_000_000_000L;

    private final CapturedDatagram datagram = new CapturedDatagram();

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] content(CapturedDatagram datagram) {
        return Arrays.copyOfRange(datagram.bytes(), datagram.start(), datagram.start() + datagram.length());
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsMicrosecondsAndNanoseconds(ByteOrder order) {
        CaptureReader micros = CaptureWriter.pcap(order, false, LinkType.ETHERNET)
                .packet(SECONDS, 999_999, PACKET)
                .open(6343);
        assertThat(micros.next(datagram)).isTrue();
        assertThat(datagram.time()).isEqualTo(3_000_000_000_999_999_000L);
        CaptureReader nanos = CaptureWriter.pcap(order, true, LinkType.ETHERNET)
                .packet(SECONDS, 999_999_999, PACKET)
                .open(6343);
        assertThat(nanos.next(datagram)).isTrue();
        assertThat(datagram.time()).isEqualTo(3_000_000_000_999_999_999L);
        assertThat(content(datagram)).isEqualTo(PAYLOAD);
        assertThat(nanos.next(datagram)).isFalse();
    }

    @Test
    void tellsEndPointsOfTheDatagram() {
        CaptureReader reader =
                CaptureWriter.pcap(LinkType.ETHERNET).packet(1, 0, PACKET).open(0);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(datagram.v6()).isFalse();
        assertThat(datagram.source()).hasToString("10.0.0.1");
        assertThat(datagram.destination()).hasToString("10.0.0.2");
        assertThat(datagram.sourcePort()).isEqualTo(Packets.SOURCE_PORT);
        assertThat(datagram.destinationPort()).isEqualTo(6343);
        assertThat(datagram.sourceHigh()).isZero();
        assertThat(datagram.sourceLow()).isEqualTo(0x0A000001);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsAllKindsOfPacketBlocksOfSeveralInterfacesAndSections(ByteOrder order) {
        CaptureWriter writer = CaptureWriter.pcapng(order);
        writer.intface(LinkType.ETHERNET, 0, new byte[0])
                .intface(LinkType.RAW, 0, writer.timeResolution(9))
                .enhanced(0, 5_000_001, PACKET)
                .block(0xBAD, writer.buffer(400_000))
                .enhanced(1, 6_000_000_002L, ipv4(17, udp(6343, PAYLOAD)))
                .obsolete(0, 7_000_003, PACKET)
                .simple(PACKET, PACKET.length);
        CaptureWriter second =
                CaptureWriter.pcapng(order == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        second.intface(LinkType.IPV4, 0, join(second.timeResolution(3), new byte[0]))
                .enhanced(0, 8_004, ipv4(17, udp(6343, PAYLOAD)));
        CaptureReader reader = writer.raw(second.bytes()).open(6343);
        List<Long> times = new ArrayList<>();
        while (reader.next(datagram)) {
            times.add(datagram.time());
            assertThat(content(datagram)).isEqualTo(PAYLOAD);
        }
        assertThat(times)
                .containsExactly(5_000_001_000L, 6_000_000_002L, 7_000_003_000L, 7_000_003_000L, 8_004_000_000L);
        assertThat(reader.counts().count(Counted.CUT_SHORT)).isZero();
    }

    @Test
    void countsTimeInTheResolutionAndFromTheOffsetOfTheInterface() {
        CaptureWriter writer = CaptureWriter.pcapng(ByteOrder.LITTLE_ENDIAN);
        CaptureReader reader = writer.intface(LinkType.ETHERNET, 0, writer.timeResolution(0x80 | 10))
                .intface(LinkType.ETHERNET, 0, writer.timeOffset(1000))
                .intface(LinkType.ETHERNET, 0, writer.timeResolution(12))
                .intface(LinkType.ETHERNET, 0, writer.timeResolution(0x80 | 40))
                .enhanced(0, 3 * 1024 + 512, PACKET)
                .enhanced(1, 1_000_000, PACKET)
                .enhanced(2, 1_500_000_000_999L, PACKET)
                .enhanced(3, 5L << 38, PACKET)
                .open(0);
        List<Long> times = new ArrayList<>();
        while (reader.next(datagram)) {
            times.add(datagram.time());
        }
        assertThat(times).containsExactly(3_500_000_000L, 1_001_000_000_000L, 1_500_000_000L, 1_250_000_000L);
    }

    @Test
    void cutsSimplePacketsByTheSnapLength() {
        CaptureReader reader = CaptureWriter.pcapng(ByteOrder.BIG_ENDIAN)
                .intface(LinkType.ETHERNET, 62, new byte[0])
                .simple(PACKET, 62)
                .open(0);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(datagram.length()).isEqualTo(20);
        assertThat(datagram.sentLength()).isEqualTo(PAYLOAD.length);
        assertThat(reader.counts().count(Counted.SNAPPED)).isEqualTo(1);
    }

    @Test
    void recognisesGzipByContent(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("capture.bin");
        Files.write(
                file,
                CaptureWriter.pcap(LinkType.ETHERNET)
                        .packet(1, 0, PACKET)
                        .packet(2, 0, PACKET)
                        .gzip());
        try (CaptureReader reader = CaptureReader.open(file, 6343)) {
            assertThat(reader.next(datagram)).isTrue();
            assertThat(reader.next(datagram)).isTrue();
            assertThat(reader.next(datagram)).isFalse();
        }
    }

    @Test
    void deliversPacketFromPipeBeforeTheNextIsThere() throws IOException {
        byte[] capture =
                CaptureWriter.pcap(LinkType.ETHERNET).packet(1, 0, PACKET).bytes();
        try (PipedOutputStream pipe = new PipedOutputStream();
                InputStream in = new PipedInputStream(pipe, 4096)) {
            pipe.write(capture);
            CaptureReader reader = CaptureReader.open(in, "-", 6343);
            assertThat(reader.next(datagram)).isTrue(); // would wait for ever if it wanted more
            assertThat(content(datagram)).isEqualTo(PAYLOAD);
        }
    }

    @Test
    void endsQuietlyWhereABlockCaptureIsCut() {
        byte[] whole = CaptureWriter.pcapng(ByteOrder.LITTLE_ENDIAN)
                .intface(LinkType.ETHERNET, 0, new byte[0])
                .enhanced(0, 1, PACKET)
                .bytes();
        assertEndsQuietly(whole, List.of(28, 48, whole.length));
    }

    @Test
    void endsQuietlyWhereAClassicCaptureIsCut() {
        byte[] whole =
                CaptureWriter.pcap(LinkType.ETHERNET).packet(1, 0, PACKET).bytes();
        assertEndsQuietly(whole, List.of(24, whole.length));
    }

    private void assertEndsQuietly(byte[] whole, List<Integer> betweenBlocks) {
        for (int length = 4; length <= whole.length; length++) {
            CaptureReader reader = CaptureWriter.open(Arrays.copyOf(whole, length), 6343);
            while (reader.next(datagram)) {
                assertThat(content(datagram)).isEqualTo(PAYLOAD);
            }
            assertThat(reader.counts().count(Counted.CUT_SHORT))
                    .as("cut at %d", length)
                    .isEqualTo(betweenBlocks.contains(length) ? 0 : 1);
        }
    }

    @Test
    void endsQuietlyWhereTheGzipStreamIsCut() {
        byte[] zipped = CaptureWriter.pcap(LinkType.ETHERNET)
                .packet(1, 0, PACKET)
                .packet(2, 0, PACKET)
                .gzip();
        CaptureReader reader = CaptureWriter.open(Arrays.copyOf(zipped, zipped.length - 9), 0);
        while (reader.next(datagram)) {
            assertThat(content(datagram)).isEqualTo(PAYLOAD);
        }
        assertThat(reader.counts().count(Counted.CUT_SHORT)).isEqualTo(1);
    }

    @Test
    void saysWhichFileIsNoCaptureAndWhy(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "just text");
        assertThatThrownBy(() -> CaptureReader.open(file, 0))
                .isInstanceOf(CaptureException.class)
                .hasMessage(file + ": at byte 0: no capture file: it begins with 6a757374");
        Path empty = Files.createFile(folder.resolve("empty.pcap"));
        assertThatThrownBy(() -> CaptureReader.open(empty, 0)).hasMessageContaining("too short for a capture file");
        assertThatThrownBy(() -> CaptureReader.open(folder.resolve("none.pcap"), 0))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> CaptureReader.open(folder, 0)).isInstanceOf(CaptureException.class);
    }

    @Test
    void refusesClassicCaptureOfUnknownLinkTypeOrVersion() {
        CaptureWriter wifi = CaptureWriter.pcap(105);
        assertThatThrownBy(() -> wifi.open(0)).hasMessageContaining("link type 105 is not supported");
        byte[] version = CaptureWriter.pcap(1).bytes();
        version[5] = 3;
        assertThatThrownBy(() -> CaptureWriter.open(version, 0)).hasMessageContaining("version 3");
    }

    @Test
    void countsPacketsOfInterfaceWithUnknownLinkTypeAndReadsTheOthers() {
        CaptureReader reader = CaptureWriter.pcapng(ByteOrder.BIG_ENDIAN)
                .intface(105, 0, new byte[0])
                .intface(LinkType.ETHERNET, 0, new byte[0])
                .enhanced(0, 1, PACKET)
                .enhanced(1, 2, PACKET)
                .open(0);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(datagram.time()).isEqualTo(2000);
        assertThat(reader.counts().count(Counted.LINK_TYPE)).isEqualTo(1);
    }

    @Test
    void saysWhereAPacketIsImpossiblyLong() {
        CaptureReader reader = CaptureWriter.pcap(LinkType.ETHERNET)
                .packet(1, 0, PACKET)
                .raw(Packets.hex("00000001 00000000 7fffffff 7fffffff"))
                .open(0);
        assertThat(reader.next(datagram)).isTrue();
        assertThatThrownBy(() -> reader.next(datagram))
                .isInstanceOfSatisfying(CaptureException.class, e -> {
                    assertThat(e.offset()).isEqualTo(24 + 16 + PACKET.length);
                    assertThat(e.file()).isEqualTo("test.pcap");
                })
                .hasMessageContaining("packet of 2147483647 bytes");
    }

    @Test
    void saysWhatIsWrongWithABlock() {
        assertBroken("packet of interface 1, the section has 1", w -> w.enhanced(1, 0, PACKET));
        assertBroken("packet of interface 7, the section has 1", w -> w.obsolete(7, 0, PACKET));
        assertBroken("block with length 10", w -> w.raw(Packets.hex("00000006 0000000a")));
        assertBroken("block with length 8", w -> w.raw(Packets.hex("00000099 00000008 00000008")));
        assertBroken("packet block with length 16", w -> w.block(6, w.buffer(4)));
        assertBroken(
                "packet of 9 bytes in a block with room for 8",
                w -> w.block(6, w.buffer(28).putInt(0).putLong(0).putInt(9).putInt(9)));
        assertBroken("interface block with length 12", w -> w.block(1, w.buffer(0)));
        assertBroken("passes the end of its block", w -> w.intface(1, 0, Packets.hex("00090004")));
        assertBroken(
                "block of 20 bytes ends with length 24",
                w -> w.raw(Packets.hex("00000099 00000014 00000000 00000000 00000018")));
        assertBroken(
                "section header without byte-order magic",
                w -> w.raw(Packets.hex("0a0d0d0a 0000001c 00000000 00010000 ffffffff ffffffff 0000001c")));
        assertBroken(
                "section header with length 24",
                w -> w.raw(Packets.hex("0a0d0d0a 00000018 1a2b3c4d 00010000 ffffffff ffffffff")));
        assertBroken(
                "pcapng of version 2",
                w -> w.raw(Packets.hex("0a0d0d0a 0000001c 1a2b3c4d 00020000 ffffffff ffffffff 0000001c")));
    }

    private void assertBroken(String what, java.util.function.Consumer<CaptureWriter> block) {
        CaptureWriter writer = CaptureWriter.pcapng(ByteOrder.BIG_ENDIAN).intface(LinkType.ETHERNET, 0, new byte[0]);
        block.accept(writer);
        CaptureReader reader = writer.open(0);
        assertThatThrownBy(() -> reader.next(datagram))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining(what);
    }

    @Test
    void reportsBrokenGzipAsDamagedCapture() {
        byte[] zipped = CaptureWriter.pcap(LinkType.ETHERNET)
                .packet(1, 0, payload(60_000))
                .gzip();
        zipped[zipped.length - 8] ^= 1; // the checksum of the content
        assertThatThrownBy(() -> {
                    CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(zipped), "broken.gz", 0);
                    while (reader.next(datagram)) {}
                })
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("broken.gz")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void refusesPortsThatCannotBe() {
        assertThatThrownBy(() -> CaptureWriter.pcap(1).open(65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
