package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SharedData;

/** Events of flows and the log of flows over REST. */
class FlowEventsTest { // DKR-08, DKR-10, DKR-11

    private static final String ELEPHANT = "{\"keys\":\"ipsource,ipdestination\",\"value\":\"bytes\"}";
    private static final String THRESHOLD =
            "{\"metric\": \"elephant\", \"value\": 1250000.0, \"byFlow\": true, \"timeout\": 1}";

    @TempDir
    private Path folder;

    private static RunningProduct held(Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(further);
        settings.put("sflow.file", SharedData.path("ecmp.pcap.gz").toString());
        settings.putIfAbsent("sflow.file.speed", "max");
        settings.put("sflow.file.loop", "no");
        settings.put("sflow.file.hold", "yes");
        return new RunningProduct(settings);
    }

    private static void put(RunningProduct product, String path, String body) {
        assertThat(product.send("PUT", path, body).statusCode()).isEqualTo(204);
    }

    private static void replay(RunningProduct product) {
        put(product, "/replay/json", "{\"state\":\"running\"}");
        product.awaitReplay("ended");
    }

    @Test
    void aClientThatWaitsIsToldOfTheFirstElephant() {
        try (RunningProduct product = held(Map.of("sflow.file.speed", "20", "workers.number", "3"))) {
            put(product, "/flow/elephant/json", ELEPHANT);
            put(product, "/threshold/elephant_threshold/json", THRESHOLD);
            // It may ask after some have come: the first of them must not be left out of the answer then.
            var waiting = CompletableFuture.supplyAsync(() ->
                    product.json("/events/json?thresholdID=elephant_threshold&maxEvents=1000&timeout=60&eventID=-1"));
            put(product, "/replay/json", "{\"state\":\"running\"}");
            JsonNode first = waiting.join();
            JsonNode oldest = first.get(first.size() - 1);
            assertThat(oldest.get("eventID").asLong()).isZero();
            assertThat(oldest.get("flowKey").asString()).isEqualTo("10.4.1.2,10.4.2.2");
            assertThat(oldest.get("agent").asString()).isEqualTo("192.168.0.11");
            assertThat(oldest.get("dataSource").asString()).isEqualTo("37");
        }
    }

    @Test
    void theFirstElephantIsSeenOnItsWayThroughTheFabric() {
        try (RunningProduct product = held(Map.of("events.max", "100000"))) {
            put(product, "/flow/elephant/json", ELEPHANT);
            put(product, "/threshold/elephant_threshold/json", THRESHOLD);
            replay(product);
            JsonNode events = product.json("/events/json?maxEvents=100000&eventID=-1");
            int count = events.size();
            assertThat(count).isGreaterThan(100);
            List<JsonNode> first = List.of(events.get(count - 1), events.get(count - 2), events.get(count - 3));
            assertThat(first)
                    .extracting(
                            event -> event.get("flowKey").asString(),
                            event -> event.get("agent").asString(),
                            event -> event.get("dataSource").asString())
                    .containsExactly(
                            tuple("10.4.1.2,10.4.2.2", "192.168.0.11", "37"),
                            tuple("10.4.1.2,10.4.2.2", "192.168.0.14", "54"),
                            tuple("10.4.1.2,10.4.2.2", "192.168.0.12", "4"));
            JsonNode event = first.getFirst();
            // One frame of 1518 bytes, 1 in 20000, over two seconds.
            assertThat(event.get("value").asDouble()).isEqualTo(15_180_000);
            assertThat(event.get("threshold").asDouble()).isEqualTo(1_250_000);
            assertThat(event.get("metric").asString()).isEqualTo("elephant");
            assertThat(event.get("thresholdID").asString()).isEqualTo("elephant_threshold");
            assertThat(event.get("samples").asDouble()).isCloseTo(1, within(1e-9));
            assertThat(event.get("error").asDouble()).isGreaterThan(196);
            assertThat(event.has("latency")).isFalse();
            assertThat(event.get("timestamp").asLong()).isBetween(1426272363700L, 1426272363900L);
            assertThat(product.json("/analyzer/json").get("eventsGenerated").asLong())
                    .isEqualTo(count);
        }
    }

    @Test
    void recordsOfFlowsAddUpToTheRecordedTraffic() {
        try (RunningProduct product = held(Map.of("flows.max", "100000"))) {
            put(
                    product,
                    "/flow/logged/json",
                    "{keys:'ipsource,ipdestination',value:'bytes',values:'frames',log:true,activeTimeout:10}");
            replay(product);
            JsonNode flows = product.json("/flows/json?maxFlows=100000&name=logged");
            double bytes = 0;
            double frames = 0;
            for (JsonNode flow : flows) {
                if (flow.get("flowKeys").asString().equals("10.4.2.2,10.4.1.2")) {
                    bytes += flow.get("value").asDouble();
                    frames += flow.get("values").get(0).asDouble();
                }
            }
            assertThat(bytes).isEqualTo(1_684_520_000.0);
            assertThat(frames).isEqualTo(1201 * 20_000.0);
            assertThat(flows.get(0).get("flowID").asLong()).isEqualTo(flows.size() - 1L);
            assertThat(flows.get(flows.size() - 1).get("flowID").asLong()).isZero();
            assertThat(product.json("/flows/json?name=other")).isEmpty();
            assertThat(product.json("/flows/json?maxFlows=3&flowID=7")).hasSize(3);
            assertThat(product.json("/analyzer/json").get("flowsGenerated").asLong())
                    .isEqualTo(flows.size());
        }
    }

    @Test
    void thresholdsOfAFileAreInForceFromTheFirstDatagram() throws IOException {
        Path file = Files.writeString(
                folder.resolve("thresholds.json"), "{\n \"busy\": {\"metric\":\"ifinoctets\", \"value\":1e8}\n}\n");
        try (RunningProduct product =
                RunningProduct.replayed(SharedData.path("ecmp.pcap.gz"), Map.of("threshold.file", file.toString()))) {
            assertThat(product.json("/threshold/json").get("busy").get("value").asDouble())
                    .isEqualTo(1e8);
            JsonNode events = product.json("/events/json?thresholdID=busy");
            assertThat(events).isNotEmpty();
            assertThat(events.get(0).has("flowKey")).isFalse();
            assertThat(events.get(0).has("samples")).isFalse();
        }
    }

    @Test
    void liveEventsTellHowLongTheyTook() throws IOException {
        try (RunningProduct product = new RunningProduct(Map.of());
                DatagramSocket socket = new DatagramSocket()) {
            put(product, "/flow/pair/json", ELEPHANT);
            put(product, "/threshold/pair/json", "{metric:'pair',value:1,byFlow:true}");
            var waiting = CompletableFuture.supplyAsync(
                    () -> product.json("/events/json?thresholdID=pair&timeout=60&eventID=-1"));
            byte[] header = new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(17, "10.1.1.1", "10.1.1.2")
                    .udp(5000, 53)
                    .build();
            for (int sequence = 1; !waiting.isDone(); sequence++) {
                int number = sequence;
                byte[] datagram = new DatagramBuilder()
                        .sequence(number)
                        .flow(sample ->
                                sample.sequence(number).rate(1000).input(1).header(1000, header))
                        .build();
                socket.send(new DatagramPacket(
                        datagram, datagram.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
                LockSupport.parkNanos(1_000_000);
            }
            JsonNode event = waiting.join().get(0);
            assertThat(event.get("flowKey").asString()).isEqualTo("10.1.1.1,10.1.1.2");
            double detected = event.get("latency").get("detected").asDouble();
            double logged = event.get("latency").get("logged").asDouble();
            assertThat(detected).isNotNegative();
            assertThat(logged).isGreaterThanOrEqualTo(detected);
            JsonNode schemas = product.json("/api-docs").get("components").get("schemas");
            assertThat(SchemaCheck.complaints(schemas, schemas.get("Events"), waiting.join()))
                    .isEmpty();
        }
    }
}
