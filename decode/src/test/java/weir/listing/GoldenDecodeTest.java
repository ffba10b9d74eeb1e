package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import weir.testing.SharedData;

/** Every capture gives the fields of its golden decode, which is sflowtool's. */
class GoldenDecodeTest {

    /** What sflowtool does not know when it reads a file, and where it was run. */
    private static final List<String> IGNORED =
            List.of("datagramSourceIP", "unixSecondsUTC", "unixSecondsUTC_uS", "localtime");

    static List<String> captures() {
        return SharedData.captures();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void listsEveryFieldOfTheGoldenDecode(String capture) throws IOException {
        Path golden = SharedData.path("golden/" + capture.replaceFirst("\\.pcap(\\.gz)?$", ".jsonl.gz"));
        try (BufferedReader expected = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(golden)), StandardCharsets.UTF_8));
                ListedCapture ours = ListedCapture.of(SharedData.path(capture), JsonSink::new)) {
            int number = 0;
            for (String line = expected.readLine(); line != null; line = expected.readLine()) {
                number++;
                assertThat(withoutIgnored(ours.next()))
                        .as("datagram %d", number)
                        .isEqualTo(withoutIgnored(line));
            }
            assertThat(ours.next()).isEmpty();
        }
    }

    private static JsonNode withoutIgnored(String line) {
        ObjectNode datagram = (ObjectNode) JsonMapper.shared().readTree(line);
        return datagram.remove(IGNORED);
    }
}
