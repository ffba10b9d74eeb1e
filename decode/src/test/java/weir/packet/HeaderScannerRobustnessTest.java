package weir.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.testing.Allocation;
import weir.testing.PacketBuilder;

/** What no header may do: make the scanner throw, run on, or allocate. */
class HeaderScannerRobustnessTest {

    private static final int[] PROTOCOLS = {1, 5, 7, 10, 11, 12, 13, 14, 15, 18};

    @Test
    void survivesRandomChangesToPacketsOfEveryProtocol() {
        List<byte[]> seeds = HeaderScannerTest.packets()
                .map(arguments -> ((PacketBuilder) arguments.get()[1]).build())
                .toList();
        Random random = new Random(20150313);
        HeaderScanner scanner = new HeaderScanner();
        long layersSeen = 0;
        for (int round = 0; round < 300_000; round++) {
            byte[] packet = seeds.get(random.nextInt(seeds.size())).clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            int from = random.nextInt(4);
            int to = from + random.nextInt(packet.length - from + 1);
            PacketLayers layers = scanner.scan(PROTOCOLS[random.nextInt(PROTOCOLS.length)], packet, from, to);
            for (int layer = 0; layer < layers.count(); layer++) {
                assertThat(layers.start(layer)).isBetween(from, to);
                assertThat(layers.layerLimit(layer)).isBetween(layers.start(layer), to);
            }
            layersSeen += layers.count();
            int quic = layers.find(LayerType.QUIC, 0);
            if (quic >= 0) {
                assertThat(QuicLayer.packetType(layers, quic)).isNotEqualTo(QuicLayer.PacketType.NONE);
            }
        }
        assertThat(layersSeen).isGreaterThan(100_000);
    }

    @Test
    void theShortWayNotesWhatTheWalkStepByStepNotes() {
        List<byte[]> seeds = HeaderScannerTest.packets()
                .map(arguments -> ((PacketBuilder) arguments.get()[1]).build())
                .toList();
        Random random = new Random(20150314);
        HeaderScanner shortWay = new HeaderScanner();
        HeaderScanner stepByStep = new HeaderScanner(false);
        for (byte[] seed : seeds) {
            for (int to = 0; to <= seed.length; to++) {
                assertThat(text(shortWay.scan(1, seed, 0, to))).isEqualTo(text(stepByStep.scan(1, seed, 0, to)));
            }
        }
        for (int round = 0; round < 200_000; round++) {
            byte[] packet = seeds.get(random.nextInt(seeds.size())).clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                packet[random.nextInt(Math.min(64, packet.length))] = (byte) random.nextInt();
            }
            int to = packet.length - random.nextInt(packet.length) / 2;
            String expected = text(stepByStep.scan(1, packet, 0, to));
            assertThat(text(shortWay.scan(1, packet, 0, to))).isEqualTo(expected);
        }
    }

    private static String text(PacketLayers layers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < layers.count(); i++) {
            text.append(layers.type(i))
                    .append(' ')
                    .append(layers.start(i))
                    .append(' ')
                    .append(layers.end(i));
            text.append(' ')
                    .append(layers.layerLimit(i))
                    .append(' ')
                    .append(layers.detail(i))
                    .append('\n');
        }
        return text.append(Long.toHexString(layers.present())).toString();
    }

    @Test
    void allocatesNothing() {
        List<byte[]> packets = HeaderScannerTest.packets()
                .map(arguments -> ((PacketBuilder) arguments.get()[1]).build())
                .toList();
        HeaderScanner scanner = new HeaderScanner();
        assertThat(Allocation.ofWarm(50, () -> scanAll(scanner, packets, 200))).isZero();
    }

    private static long scanAll(HeaderScanner scanner, List<byte[]> packets, int rounds) {
        long layers = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < packets.size(); i++) {
                byte[] packet = packets.get(i);
                layers += scanner.scan(1, packet, 0, packet.length).count();
            }
        }
        return layers;
    }
}
