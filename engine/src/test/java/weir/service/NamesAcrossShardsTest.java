package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.key.FlowDefinition;
import weir.ingest.CaptureInput;
import weir.ingest.ReplaySpeed;
import weir.sflow.StructureTable;
import weir.testing.SharedData;

/** Names that one shard learns and another needs, over the recorded fabric of four switches. */
class NamesAcrossShardsTest {

    private static final List<String> LINKS = List.of(
            "leaf1 swp1s0 spine1 swp49",
            "leaf1 swp1s1 spine1 swp50",
            "leaf1 swp1s2 spine2 swp51",
            "leaf1 swp1s3 spine2 swp52",
            "leaf2 swp1s0 spine2 swp49",
            "leaf2 swp1s1 spine2 swp50",
            "leaf2 swp1s2 spine1 swp51",
            "leaf2 swp1s3 spine1 swp52");

    private static Map<String, Object> topology() {
        Map<String, Object> links = new TreeMap<>();
        for (String link : LINKS) {
            String[] end = link.split(" ");
            links.put(
                    "L" + (links.size() + 1),
                    Map.of("node1", end[0], "port1", end[1], "node2", end[2], "port2", end[3]));
        }
        return Map.of("links", links);
    }

    /** The flows of each definition after the end, as text. */
    private static List<String> answers(int shards, String speed, int capacity) throws InterruptedException {
        var input = new CaptureInput(
                SharedData.path("ecmp.pcap.gz"), 6343, ReplaySpeed.parse(speed).orElseThrow(), false, false);
        var configuration = new EngineConfiguration(input, shards, capacity, 1000, StructureTable.standard());
        List<String> definitions = List.of(
                "agent,macsource,host:macsource,null:[host:macdestination]:-",
                "agent,host:agent,null:[host:ipsource]:-",
                "node:inputifindex,link:inputifindex,ifname:outputifindex");
        try (Engine engine = new Engine(configuration)) {
            engine.topology().install(topology());
            for (int i = 0; i < definitions.size(); i++) {
                engine.flows()
                        .define(FlowDefinition.of(
                                "f" + i, Map.of("keys", definitions.get(i), "value", "frames", "t", 600)));
            }
            engine.flows()
                    .define(FlowDefinition.of(
                            "edge",
                            Map.of("keys", "ipsource,host:agent", "value", "bytes", "t", 600, "aggMode", "edge")));
            engine.start();
            engine.awaitEnd();
            List<String> flows = new ArrayList<>();
            for (String name : engine.flows().definitions().keySet()) {
                engine.flows()
                        .activeFlows(ActiveFlowsQuery.of(name))
                        .forEach(flow -> flows.add(name + " " + flow.key().text() + " " + flow.value() + " "
                                + flow.flowN() + " " + flow.source()));
            }
            assertThat(engine.status().faults()).isZero();
            return flows;
        }
    }

    @ParameterizedTest
    @CsvSource({"2,max,400", "4,max,4000", "3,max,1", "4,3000,50"})
    void areTheSameAtAnySpeedAndNumberOfShards(int shards, String speed, int capacity) throws InterruptedException {
        assertThat(answers(shards, speed, capacity)).isEqualTo(answers(1, "max", 400));
    }

    @Test
    void hostOfOneShardIsNamedOnAnother() throws InterruptedException {
        List<String> flows = answers(4, "max", 400);
        assertThat(flows)
                .as("a spine sees packets from and to the leaves")
                .anyMatch(flow -> flow.startsWith("f0 192.168.0.13,6C641A001A80,leaf1,"))
                .anyMatch(flow -> flow.startsWith("f1 192.168.0.14,spine2,- "))
                .anyMatch(flow -> flow.startsWith("f2 spine1,L2,swp51 "))
                .anyMatch(flow -> flow.startsWith("edge 10.4.1.2,leaf1 "));
    }
}
