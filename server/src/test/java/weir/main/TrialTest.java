package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A threshold that is tried on the last datagrams says what it said when it was set before they came. */
class TrialTest {

    private static final String FLOW = "{keys:'ipsource,ipdestination',value:'bytes'}";
    private static final String EDGE = "{keys:'ipsource,ipdestination',value:'bytes',aggMode:'EDGE'}";
    private static final String TOPOLOGY = "{links:{L1:{node1:'leaf1',port1:'swp3',node2:'spine1',port2:'swp1'}}}";

    private static RunningProduct product;

    @BeforeAll
    static void replayWithThresholds() {
        product = new RunningProduct(Map.of(
                "sflow.file",
                Path.of("..", "demo", "leafspine.pcap.gz").toString(),
                "sflow.file.speed",
                "max",
                "sflow.file.loop",
                "no",
                "sflow.file.hold",
                "yes",
                "workers.number",
                "2"));
        put("/topology/json", TOPOLOGY);
        put("/flow/srcdst/json", FLOW);
        put("/flow/edge/json", EDGE);
        put("/threshold/pair/json", "{metric:'srcdst',value:1000000,byFlow:true,timeout:2}");
        put("/threshold/any/json", "{metric:'srcdst',value:1500000,timeout:5}");
        put("/threshold/network/json", "{metric:'edge',value:2000000,byFlow:true,timeout:2}");
        put("/threshold/port/json", "{metric:'ifinoctets',value:500000,timeout:30,filter:{host_name:['leaf*']}}");
        put("/replay/json", "{\"state\":\"running\"}");
        product.awaitReplay("ended");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static void put(String path, String body) {
        assertThat(product.send("PUT", path, body).statusCode()).as(path).isEqualTo(204);
    }

    private static List<String> told(JsonNode events) {
        return events.valueStream()
                .map(event -> event.path("timestamp").asString() + " "
                        + event.path("agent").asString("") + " "
                        + event.path("dataSource").asString("") + " "
                        + event.path("flowKey").asString("") + " "
                        + event.path("value").asString())
                .sorted()
                .toList();
    }

    private static void same(String threshold, String query) {
        JsonNode set = product.json("/events/json?thresholdID=" + threshold);
        JsonNode trial = product.json("/thresholdtrial/json?" + query);
        assertThat(trial.path("count").asInt()).as(threshold).isPositive();
        List<String> tried = told(trial.path("events"));
        assertThat(tried).as(threshold).isEqualTo(told(set));
        assertThat(trial.path("datagrams").asInt()).isEqualTo(6443);
    }

    @Test
    void flowsByThemselves() {
        same("pair", "metric=srcdst&value=1000000&byFlow=true&timeout=2");
    }

    @Test
    void largestFlowOfADataSource() {
        same("any", "metric=srcdst&value=1500000&timeout=5");
    }

    @Test
    void flowsOfTheWholeNetwork() {
        same("network", "metric=edge&value=2000000&byFlow=true&timeout=2");
    }

    @Test
    void countersWithAFilter() {
        same("port", "metric=ifinoctets&value=500000&timeout=30&host_name=leaf*");
    }

    @Test
    void whatIsNeverReachedMakesNoEvent() {
        JsonNode trial = product.json("/thresholdtrial/json?metric=srcdst&value=1e15");
        assertThat(trial.path("count").asInt()).isZero();
        assertThat(trial.path("until").asLong() - trial.path("since").asLong()).isBetween(170_000L, 180_000L);
    }

    @Test
    void aLimitThatIsMissingIsTold() {
        assertThat(product.get("/thresholdtrial/json?metric=srcdst").statusCode())
                .isEqualTo(400);
    }

    @Test
    void nothingIsSet() {
        product.json("/thresholdtrial/json?metric=load_one&value=0");
        assertThat(product.json("/threshold/json").size()).isEqualTo(4);
        assertThat(product.get("/threshold/tried/json").statusCode()).isEqualTo(404);
    }
}
