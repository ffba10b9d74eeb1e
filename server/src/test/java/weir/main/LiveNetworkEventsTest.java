package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/**
 * Flows of the whole network while datagrams arrive on UDP: four leaves, each with a link to a spine at port 1 and a host
 * at port 2. No leaf sees enough for an event; all together do.
 */
class LiveNetworkEventsTest {

    private static final int LEAVES = 4;
    private static final int SAMPLES = 5;
    private static final int RATE = 1000;
    private static final int FRAME = 1000;
    private static final double SECONDS = 500;
    private static final double OF_A_LEAF = SAMPLES * RATE * FRAME / SECONDS;

    private static final String FLOW =
            "{keys:'ipsource,ipdestination',value:'bytes',aggMode:'EDGE',t:" + (int) SECONDS + "}";
    private static final String THRESHOLD = "{metric:'network',value:" + 0.9 * LEAVES * OF_A_LEAF + ",byFlow:true}";
    private static final String TOPOLOGY = IntStream.rangeClosed(1, LEAVES)
            .mapToObj(leaf -> "L%1$d:{node1:'leaf%1$d',port1:'up',node2:'spine',port2:'down%1$d'}".formatted(leaf))
            .collect(Collectors.joining(
                    ",",
                    "{links:{",
                    IntStream.rangeClosed(1, LEAVES)
                            .mapToObj(leaf -> "leaf%1$d:{agent:'10.0.0.%1$d',ports:{up:{ifindex:'1'}}}".formatted(leaf))
                            .collect(Collectors.joining(",", "},nodes:{", "}}"))));

    private static void put(RunningProduct product, String path, String body) {
        assertThat(product.send("PUT", path, body).statusCode()).isEqualTo(204);
    }

    /** The same frames at the host's port and, as many again, at the link. */
    private static void send(RunningProduct product, int leaf, int first) throws IOException {
        byte[] header = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.1.1.1", "10.1.1.2")
                .udp(5000, 53)
                .build();
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int sequence = first; sequence < first + SAMPLES; sequence++) {
                var datagram = new DatagramBuilder().agent("10.0.0." + leaf).sequence(sequence);
                for (int port = 1; port <= 2; port++) {
                    int number = sequence;
                    int input = port;
                    datagram.flow(sample -> sample.source(0, input)
                            .sequence(number)
                            .rate(RATE)
                            .input(input)
                            .header(FRAME, header));
                }
                byte[] bytes = datagram.build();
                socket.send(
                        new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
            }
        }
    }

    /** Waits until what every leaf sends once is counted. */
    private static void awaitSamples(RunningProduct product) {
        while (product.json("/analyzer/json").get("sFlowFlowSamples").asLong() < 2L * LEAVES * SAMPLES) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aFlowThatOnlyAllEdgePortsTogetherSeeLargeMakesOneEvent(int workers) throws IOException {
        try (RunningProduct product = new RunningProduct(Map.of("workers.number", String.valueOf(workers)))) {
            put(product, "/flow/network/json", FLOW);
            put(product, "/threshold/network/json", THRESHOLD);
            put(product, "/topology/json", TOPOLOGY);
            var waiting = CompletableFuture.supplyAsync(
                    () -> product.json("/events/json?thresholdID=network&timeout=60&eventID=-1"));
            for (int leaf = 1; leaf <= LEAVES; leaf++) {
                send(product, leaf, 1);
            }
            JsonNode events = waiting.join();
            assertThat(events).hasSize(1);
            JsonNode event = events.get(0);
            assertThat(event.get("flowKey").asString()).isEqualTo("10.1.1.1,10.1.1.2");
            assertThat(event.has("agent")).isFalse();
            assertThat(event.has("dataSource")).isFalse();
            assertThat(event.get("value").asDouble()).isBetween(0.9 * LEAVES * OF_A_LEAF, LEAVES * OF_A_LEAF);
            assertThat(event.get("samples").asDouble()).isBetween(0.8 * LEAVES * SAMPLES, LEAVES * SAMPLES + 0.001);
            assertThat(event.get("latency").get("logged").asDouble()).isNotNegative();
            JsonNode schemas = product.json("/api-docs").get("components").get("schemas");
            assertThat(SchemaCheck.complaints(schemas, schemas.get("Events"), events))
                    .isEmpty();

            // The event does not wait for the last of them.
            awaitSamples(product);
            JsonNode flow = product.json("/activeflows/ALL/network/json").get(0);
            assertThat(flow.get("value").asDouble()).isCloseTo(LEAVES * OF_A_LEAF, within(0.1 * LEAVES * OF_A_LEAF));
            assertThat(flow.has("agent")).isFalse();
            assertThat(product.json("/analyzer/json").get("sFlowFlowSamples").asLong())
                    .isEqualTo(2L * LEAVES * SAMPLES);
        }
    }

    @Test
    void theNetworkHasAnEdgeOnceThereIsATopology() throws IOException {
        try (RunningProduct product = new RunningProduct(Map.of("workers.number", "2"))) {
            put(product, "/flow/network/json", FLOW);
            put(product, "/threshold/network/json", THRESHOLD);
            for (int leaf = 1; leaf <= LEAVES; leaf++) {
                send(product, leaf, 1);
            }
            awaitSamples(product);
            assertThat(product.json("/activeflows/ALL/network/json")).isEmpty();
            assertThat(product.json("/events/json")).isEmpty();

            put(product, "/topology/json", TOPOLOGY);
            for (int leaf = 1; leaf <= LEAVES; leaf++) {
                send(product, leaf, 1 + SAMPLES);
            }
            JsonNode events = product.json("/events/json?timeout=60&eventID=-1");
            assertThat(events).hasSize(1);
            assertThat(events.get(0).get("value").asDouble()).isLessThanOrEqualTo(LEAVES * OF_A_LEAF);
        }
    }
}
