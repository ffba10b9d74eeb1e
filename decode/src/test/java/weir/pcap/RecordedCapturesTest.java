package weir.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.pcap.CaptureCounts.Counted;
import weir.testing.SharedData;

class RecordedCapturesTest {

    static List<String> captures() {
        return SharedData.captures();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void deliversTheDatagramsThatTheCaptureHolds(String capture) {
        JsonNode counts = counts().get(Path.of(capture).getFileName().toString());
        long expected =
                counts.get("datagrams").asLong() + counts.get("non_v5_udp").asLong();
        try (CaptureReader reader = CaptureReader.open(SharedData.path(capture), 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            long first = 0;
            long last = 0;
            int longest = 0;
            while (reader.next(datagram)) {
                first = first == 0 ? datagram.time() : first;
                last = datagram.time();
                longest = Math.max(longest, datagram.length());
                assertThat(datagram.length()).isEqualTo(datagram.sentLength());
                assertThat(datagram.destinationPort()).isEqualTo(6343);
            }
            assertThat(reader.counts().count(Counted.DATAGRAMS)).isEqualTo(expected);
            assertThat(longest).isGreaterThanOrEqualTo(counts.get("max_payload").asInt());
            assertThat((last - first) / 1e9)
                    .isBetween(
                            counts.get("seconds").asDouble() - 0.1,
                            counts.get("seconds").asDouble() + 0.1);
            assertThat(reader.counts().count(Counted.MALFORMED)).isZero();
            assertThat(reader.counts().count(Counted.CUT_SHORT)).isZero();
        }
    }

    private static Map<String, JsonNode> counts() {
        Map<String, JsonNode> counts = new HashMap<>();
        for (JsonNode capture : JsonMapper.shared().readTree(SharedData.path("golden/counts.json"))) {
            counts.put(capture.get("file").asString(), capture);
        }
        return counts;
    }
}
