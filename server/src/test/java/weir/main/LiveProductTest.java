package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.ingest.EngineThread;
import weir.ingest.UdpInput;
import weir.names.DnsConfiguration;
import weir.names.NameSources;
import weir.service.EngineConfiguration;

/** The product when datagrams arrive on UDP. */
class LiveProductTest {

    @Test
    void analyzerTellsWhatOnlyALiveEngineKnows() throws IOException {
        try (RunningProduct product = new RunningProduct(Map.of())) {
            byte[] wrong = {0, 0, 0, 4, 0, 0, 0, 1, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0};
            JsonNode analyzer = product.json("/analyzer/json");
            try (DatagramSocket socket = new DatagramSocket()) {
                while (analyzer.get("sFlowUnsupportedVersion").asLong() == 0) {
                    socket.send(new DatagramPacket(
                            wrong, wrong.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
                    analyzer = product.json("/analyzer/json");
                }
            }
            assertThat(analyzer.propertyNames())
                    .contains(
                            "sFlowDatagramsDiscarded",
                            "sFlowDatagramsTooLarge",
                            "sFlowReceiveErrors",
                            "sFlowReceiveBufferAsked",
                            "latency");
            JsonNode schemas = product.json("/api-docs").get("components").get("schemas");
            assertThat(SchemaCheck.complaints(schemas, schemas.get("Analyzer"), analyzer))
                    .isEmpty();
        }
    }

    @Test
    void aThreadThatFailsAgainAndAgainShowsInTheStatus() {
        AtomicBoolean well = new AtomicBoolean();
        EngineThread thread = new EngineThread("weir-unwell", () -> {
            if (!well.get()) {
                throw new IllegalStateException("for the test");
            }
        });
        try (RunningProduct product = new RunningProduct(Map.of())) {
            assertThat(product.get("/status").body()).isEqualTo("OK");
            thread.start();
            while (product.get("/status").statusCode() != 503) {
                LockSupport.parkNanos(1_000_000);
            }
            JsonNode analyzer = product.json("/analyzer/json");
            assertThat(analyzer.get("threadsFailing").get(0).asString()).isEqualTo("weir-unwell");
            assertThat(analyzer.get("threadFailures").asLong()).isGreaterThanOrEqualTo(3);
            well.set(true);
            thread.join();
            assertThat(product.get("/status").statusCode()).isEqualTo(200);
        } finally {
            well.set(true);
            thread.join();
        }
    }

    @Test
    void thereIsNoReplay() {
        try (RunningProduct product = new RunningProduct(Map.of())) {
            assertThat(product.get("/replay/json").statusCode()).isEqualTo(404);
            assertThat(product.send("PUT", "/replay/json", "{state:'running'}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void heldReplayWaitsForItsStart() {
        Map<String, String> held =
                Map.of("sflow.file", "../demo/leafspine.pcap.gz", "sflow.file.loop", "no", "sflow.file.hold", "yes");
        try (RunningProduct product = new RunningProduct(held)) {
            assertThat(product.json("/replay/json").get("state").asString()).isEqualTo("held");
            assertThat(product.json("/analyzer/json").get("sFlowKernelDrops").asLong(-1))
                    .isZero();
            assertThat(product.send("PUT", "/replay/json", "{state:'paused'}").statusCode())
                    .isEqualTo(400);
            assertThat(product.send("PUT", "/replay/json", "{\"state\":\"running\"}")
                            .statusCode())
                    .isEqualTo(204);
            product.awaitReplay("running");
            assertThat(product.json("/replay/json").get("speed").asDouble()).isEqualTo(1);
            assertThat(product.send("PUT", "/replay/json", "{state:'running'}").body())
                    .isNotBlank();
        }
    }

    @Test
    void defaultsOfTheTableAreThoseOfTheEngine() {
        Settings settings = Settings.read(Map.of(), Map.of(), java.nio.file.Path.of("nowhere"));
        EngineConfiguration configuration = Configurations.engine(settings);
        assertThat(configuration.input()).isEqualTo(UdpInput.onPort(UdpInput.DEFAULT_PORT));
        assertThat(configuration.shards()).isEqualTo(EngineConfiguration.defaultShards());
        assertThat(configuration.queueCapacity()).isEqualTo(EngineConfiguration.DEFAULT_QUEUE_CAPACITY);
        assertThat(configuration.maxAgents()).isEqualTo(EngineConfiguration.DEFAULT_MAX_AGENTS);
        assertThat(configuration.names()).isEqualTo(NameSources.NONE);
        assertThat(Configurations.rest(settings)).isEqualTo(weir.rest.RestConfiguration.onPort(8008));
    }

    @Test
    void serversForNamesAreAskedWithTheDefaultsOfTheEngine() {
        java.nio.file.Path home = java.nio.file.Path.of("nowhere");
        Settings settings = Settings.read(Map.of("dns.servers", "192.0.2.1, resolv.conf"), Map.of(), home);
        assertThat(Configurations.engine(settings).names().dns())
                .contains(new DnsConfiguration(
                        List.of("192.0.2.1", "resolv.conf"),
                        home,
                        DnsConfiguration.DEFAULT_MOST,
                        DnsConfiguration.DEFAULT_LONGEST,
                        DnsConfiguration.DEFAULT_TIMEOUT));
    }
}
