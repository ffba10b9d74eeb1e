package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.pcap.CaptureReader;
import weir.pcap.CaptureWriter;
import weir.pcap.CapturedDatagram;
import weir.sflow.RecordExample;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/** Changes bytes of datagrams at random: whatever comes, JSON stays JSON, text has no control characters, lines are whole. */
class MutatedListingTest {

    private static final int ROUNDS = 6_000;

    private static List<byte[]> datagrams() {
        List<byte[]> datagrams = new ArrayList<>(RecordExample.everyLayout(StructureTable.standard())
                .map(structure -> RecordExample.datagram(structure, RecordExample.record(structure)))
                .toList());
        datagrams.add(new DatagramBuilder()
                .rtmetric("sensor", m -> m.string("a", "b").counter32("c", 1).gaugeDouble("d", 2))
                .rtflow("probe", 10, 0, f -> f.entry("mac", 1, w -> w.mac("020000000001")))
                .discarded(s -> s.reason(258).header(64, new byte[60]))
                .build());
        try (CaptureReader reader = CaptureReader.open(Path.of("..", "demo", "leafspine.pcap.gz"), 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            for (int i = 0; i < 100 && reader.next(datagram); i++) {
                datagrams.add(
                        Arrays.copyOfRange(datagram.bytes(), datagram.start(), datagram.start() + datagram.length()));
            }
        }
        return datagrams;
    }

    private static List<String> listed(Function<OutputStream, FieldSink> sinks) {
        Random random = new Random(20_260_102);
        List<byte[]> originals = datagrams();
        List<byte[]> mutated = Stream.generate(() -> mutate(originals.get(random.nextInt(originals.size())), random))
                .limit(ROUNDS)
                .toList();
        CaptureReader reader =
                CaptureReader.open(new ByteArrayInputStream(CaptureWriter.ofDatagrams(mutated)), "mutated", 6343);
        List<String> listed = new ArrayList<>();
        try (ListedCapture capture = new ListedCapture(reader, DatagramSelection.ALL, sinks)) {
            capture.rest().lines().forEach(listed::add);
        }
        assertThat(listed).hasSizeGreaterThan(ROUNDS / 2);
        return listed;
    }

    @Test
    void jsonStaysOneObjectALine() {
        listed(JsonSink::new).forEach(MutatedListingTest::readThrough);
    }

    @Test
    void textHasNoControlCharacters() {
        assertThat(listed(TextSink::new))
                .allMatch(line -> line.chars().noneMatch(c -> c < 0x20 || c == 0x7F))
                .allMatch(line -> line.indexOf(' ') > 0);
    }

    @Test
    void linesHaveAllTheirColumns() {
        assertThat(listed(LineSink::new))
                .allMatch(line -> line.chars().filter(c -> c == ',').count() == (line.startsWith("FLOW,") ? 19 : 20));
    }

    /** Reads to the end; a name that stands twice in an object is the sender's doing and allowed. */
    private static void readThrough(String json) {
        try (JsonParser parser = JsonMapper.builder()
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .createParser(json)) {
            int depth = 0;
            while (parser.nextToken() != null) {
                depth += parser.currentToken().isStructStart() ? 1 : 0;
            }
            assertThat(depth).isPositive();
        }
    }

    private static byte[] mutate(byte[] original, Random random) {
        byte[] datagram = original.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = 28 + random.nextInt(Math.max(1, datagram.length - 28));
            if (at < datagram.length) {
                datagram[at] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) (datagram[at] ^ 1 << random.nextInt(8));
            }
        }
        return datagram;
    }
}
