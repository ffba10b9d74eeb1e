package weir.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.pcap.Packets.ethernet;
import static weir.pcap.Packets.hex;
import static weir.pcap.Packets.ipv4;
import static weir.pcap.Packets.ipv4Fragment;
import static weir.pcap.Packets.ipv6;
import static weir.pcap.Packets.ipv6Fragment;
import static weir.pcap.Packets.join;
import static weir.pcap.Packets.payload;
import static weir.pcap.Packets.udp;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Changes bytes of small captures at random: whatever comes, views stay inside the array and reading ends. */
class MutatedCapturesTest {

    private static final int ROUNDS = 8_000;

    private static List<byte[]> captures() {
        byte[] content = udp(6343, payload(300));
        byte[] vlan = ethernet(0x8100, join(hex("0064 0800"), ipv4(17, content)));
        byte[] extended = ethernet(ipv6(0, join(hex("1100 0000 0000 0000"), content)));
        List<byte[]> captures = new ArrayList<>();
        captures.add(CaptureWriter.pcap(LinkType.ETHERNET)
                .packet(1, 0, vlan)
                .packet(1, 1, extended)
                .packet(1, 2, ethernet(ipv4Fragment(1, content, 0, 104)))
                .packet(1, 3, ethernet(ipv4Fragment(1, content, 104, content.length)))
                .packet(1, 4, ethernet(ipv6Fragment(1, content, 0, 104)))
                .packet(1, 5, ethernet(ipv6Fragment(1, content, 104, content.length)))
                .bytes());
        CaptureWriter ng = CaptureWriter.pcapng(ByteOrder.LITTLE_ENDIAN);
        captures.add(ng.intface(LinkType.ETHERNET, 200, ng.timeResolution(9))
                .intface(LinkType.NULL, 0, ng.timeOffset(5))
                .enhanced(0, 1, vlan)
                .simple(extended, 200)
                .obsolete(1, 2, join(hex("02000000"), ipv4(17, content)))
                .bytes());
        return captures;
    }

    @Test
    void noMutationLeadsOutsideTheCapture() {
        Random random = new Random(20_260_101);
        List<byte[]> captures = captures();
        long delivered = 0;
        long refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] capture = mutate(captures.get(round % captures.size()), random);
            try (CaptureReader reader = CaptureWriter.open(capture, random.nextBoolean() ? 6343 : 0)) {
                delivered += readAll(reader, capture.length);
            } catch (CaptureException expected) {
                refused++;
            }
        }
        assertThat(delivered).isPositive();
        assertThat(refused).isPositive();
    }

    private static long readAll(CaptureReader reader, int captureLength) {
        CapturedDatagram datagram = new CapturedDatagram();
        long count = 0;
        while (reader.next(datagram)) {
            assertThat(datagram.start()).isNotNegative();
            assertThat(datagram.length()).isNotNegative().isLessThanOrEqualTo(datagram.sentLength());
            assertThat(datagram.start() + datagram.length()).isLessThanOrEqualTo(datagram.bytes().length);
            assertThat(datagram.length()).isLessThan(captureLength);
            assertThat(++count).isLessThan(captureLength);
        }
        return count;
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] capture = random.nextInt(10) == 0
                ? java.util.Arrays.copyOf(original, 4 + random.nextInt(original.length - 4))
                : original.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(capture.length);
            capture[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xFF;
                case 1 -> 0;
                case 2 -> (byte) (capture[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt(256);
            };
        }
        return capture;
    }
}
