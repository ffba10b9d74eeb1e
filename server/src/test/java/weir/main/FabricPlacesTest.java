package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Flows over the recorded fabric by their places in its topology; smoothed so slowly that all are there at the end. */
class FabricPlacesTest {

    private static final String FIRST = "10.4.1.2,10.4.2.2";

    private static RunningProduct product;

    @BeforeAll
    static void replay() throws IOException {
        product = new RunningProduct(Map.of(
                "sflow.file", SharedData.path("ecmp.pcap.gz").toString(),
                "sflow.file.speed", "max",
                "sflow.file.loop", "no",
                "sflow.file.hold", "yes",
                "workers.number", "2"));
        put("/topology/json", Files.readString(SharedData.path("topology.json")));
        put("/flow/pairs/json", "{keys:'ipsource,ipdestination',value:'bytes',t:600}");
        put("/flow/network/json", "{keys:'ipsource,ipdestination',value:'bytes',t:600,aggMode:'edge'}");
        put("/flow/agents/json", "{keys:'ipsource,ipdestination',value:'bytes',t:600,aggMode:'AGENT'}");
        put("/flow/path/json", "{keys:'node:inputifindex,ipsource,ipdestination,ipttl',value:'bytes',t:600}");
        put("/replay/json", "{state:'running'}");
        product.awaitReplay("ended");
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    private static void put(String path, String body) {
        assertThat(product.send("PUT", path, body).statusCode()).as(path).isEqualTo(204);
    }

    private static Map<String, JsonNode> flows(String path) {
        Map<String, JsonNode> flows = new TreeMap<>();
        product.json(path).forEach(flow -> flows.put(flow.get("key").asString(), flow));
        return flows;
    }

    private static double value(Map<String, JsonNode> flows, String key) {
        return flows.get(key).get("value").asDouble();
    }

    @Test
    void edgeCountsEachPairOnce() {
        Map<String, JsonNode> edge = flows("/activeflows/ALL/pairs/json?aggMode=edge");
        Map<String, JsonNode> all = flows("/activeflows/ALL/pairs/json?aggMode=sum");
        assertThat(edge).containsOnlyKeys(FIRST, "10.4.2.2,10.4.1.2", "10.4.3.2,10.4.4.2", "10.4.4.2,10.4.3.2");
        edge.forEach((pair, flow) -> {
            assertThat(flow.get("flowN").asInt()).as(pair).isEqualTo(1);
            assertThat(flow.has("agent")).isFalse();
        });
        assertThat(all.get(FIRST).get("flowN").asInt()).isEqualTo(7);
        assertThat(value(edge, FIRST) / value(all, FIRST))
                .as("each packet is sampled at three places of its path")
                .isCloseTo(1 / 3.0, within(0.02));
        assertThat(flows("/activeflows/EDGE/pairs/json")).isEqualTo(edge);
    }

    @Test
    void coreIsTheMeanOverTheEndsOfLinks() {
        Map<String, JsonNode> core = flows("/activeflows/ALL/pairs/json?aggMode=core");
        Map<String, JsonNode> edge = flows("/activeflows/ALL/pairs/json?aggMode=edge");
        Map<String, JsonNode> all = flows("/activeflows/ALL/pairs/json?aggMode=sum");
        assertThat(core.get(FIRST).get("flowN").asInt()).isEqualTo(6);
        assertThat(value(core, FIRST)).isCloseTo((value(all, FIRST) - value(edge, FIRST)) / 6, within(1.0));
        assertThat(flows("/activeflows/CORE/pairs/json")).isEqualTo(core);
    }

    @Test
    void tableOfTheNetworkAgreesWithTheEdge() {
        Map<String, JsonNode> network = flows("/activeflows/ALL/network/json");
        Map<String, JsonNode> edge = flows("/activeflows/ALL/pairs/json?aggMode=edge");
        assertThat(network.keySet()).isEqualTo(edge.keySet());
        network.forEach((pair, flow) -> {
            assertThat(flow.has("agent") || flow.has("dataSource")).isFalse();
            assertThat(value(network, pair) / value(edge, pair))
                    .as("but for the first seconds, before switches and ports told their names")
                    .isCloseTo(1, within(0.03));
        });
    }

    @Test
    void tablesOfAgentsAreNoPorts() {
        assertThat(flows("/activeflows/ALL/agents/json")).hasSize(4);
        assertThat(flows("/activeflows/TOPOLOGY/agents/json")).hasSize(4);
        assertThat(flows("/activeflows/ALL/agents/json?aggMode=edge")).isEmpty();
        assertThat(flows("/activeflows/ALL/agents/json?aggMode=core")).isEmpty();
    }

    @Test
    void nodesAndHopsShowThePath() {
        List<String> expected = new ArrayList<>();
        for (String[] way : new String[][] {
            {"leaf1", "leaf2", FIRST},
            {"leaf1", "leaf2", "10.4.3.2,10.4.4.2"},
            {"leaf2", "leaf1", "10.4.2.2,10.4.1.2"},
            {"leaf2", "leaf1", "10.4.4.2,10.4.3.2"}
        }) {
            expected.add(way[0] + "," + way[2] + ",64");
            expected.add("spine1," + way[2] + ",63");
            expected.add("spine2," + way[2] + ",63");
            expected.add(way[1] + "," + way[2] + ",62");
        }
        assertThat(flows("/activeflows/ALL/path/json").keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void locationsNamePortsAndLinks() {
        List<String> places = new ArrayList<>();
        product.json("/flowlocations/ALL/pairs/json?key=" + FIRST).forEach(place -> {
            if (place.has("linkname")) {
                places.add(String.join(
                        " ",
                        place.get("localnode").asString(),
                        place.get("localport").asString(),
                        place.get("remotenode").asString(),
                        place.get("remoteport").asString(),
                        place.get("linkname").asString()));
                assertThat(place.has("node")).isFalse();
            } else {
                places.add(
                        place.get("node").asString() + " " + place.get("port").asString());
            }
            assertThat(place.get("value").asDouble()).isPositive();
        });
        assertThat(places)
                .containsExactlyInAnyOrder(
                        "leaf1 swp32s0",
                        "spine1 swp50 leaf1 swp1s1 L2",
                        "spine2 swp51 leaf1 swp1s2 L3",
                        "spine2 swp52 leaf1 swp1s3 L4",
                        "leaf2 swp1s1 spine2 swp50 L6",
                        "leaf2 swp1s2 spine1 swp51 L7",
                        "leaf2 swp1s3 spine1 swp52 L8");
    }

    @Test
    void nodesSelectFlows() {
        assertThat(flows("/activeflows/spine1/pairs/json").values())
                .allSatisfy(flow -> assertThat(flow.get("agent").asString()).isEqualTo("192.168.0.13"));
        assertThat(flows("/activeflows/nowhere/pairs/json")).isEmpty();
    }
}
