package weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.enginetest.Await;
import weir.flow.ActiveFlow;
import weir.flow.AggMode;
import weir.flow.key.FlowDefinition;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.ingest.UdpInput;
import weir.metric.query.MetricSummary;
import weir.metric.query.TopKey;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SharedData;

/** Flow definitions made by users and what is asked about them, on a running engine. */
class FlowServiceTest {

    private static final String FABRIC = "ecmp.pcap.gz";
    private static final Map<String, FlowDefinition> DEFINITIONS = Map.of(
            "srcdst", definition("srcdst", Map.of("keys", "ipsource,ipdestination", "value", "bytes", "t", 600)),
            "five",
                    definition(
                            "five",
                            Map.of(
                                    "keys",
                                    "ipsource,ipdestination,tcpsourceport,tcpdestinationport",
                                    "value",
                                    "bytes",
                                    "values",
                                    "frames,avg:ipttl")),
            "agents", definition("agents", Map.of("keys", "ipsource", "value", "frames", "aggMode", "AGENT")),
            "edge", definition("edge", Map.of("keys", "ipsource", "value", "frames", "aggMode", "EDGE", "t", 600)),
            "peers", definition("peers", Map.of("keys", "ipsource", "value", "count:tcpsourceport", "t", 600)));

    private static FlowDefinition definition(String name, Map<String, ?> attributes) {
        return FlowDefinition.of(name, attributes);
    }

    private static Engine engine(String speed, boolean hold, int shards) {
        var input = new CaptureInput(
                SharedData.path(FABRIC), 6343, ReplaySpeed.parse(speed).orElseThrow(), false, hold);
        return new Engine(new EngineConfiguration(input, shards, 400, 1000, StructureTable.standard()));
    }

    /** The engine at the end of the recorded fabric, with definitions that were made before its first datagram. */
    private static Engine ended(String speed, int shards) throws InterruptedException {
        Engine engine = engine(speed, true, shards);
        engine.start();
        DEFINITIONS.values().forEach(engine.flows()::define);
        engine.replay().start();
        engine.awaitEnd();
        return engine;
    }

    @ParameterizedTest
    @CsvSource({"2,max", "4,max", "1,3000", "4,3000"})
    void givesTheSameAnswersAtAnySpeedAndNumberOfShards(int shards, String speed) throws InterruptedException {
        assertThat(answers(shards, speed)).isEqualTo(answers(1, "max"));
    }

    private static String answers(int shards, String speed) throws InterruptedException {
        try (Engine engine = ended(speed, shards)) {
            StringBuilder all = new StringBuilder();
            for (String name : List.of("srcdst", "five", "agents", "peers")) {
                for (AggMode mode : AggMode.values()) {
                    List<ActiveFlow> flows =
                            engine.flows().activeFlows(new ActiveFlowsQuery("ALL", name, 1000, 0, mode, ""));
                    all.append(name).append(mode).append(flows).append('\n');
                }
                all.append(engine.flows().flowLocations("ALL", name, Optional.empty()))
                        .append('\n');
            }
            all.append(engine.flows().flowKeys()).append('\n');
            all.append(engine.metrics().metricAges()).append('\n');
            all.append(engine.metrics().metric("ALL", "max:srcdst,sum:srcdst,min:five,any:peers,med:five", Map.of()));
            engine.metrics().dump("ALL", "srcdst;five", Map.of(), all::append);
            assertThat(all.length()).isGreaterThan(50_000);
            return all.toString();
        }
    }

    @Test
    void aDefinitionThatIsLentGoesWhenNobodyGivesItAgain() {
        try (Engine engine = engine("max", true, 2)) {
            FlowService flows = engine.flows();
            FlowDefinition lent = definition("lent", Map.of("keys", "ipsource", "value", "bytes"));
            FlowDefinition given = definition("given", Map.of("keys", "ipsource", "value", "bytes"));
            flows.define(lent, Duration.ofHours(1));
            flows.define(lent, Duration.ofMillis(1));
            flows.define(given);
            flows.define(given, Duration.ofMillis(1));
            Await.until("what was lent is gone", () -> !flows.definitions().containsKey("lent"));
            assertThat(flows.definitions()).containsOnlyKeys("given");
        }
    }

    @Test
    void answersAboutTheRecordedFabric() throws InterruptedException {
        try (Engine engine = ended("max", 2)) {
            FlowService flows = engine.flows();
            List<ActiveFlow> pairs = flows.activeFlows(ActiveFlowsQuery.of("srcdst"));
            assertThat(pairs).hasSize(4);
            assertThat(pairs.getFirst().key().text()).isIn("10.4.1.2,10.4.2.2", "10.4.3.2,10.4.4.2");
            assertThat(pairs.getFirst().flowN()).isEqualTo(7);
            assertThat(flows.activeFlows(new ActiveFlowsQuery("ALL", "five", 1000, 0, AggMode.MAX, "")))
                    .isNotEmpty()
                    .allSatisfy(flow -> assertThat(flow.values()).hasSize(2));
            assertThat(flows.activeFlows(new ActiveFlowsQuery("ALL", "srcdst", 100, 0, AggMode.MAX, "10.4.1.2,")))
                    .extracting(flow -> flow.key().text())
                    .containsExactly("10.4.1.2,10.4.2.2");
            assertThat(flows.activeFlows(new ActiveFlowsQuery("ALL", "srcdst", 1, 0, AggMode.SUM, "")))
                    .hasSize(1);
            assertThat(flows.activeFlows(new ActiveFlowsQuery("ALL", "srcdst", 9, 1e15, AggMode.SUM, "")))
                    .isEmpty();
            assertThat(flows.activeFlows(new ActiveFlowsQuery("leaf1", "srcdst", 9, 0, AggMode.MAX, "")))
                    .allSatisfy(flow ->
                            assertThat(flow.source().orElseThrow().agent()).hasToString("Optional[192.168.0.11]"));
            assertThat(flows.activeFlows(new ActiveFlowsQuery("ALL", "nosuch", 9, 0, AggMode.MAX, "")))
                    .isEmpty();
            assertThat(flows.activeFlows(new ActiveFlowsQuery("10.9.9.9", "srcdst", 9, 0, AggMode.MAX, "")))
                    .isEmpty();
            assertThat(flows.activeFlows(ActiveFlowsQuery.of("agents")))
                    .allSatisfy(flow ->
                            assertThat(flow.source().orElseThrow().dataSource()).hasToString("Optional[0]"));
            assertThat(flows.activeFlows(ActiveFlowsQuery.of("edge")))
                    .as("without topology")
                    .isEmpty();
            ActiveFlow largest = pairs.getFirst();
            String place = largest.source().orElseThrow().dataSource().orElseThrow() + ".srcdst";
            String agent = largest.source().orElseThrow().agent().orElseThrow().toString();
            assertThat(flows.flowValue(agent, place, Optional.of(largest.key().text())))
                    .isEqualTo(largest.value());
            assertThat(flows.flowValue(agent, place, Optional.empty())).isEqualTo(largest.value());
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flows.flowValue(agent, place, Optional.of("no such key")));
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> flows.flowValue(agent, "srcdst", Optional.empty()));
            assertThat(flows.flowLocations("ALL", "srcdst", Optional.of("10.4.1.2,10.4.2.2")))
                    .hasSize(7)
                    .anySatisfy(location -> {
                        assertThat(location.node()).contains("leaf1");
                        assertThat(location.port()).contains("swp32s0");
                    });
        }
    }

    @Test
    void makesMetricsOfDefinitions() throws InterruptedException {
        try (Engine engine = ended("max", 2)) {
            ActiveFlow largest =
                    engine.flows().activeFlows(ActiveFlowsQuery.of("srcdst")).getFirst();
            List<MetricSummary> summaries = engine.metrics().metric("ALL", "max:srcdst,sum:srcdst", Map.of());
            assertThat(summaries.getFirst().value()).isEqualTo(largest.value());
            assertThat(summaries.getFirst().n()).isBetween(14, 16);
            assertThat(summaries.getFirst().topKeys().getFirst().key())
                    .isEqualTo(largest.key().text());
            assertThat(summaries.getFirst().topKeys())
                    .extracting(TopKey::quality)
                    .allMatch(Optional::isPresent);
            assertThat(summaries.get(1).topKeys()).isEmpty();
            SortedMap<String, Object> leaf = engine.metrics().agentMetrics("leaf1");
            assertThat(leaf).containsKey("37.srcdst").doesNotContainKey("0.agents");
            assertThat(engine.metrics().table("ALL", "host_name,ifname,sort:srcdst:-1", Map.of()))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get(2).topKeys()).isNotEmpty());
            assertThat(engine.metrics().metricAges())
                    .containsKeys("srcdst", "five")
                    .doesNotContainKey("agents");
            engine.flows().remove("srcdst");
            assertThat(engine.metrics().metricAges()).doesNotContainKey("srcdst");
            assertThat(engine.flows().activeFlows(ActiveFlowsQuery.of("srcdst")))
                    .isEmpty();
        }
    }

    @Test
    void countsEachPacketOnceAtTheEdgeOfATopology() throws Exception {
        try (Engine engine = engine("max", true, 3)) {
            engine.start();
            engine.topology().install(topology());
            DEFINITIONS.values().forEach(engine.flows()::define);
            engine.replay().start();
            engine.awaitEnd();
            FlowService flows = engine.flows();
            List<ActiveFlow> edge = flows.activeFlows(new ActiveFlowsQuery("EDGE", "srcdst", 9, 0, AggMode.MAX, ""));
            List<ActiveFlow> core = flows.activeFlows(new ActiveFlowsQuery("ALL", "srcdst", 9, 0, AggMode.CORE, ""));
            List<ActiveFlow> sum = flows.activeFlows(new ActiveFlowsQuery("ALL", "srcdst", 9, 0, AggMode.SUM, ""));
            assertThat(edge)
                    .hasSize(4)
                    .allSatisfy(flow -> assertThat(flow.flowN()).isEqualTo(1));
            assertThat(core)
                    .hasSize(4)
                    .allSatisfy(flow -> assertThat(flow.flowN()).isEqualTo(6));
            // Three switches on each path see each packet.
            assertThat(edge.getFirst().value())
                    .isCloseTo(sum.getFirst().value() / 3, within(sum.getFirst().value() / 30));
            List<ActiveFlow> network = flows.activeFlows(ActiveFlowsQuery.of("edge"));
            assertThat(network)
                    .hasSize(4)
                    .allSatisfy(flow -> assertThat(flow.source()).isEmpty());
            assertThat(flows.flowLocations("ALL", "srcdst", Optional.of("10.4.1.2,10.4.2.2")))
                    .filteredOn(location -> location.link().isPresent())
                    .hasSize(6);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> topology() throws Exception {
        // The links of the recorded fabric: enough JSON to be read here without a library.
        String text = Files.readString(SharedData.path("topology.json"));
        Map<String, Object> links = new java.util.TreeMap<>();
        var matcher = java.util.regex.Pattern.compile("\"(L\\d+)\"\\s*:\\s*\\{([^}]*)}")
                .matcher(text);
        while (matcher.find()) {
            Map<String, Object> link = new java.util.TreeMap<>();
            var member = java.util.regex.Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"]*)\"")
                    .matcher(matcher.group(2));
            while (member.find()) {
                link.put(member.group(1), member.group(2));
            }
            links.put(matcher.group(1), link);
        }
        assertThat(links).hasSize(8);
        return Map.of("links", links);
    }

    @Test
    void measuresLiveSamplesFromTheMomentADefinitionIsMade() throws Exception {
        var input = new UdpInput(InetAddress.getLoopbackAddress(), 0, 1, 1 << 20);
        try (Engine engine = new Engine(EngineConfiguration.of(input));
                DatagramSocket socket = new DatagramSocket()) {
            engine.start();
            engine.flows().define(DEFINITIONS.get("srcdst"));
            byte[] packet = new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(6, "10.1.0.1", "10.2.0.2")
                    .tcp(40000, 80, 16)
                    .build();
            byte[] datagram = new DatagramBuilder()
                    .flow(sample -> sample.source(0, 3).rate(1000).input(3).header(1000, packet))
                    .build();
            socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), engine.port()));
            Await.until(
                    "a flow is seen",
                    () -> !engine.flows()
                            .activeFlows(ActiveFlowsQuery.of("srcdst"))
                            .isEmpty());
            assertThat(engine.flows()
                            .activeFlows(ActiveFlowsQuery.of("srcdst"))
                            .getFirst()
                            .key()
                            .text())
                    .isEqualTo("10.1.0.1,10.2.0.2");
            assertThat(engine.flows().flowKeys())
                    .containsKeys("ipsource", "tcpflags")
                    .doesNotContainKey("ip6source");
            // A change is in force at once, though no datagram comes any more.
            engine.flows().define(definition("srcdst", Map.of("keys", "ipsource", "value", "bytes")));
            assertThat(engine.flows().activeFlows(ActiveFlowsQuery.of("srcdst")))
                    .isEmpty();
        }
    }

    @Test
    void refusesMoreDefinitionsThanItCanHold() {
        try (Engine engine = engine("max", true, 1)) {
            for (int i = 0; i < FlowService.MOST_DEFINITIONS; i++) {
                engine.flows().define(definition("f" + i, Map.of("value", "bytes")));
            }
            engine.flows().define(definition("f0", Map.of("value", "frames")));
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> engine.flows().define(definition("more", Map.of("value", "bytes"))))
                    .withMessageContaining("1000");
            assertThat(engine.flows().definitions()).hasSize(FlowService.MOST_DEFINITIONS);
        }
    }

    @Test
    void refusesLongerDefinitionsThanItCanHold() {
        try (Engine engine = engine("max", true, 1)) {
            String filter = "ipsource=" + "1".repeat(FlowService.MOST_CHARACTERS / 2);
            engine.flows().define(definition("one", Map.of("value", "bytes", "filter", filter)));
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(
                            () -> engine.flows().define(definition("two", Map.of("value", "bytes", "filter", filter))))
                    .withMessageContaining("1000000 characters");
            engine.flows().define(definition("one", Map.of("value", "bytes")));
            engine.flows().define(definition("two", Map.of("value", "bytes", "filter", filter)));
            assertThat(engine.flows().definitions()).containsOnlyKeys("one", "two");
        }
    }

    @Test
    void tellsDefinitionsAsTheyAreInForce() {
        try (Engine engine = engine("max", true, 1)) {
            engine.flows().define(definition("b", Map.of("value", "bytes", "n", 1)));
            engine.flows().define(definition("a", Map.of("value", "frames")));
            assertThat(engine.flows().definitions()).containsOnlyKeys("a", "b");
            assertThat(engine.flows().definition("b").attributes()).containsEntry("n", 5);
            engine.flows().remove("b");
            engine.flows().remove("never there");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> engine.flows().definition("b"));
        }
    }
}
