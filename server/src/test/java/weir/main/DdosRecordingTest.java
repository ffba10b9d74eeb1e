package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The app over the recorded network: flow F7 looks like an amplification, 480-byte datagrams from port 53 for 25 s. */
class DdosRecordingTest {

    private static final String CONTROLS = "/app/ddos-protect/scripts/ddos.js/controls/json";
    private static final long F7_BEGINS = 1_795_328_524_000L;
    private static final long F7_ENDS = F7_BEGINS + 25_000;

    @Test
    void findsTheAmplificationAndNothingElse(@TempDir Path store) {
        Map<String, String> settings = Map.of(
                "app.folder", Path.of("..", "app").toString(),
                "script.store", store.toString(),
                "ddos_protect.group.external", "10.1.0.0/16",
                "ddos_protect.group.inside", "10.2.0.0/16",
                "ddos_protect.group.private", "",
                "ddos_protect.udp_amplification.threshold", "900");
        try (RunningProduct product = RunningProduct.replayed(Path.of("..", "demo", "leafspine.pcap.gz"), settings)) {
            JsonNode events = product.json("/events/json?maxEvents=1000");
            assertThat(events).isNotEmpty();
            // Requests wait behind events, so what the script answers then holds all of them.
            while (product.json("/scripts/json")
                            .at("/ddos-protect~ddos.js/eventsReceived")
                            .asInt()
                    < events.size()) {
                LockSupport.parkNanos(5_000_000);
            }
            JsonNode controls = product.json(CONTROLS).path("controls");
            assertThat(controls.size()).as(controls.toString()).isEqualTo(1);
            JsonNode found = controls.get(0);
            assertThat(found.path("id").asString()).isEqualTo("udp_amplification,10.2.1.10,53");
            assertThat(found.path("group").asString()).isEqualTo("inside");
            assertThat(found.path("status").asString()).isEqualTo("ignored");
            assertThat(found.path("time").asLong()).isBetween(F7_BEGINS, F7_ENDS);
            assertThat(found.path("packetSize").asDouble()).isEqualTo(508);
            assertThat(product.get("/app/ddos-protect/status").body()).startsWith("OK");
        }
    }
}
