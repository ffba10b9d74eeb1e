package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Senders that invent things: each flood meets its bound, what was there before stays, and what is kept out is counted. */
class FloodsTest {

    private RunningProduct product = new RunningProduct(Map.of("agents.max", "20"));
    private int sequence;

    private void restart(Map<String, String> settings) {
        product.close();
        product = new RunningProduct(settings);
    }

    @AfterEach
    void close() {
        product.close();
    }

    /** Sends datagrams, some at a time, and returns when all are received. */
    private void send(int count, IntFunction<DatagramBuilder> datagram) throws IOException {
        long before = analyzer("sFlowDatagramsReceived");
        try (DatagramChannel channel = DatagramChannel.open()
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), product.sflowPort()))) {
            for (int i = 0; i < count; i++) {
                channel.write(
                        ByteBuffer.wrap(datagram.apply(i).sequence(++sequence).build()));
                if (i % 50 == 49 || i == count - 1) {
                    long expected = before + i + 1;
                    await(() -> analyzer("sFlowDatagramsReceived") == expected);
                }
            }
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }

    private long analyzer(String name) {
        return product.json("/analyzer/json").path(name).asLong();
    }

    private long bound(String name) {
        return product.json("/analyzer/json").path("boundsReached").path(name).asLong();
    }

    /** The value of a series in the export of the engine's own figures. */
    private double exported(String series) {
        return product.get("/prometheus/analyzer/txt")
                .body()
                .lines()
                .filter(line -> line.startsWith("sflow_analyzer_" + series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    private DatagramBuilder named(String agent, String name) {
        return new DatagramBuilder()
                .agent(agent)
                .counters(sample -> sample.source(2, 1)
                        .sequence(sequence + 1)
                        .record(
                                0,
                                2000,
                                to -> to.string(name)
                                        .u64(0)
                                        .u64(0)
                                        .u32(3)
                                        .u32(2)
                                        .string("6.1.0")));
    }

    @Test
    void agents() throws IOException {
        send(10, i -> named("10.0.0." + i, "honest" + i));
        send(300, i -> named("10.9." + i / 100 + "." + i % 100, "invented" + i));
        // A datagram is counted before its fate is known.
        await(() -> analyzer("sFlowAgents") == 20 && analyzer("sFlowAgentsRefused") >= 290);
        assertThat(analyzer("sFlowAgentsRefused")).isEqualTo(290);
        assertThat(exported("refused_datagrams")).isEqualTo(290);
        send(10, i -> named("10.0.0." + i, "still" + i));
        assertThat(analyzer("sFlowAgentsRefused")).isEqualTo(290);
        await(() -> product.json("/metric/10.0.0.9/json")
                .path("2.1.host_name")
                .asString()
                .equals("still9"));
    }

    @Test
    void dataSources() throws IOException {
        restart(Map.of("agents.sources.max", "30"));
        send(
                100,
                i -> new DatagramBuilder()
                        .agent("10.0.0.1")
                        .counters(sample -> sample.source(0, i + 1).record(0, 1005, to -> to.string("port" + i))));
        await(() -> bound("dataSources") == 70);
        assertThat(exported("bounds_reached{bound=\"dataSources\"}")).isEqualTo(70);
        assertThat(product.json("/dump/ALL/ifname/json")).hasSize(30);
        assertThat(product.json("/agents/json").path("10.0.0.1").path("hints").toString())
                .contains("refused");
    }

    @Test
    void subAgents() throws IOException {
        restart(Map.of("agents.subagents.max", "5"));
        send(
                30,
                i -> new DatagramBuilder()
                        .agent("10.0.0.1")
                        .subAgent(i)
                        .counters(sample -> sample.source(0, i + 1).record(0, 1005, to -> to.string("port" + i))));
        await(() -> bound("subAgents") == 25);
        assertThat(exported("bounds_reached{bound=\"subAgents\"}")).isEqualTo(25);
        assertThat(product.json("/dump/ALL/ifname/json").findValuesAsString("metricValue"))
                .containsExactlyInAnyOrder("port0", "port1", "port2", "port3", "port4");
    }

    @Test
    void texts() throws IOException {
        restart(Map.of("agents.text.max", "8"));
        send(20, i -> named("10.0.0.1", "h".repeat(100) + i));
        await(() -> bound("textLength") == 20);
        assertThat(exported("bounds_reached{bound=\"textLength\"}")).isEqualTo(20);
        assertThat(product.json("/metric/10.0.0.1/json").path("2.1.host_name").asString())
                .isEqualTo("hhhhhhhh");
    }

    @Test
    void customMetrics() throws IOException {
        restart(Map.of("agents.metrics.max", "5"));
        send(
                40,
                i -> new DatagramBuilder()
                        .agent("10.0.0.1")
                        .rtmetric("app", metrics -> metrics.gauge32("metric" + i, 7)));
        await(() -> bound("customMetrics") == 35);
        assertThat(exported("bounds_reached{bound=\"customMetrics\"}")).isEqualTo(35);
        assertThat(product.json("/metric/10.0.0.1/json").propertyNames().stream()
                        .filter(name -> name.contains("metric")))
                .hasSize(5);
    }

    @Test
    void flowKeys() throws IOException {
        restart(Map.of("flow.cache.max", "50"));
        product.send("PUT", "/flow/pairs/json", "{\"keys\":\"ipsource,ipdestination\",\"value\":\"bytes\",\"n\":5}");
        send(600, i -> flow("10.2." + i / 200 + "." + i % 200, i));
        await(() -> analyzer("flowEntriesEvicted") + analyzer("flowEntries") == 600);
        assertThat(analyzer("flowEntries")).isBetween(25L, 50L);
        assertThat(exported("flow_entries_evicted")).isGreaterThanOrEqualTo(550);
        assertThat(product.json("/activeflows/ALL/pairs/json?maxFlows=1000")).hasSizeLessThanOrEqualTo(50);
    }

    private static DatagramBuilder flow(String source, int i) {
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, source, "10.3.0.1")
                .udp(1000, 53)
                .build();
        return new DatagramBuilder()
                .agent("10.0.0.1")
                .flow(sample -> sample.source(0, 1)
                        .sequence(i + 1)
                        .rate(100)
                        .pool(100L * (i + 1))
                        .input(1)
                        .output(2)
                        .header(100, packet));
    }

    @Test
    void hostNames() throws IOException {
        product.send("PUT", "/flow/hosts/json", "{\"keys\":\"host:macsource\",\"value\":\"frames\"}");
        send(500, i -> named("10.0.0.1", "name" + i));
        await(() -> product.json("/metric/10.0.0.1/json")
                .path("2.1.host_name")
                .asString()
                .equals("name499"));
        assertThat(product.json("/dump/ALL/host_name/json")).hasSize(1);
        send(1, i -> named("10.0.0.1", "x".repeat(60_000)));
        // What was cut is counted before it can be read.
        await(() -> bound("textLength") == 1
                && product.json("/metric/10.0.0.1/json")
                        .path("2.1.host_name")
                        .asString()
                        .startsWith("x"));
        assertThat(exported("bounds_reached{bound=\"textLength\"}")).isEqualTo(1);
        JsonNode name = product.json("/metric/10.0.0.1/json").path("2.1.host_name");
        assertThat(name.asString()).hasSize(255);
        Map<String, Object> faults = new HashMap<>();
        faults.put("faults", analyzer("sFlowFaults"));
        assertThat(faults).containsEntry("faults", 0L);
    }
}
