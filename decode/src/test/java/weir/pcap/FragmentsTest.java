package weir.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.pcap.Packets.ipv4;
import static weir.pcap.Packets.ipv4Fragment;
import static weir.pcap.Packets.ipv6Fragment;
import static weir.pcap.Packets.payload;
import static weir.pcap.Packets.udp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.pcap.CaptureCounts.Counted;

class FragmentsTest {

    private static final byte[] PAYLOAD = payload(4000);
    private static final byte[] CONTENT = udp(6343, PAYLOAD);

    private final CapturedDatagram datagram = new CapturedDatagram();
    private final CaptureWriter capture = CaptureWriter.pcap(LinkType.RAW);

    private byte[] content() {
        return Arrays.copyOfRange(datagram.bytes(), datagram.start(), datagram.start() + datagram.length());
    }

    private static List<byte[]> fragments(boolean v6, int id) {
        List<byte[]> fragments = new ArrayList<>();
        for (int from = 0; from < CONTENT.length; from += 1480) {
            int to = Math.min(from + 1480, CONTENT.length);
            fragments.add(v6 ? ipv6Fragment(id, CONTENT, from, to) : ipv4Fragment(id, CONTENT, from, to));
        }
        return fragments;
    }

    @Test
    void putsFragmentsTogetherInAnyOrder() {
        for (int seed = 0; seed < 20; seed++) {
            List<byte[]> all = new ArrayList<>(fragments(false, 7));
            all.addAll(fragments(true, 7));
            all.addAll(fragments(false, 8));
            Collections.shuffle(all, new Random(seed));
            CaptureWriter shuffled = CaptureWriter.pcap(LinkType.RAW);
            all.forEach(fragment -> shuffled.packet(1, 0, fragment));
            CaptureReader reader = shuffled.open(6343);
            for (int i = 0; i < 3; i++) {
                assertThat(reader.next(datagram)).isTrue();
                assertThat(content()).isEqualTo(PAYLOAD);
                assertThat(datagram.destinationPort()).isEqualTo(6343);
            }
            assertThat(reader.next(datagram)).isFalse();
            assertThat(reader.counts().count(Counted.FRAGMENTS)).isEqualTo(9);
            assertThat(reader.counts().count(Counted.REASSEMBLED)).isEqualTo(3);
            assertThat(reader.counts().count(Counted.FRAGMENTS_DROPPED)).isZero();
        }
    }

    @Test
    void ignoresFragmentsThatCameTwice() {
        List<byte[]> fragments = fragments(false, 7);
        CaptureReader reader = capture.packet(1, 0, fragments.get(0))
                .packet(1, 0, fragments.get(0))
                .packet(1, 0, fragments.get(1))
                .packet(1, 0, fragments.get(1))
                .packet(1, 0, fragments.get(2))
                .open(6343);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(content()).isEqualTo(PAYLOAD);
    }

    @Test
    void givesUpWhatOverlapsOrContradicts() {
        assertDropped(ipv4Fragment(7, CONTENT, 0, 800), ipv4Fragment(7, CONTENT, 792, 1600));
        byte[] shorter = Arrays.copyOf(CONTENT, 1600);
        assertDropped(ipv4Fragment(7, CONTENT, 1600, 2400), ipv4Fragment(7, shorter, 800, 1600));
        assertDropped(ipv4Fragment(7, shorter, 800, 1600), ipv4Fragment(7, CONTENT, 1600, 2400));
        assertDropped(ipv4Fragment(7, shorter, 800, 1600), ipv4Fragment(7, CONTENT, 3200, CONTENT.length));
        assertDropped(ipv4(17, 7, 0x2000, payload(801)));
        assertDropped(ipv4(17, 7, 0x1FFF, payload(16)));
    }

    private void assertDropped(byte[]... fragments) {
        CaptureWriter writer = CaptureWriter.pcap(LinkType.RAW);
        for (byte[] fragment : fragments) {
            writer.packet(1, 0, fragment);
        }
        CaptureReader reader = writer.open(0);
        assertThat(reader.next(datagram)).isFalse();
        assertThat(reader.counts().count(Counted.FRAGMENTS_DROPPED)).isEqualTo(1);
        assertThat(reader.counts().count(Counted.REASSEMBLED)).isZero();
    }

    @Test
    void giveUpWhatTheSnapLengthCut() {
        byte[] first = ipv4Fragment(7, CONTENT, 0, 1480);
        CaptureReader reader = capture.packet(1, 0, first, first.length - 1).open(0);
        assertThat(reader.next(datagram)).isFalse();
        assertThat(reader.counts().count(Counted.FRAGMENTS_DROPPED)).isEqualTo(1);
    }

    @Test
    void doesNotMixDatagramsThatReuseANumberLater() {
        List<byte[]> fragments = fragments(false, 7);
        CaptureReader reader = capture.packet(1, 0, fragments.get(0))
                .packet(1, 0, fragments.get(1))
                .packet(100, 0, fragments.get(2))
                .packet(100, 0, fragments.get(1))
                .open(0);
        assertThat(reader.next(datagram)).isFalse();
        assertThat(reader.counts().count(Counted.FRAGMENTS_DROPPED)).isEqualTo(2);
    }

    @Test
    void oldestGivesWayWhenTooManyAreIncomplete() {
        int many = FragmentAssembler.SLOTS + 10;
        for (int id = 0; id < many; id++) {
            capture.packet(1, 0, fragments(false, id).get(0));
        }
        for (int id = many - 1; id >= 0; id--) {
            capture.packet(1, 0, fragments(false, id).get(1))
                    .packet(1, 0, fragments(false, id).get(2));
        }
        CaptureReader reader = capture.open(6343);
        for (int i = 0; i < FragmentAssembler.SLOTS; i++) {
            assertThat(reader.next(datagram)).isTrue();
            assertThat(content()).isEqualTo(PAYLOAD);
        }
        assertThat(reader.next(datagram)).isFalse();
        assertThat(reader.counts().count(Counted.FRAGMENTS)).isEqualTo(3L * many);
        assertThat(reader.counts().count(Counted.FRAGMENTS_DROPPED)).isEqualTo(10 + 10);
    }

    @Test
    void readsTheLargestDatagramThereCanBe() {
        byte[] largest = payload(65_507);
        byte[] content = udp(6343, largest);
        for (int from = 0; from < content.length; from += 1480) {
            capture.packet(1, 0, ipv4Fragment(9, content, from, Math.min(from + 1480, content.length)));
        }
        CaptureReader reader = capture.open(6343);
        assertThat(reader.next(datagram)).isTrue();
        assertThat(content()).isEqualTo(largest);
    }
}
