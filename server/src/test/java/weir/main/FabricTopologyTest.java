package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Selectors by topology over the recorded fabric: two leaves and two spines, eight links between them. */
class FabricTopologyTest {

    private static RunningProduct product;
    private static String links;

    @BeforeEach
    void install() throws IOException {
        if (product == null) {
            product = RunningProduct.replayed(SharedData.path("ecmp.pcap.gz"), Map.of());
            links = Files.readString(SharedData.path("topology.json"));
        }
        put(links);
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
            product = null;
        }
    }

    private static void put(String body) {
        assertThat(product.send("PUT", "/topology/json", body).statusCode()).isEqualTo(204);
    }

    private static int count(String agents) {
        JsonNode summary =
                product.json("/metric/" + agents + "/ifinoctets/json").get(0);
        return summary.has("metricN") ? summary.get("metricN").asInt() : 0;
    }

    @Test
    void sixteenOfTheInterfacesAreEndsOfLinks() {
        assertThat(count("ALL")).isEqualTo(180);
        assertThat(count("TOPOLOGY")).isEqualTo(180);
        assertThat(count("CORE")).isEqualTo(16);
        assertThat(count("EDGE")).isEqualTo(164);
        assertThat(count("EDGE,CORE")).isEqualTo(180);
        List<String> names = new ArrayList<>();
        product.json("/table/CORE/host_name,ifname/json")
                .forEach(row -> names.add(row.get(0).get("metricValue").asString() + " "
                        + row.get(1).get("metricValue").asString()));
        assertThat(names)
                .hasSize(16)
                .contains("leaf1 swp1s0", "leaf2 swp1s3", "spine1 swp49", "spine2 swp52")
                .doesNotContain("leaf1 swp32s0", "spine1 swp1");
        assertThat(product.json("/table/EDGE/ifname/json?ifoperstatus=up").size())
                .as("ports that face hosts")
                .isEqualTo(4);
    }

    @Test
    void clearedTopologySelectsNothing() {
        put("{}");
        for (String part : List.of("TOPOLOGY", "EDGE", "CORE")) {
            assertThat(count(part)).as(part).isZero();
        }
        assertThat(product.json("/topology/json").propertyNames()).containsExactly("version");
    }

    @Test
    void nodesSelectTheirAgentsUnderAnyName() {
        put("{nodes:{torA:{agent:'192.168.0.11'},rack2:{agent:'leaf2'}}}");
        assertThat(count("torA")).isEqualTo(38);
        assertThat(count("rack2")).isEqualTo(38);
        assertThat(count("leaf1")).as("the host name still does").isEqualTo(38);
        assertThat(count("TOPOLOGY")).isEqualTo(76);
        assertThat(count("EDGE")).isEqualTo(76);
        assertThat(product.json("/metric/torA/json").get("2.1.host_name").asString())
                .isEqualTo("leaf1");
    }

    @Test
    void isReadBackAsItWasPutWithItsVersion() {
        int version = product.json("/topology/json").get("version").asInt();
        String body =
                "{\"nodes\":{\"leaf1\":{\"agent\":\"10.0.0.1\",\"dpid\":\"0000000000000003\",\"tags\":{\"site\":\"a\"},"
                        + "\"ports\":{\"swp1\":{\"ifindex\":\"3\",\"ofport\":\"1\",\"dpid\":\"0000000000000003\","
                        + "\"tags\":{\"speed\":\"10G\"}}}}},\"links\":{\"L1\":{\"node1\":\"leaf1\",\"port1\":\"swp1\","
                        + "\"node2\":\"spine1\",\"port2\":\"swp49\",\"tags\":{\"type\":\"fabric\"}}}}";
        assertThat(product.send("POST", "/topology/json", body).statusCode()).isEqualTo(204);
        assertThat(product.get("/topology/json").body().replaceAll("\\s", ""))
                .isEqualTo("{\"version\":" + (version + 1) + "," + body.substring(1));
        put(product.get("/topology/json").body());
        assertThat(product.json("/topology/json").get("version").asInt()).isEqualTo(version + 2);
    }

    @Test
    void mistakesAreToldByNameAndChangeNothing() {
        String before = product.get("/topology/json").body();
        Map<String, String> mistakes = Map.of(
                "{links:{L1:{node1:['leaf1']}}}", "links.L1.node1",
                "{nodes:[]}", "nodes",
                "{nodes:{leaf1:'10.0.0.1'}}", "nodes.leaf1",
                "[]", "object",
                "{\"links\":{", "JSON",
                "", "empty");
        mistakes.forEach((body, named) -> {
            HttpResponse<String> answer = product.send("PUT", "/topology/json", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).contains(named);
        });
        assertThat(product.get("/topology/json").body()).isEqualTo(before);
    }

    @Test
    void isEmptyUntilOneIsPut() {
        try (RunningProduct fresh = new RunningProduct(Map.of())) {
            assertThat(fresh.get("/topology/json").body()).isEqualTo("{}");
            assertThat(fresh.send("PUT", "/topology/json", "{}").statusCode()).isEqualTo(204);
            assertThat(fresh.json("/topology/json").get("version").asInt()).isZero();
        }
    }
}
