package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Flows of the recorded fabric over REST, by definitions as tutorials and scripts send them. */
class FabricFlowsTest {

    private static final String HOLD = "sflow.file.hold";

    private static RunningProduct product;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        product = held(Map.of());
        // As the official tutorial and a script of urllib send it: JSON, plain and form content types.
        put("srcdst", "{\"keys\":\"ipsource,ipdestination\",value:\"bytes\"}", "application/json");
        put("long", "{keys:'ipsource,ipdestination',value:'bytes',t:600,n:'7'}", "application/x-www-form-urlencoded");
        put("edge", "{keys:'ipsource',value:'frames',aggMode:'edge',}", "text/plain");
        release(product);
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    private static RunningProduct held(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("sflow.file", SharedData.path("ecmp.pcap.gz").toString());
        all.put("sflow.file.speed", "max");
        all.put("sflow.file.loop", "no");
        all.put(HOLD, "yes");
        return new RunningProduct(all);
    }

    private static void release(RunningProduct held) {
        assertThat(held.send("PUT", "/replay/json", "{state:'running'}").statusCode())
                .isEqualTo(204);
        held.awaitReplay("ended");
    }

    private static void put(String name, String body, String type) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + product.httpPort() + "/flow/" + name + "/json"))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(204);
        }
    }

    private static List<String> keys(JsonNode flows) {
        List<String> keys = new ArrayList<>();
        flows.forEach(flow -> keys.add(flow.get("key").asString()));
        return keys;
    }

    @Test
    void definitionsReadBackAsTheyAreInForce() {
        assertThat(product.json("/flow/json").propertyNames()).contains("srcdst", "long", "edge");
        JsonNode flow = product.json("/flow/long/json");
        assertThat(flow.toString())
                .isEqualTo("{\"keys\":\"ipsource,ipdestination\",\"value\":\"bytes\",\"n\":7,\"t\":600,"
                        + "\"fs\":\",\",\"activeTimeout\":60}");
        assertThat(product.json("/flow/edge/json").get("aggMode").asString()).isEqualTo("EDGE");
        assertThat(product.get("/flow/nosuch/json").statusCode()).isEqualTo(404);
        assertThat(product.send("DELETE", "/flow/nosuch/json", "").statusCode()).isEqualTo(204);
    }

    @Test
    void topFlowsAreThoseOfTheRecordedTransfers() {
        JsonNode flows = product.json("/activeflows/ALL/long/json");
        assertThat(keys(flows)).hasSize(4);
        assertThat(keys(flows).subList(0, 2)).containsExactlyInAnyOrder("10.4.1.2,10.4.2.2", "10.4.3.2,10.4.4.2");
        JsonNode first = flows.get(0);
        assertThat(first.get("flowN").asInt()).isEqualTo(7);
        assertThat(first.get("agent").asString()).startsWith("192.168.0.1");
        assertThat(first.get("samples").asDouble()).isGreaterThan(100);
        assertThat(first.get("error").asDouble()).isBetween(0.1, 20.0);
        JsonNode sum = product.json("/activeflows/ALL/long/json?aggMode=SUM&maxFlows=1")
                .get(0);
        assertThat(sum.has("agent")).isFalse();
        assertThat(sum.get("value").asDouble()).isGreaterThan(first.get("value").asDouble());
        assertThat(keys(product.json("/activeflows/ALL/long/json?filter=,10.4.2.2")))
                .containsExactly("10.4.1.2,10.4.2.2");
        assertThat(product.get("/activeflows/ALL/long/json?maxFlows=0").body()).isEqualTo("[]");
        assertThat(product.get("/activeflows/ALL/nosuch/json").body()).isEqualTo("[]");
        assertThat(product.get("/activeflows/EDGE/long/json").body())
                .as("no topology")
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/activeflows/ALL/long/json?maxFlows= maxFlows",
                "/activeflows/ALL/long/json?maxFlows=1.5 maxFlows",
                "/activeflows/ALL/long/json?minValue=x minValue"
            })
    void numbersThatAreNoneAreToldByName(String path, String name) {
        HttpResponse<String> answer = product.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x|{keys:'bogusfn:ipsource',value:'bytes'}|bogusfn",
                "x|{keys:'ipsource',value:'bytes',filter:'a=1¦b=2&c=3'}|filter",
                "x|{keys:'ipsource'}|value",
                "x|{keys:['ipsource'],value:'bytes'}|keys",
                "x|{value:'bytes',n:'many'}|n ",
                "x/json?lease=0&|{value:'bytes'}|lease must be 1 to 3600",
                "x/json?lease=an%20hour&|{value:'bytes'}|lease must be a whole number",
                "x|{value:'bytes',aggMode:'other'}|aggMode",
                "a.b|{value:'bytes'}|a.b"
            })
    void mistakesInDefinitionsAreToldByName(String name, String body, String told) {
        HttpResponse<String> answer =
                product.send("PUT", "/flow/" + (name.contains("?") ? name : name + "/json"), body.replace('¦', '|'));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(told.strip());
        assertThat(product.json("/flow/json").has("x")).isFalse();
    }

    @Test
    void valuesOfOneFlowAreBareNumbers() {
        JsonNode first = product.json("/activeflows/ALL/long/json").get(0);
        String place = "/flowvalue/" + first.get("agent").asString() + "/"
                + first.get("dataSource").asString() + ".long/json";
        assertThat(Double.parseDouble(
                        product.get(place + "?key=" + first.get("key").asString())
                                .body()
                                .strip()))
                .isEqualTo(first.get("value").asDouble());
        assertThat(product.get(place).statusCode()).isEqualTo(200);
        assertThat(product.get(place + "?key=nosuch").statusCode()).isEqualTo(404);
        assertThat(product.get("/flowvalue/192.168.0.11/37.nosuch/json").statusCode())
                .isEqualTo(404);
        assertThat(product.get("/flowvalue/ALL/37.long/json").statusCode()).isEqualTo(404);
    }

    @Test
    void placesOfAFlowHaveTheirNames() {
        JsonNode locations = product.json("/flowlocations/ALL/long/json?key=10.4.1.2,10.4.2.2");
        assertThat(locations.size()).isEqualTo(7);
        assertThat(locations.get(0).get("node").asString()).isEqualTo("leaf1");
        assertThat(locations.get(0).get("port").asString()).startsWith("swp");
        assertThat(product.get("/flowlocations/ALL/nosuch/json").statusCode()).isEqualTo(404);
        assertThat(product.json("/flowlocations/ALL/long/json").get(0).has("key"))
                .isTrue();
    }

    @Test
    void flowsAreMetrics() {
        JsonNode max = product.json("/metric/ALL/max:long/json").get(0);
        JsonNode first = product.json("/activeflows/ALL/long/json").get(0);
        assertThat(max.get("metricValue")).isEqualTo(first.get("value"));
        assertThat(max.get("topKeys").get(0).get("key")).isEqualTo(first.get("key"));
        for (String quality : List.of("samples", "error")) {
            double expected = first.get(quality).asDouble();
            assertThat(max.get("topKeys").get(0).get(quality).asDouble()).isCloseTo(expected, within(expected * 1e-9));
        }
        assertThat(product.json("/metrics/json").has("long")).isTrue();
        assertThat(product.json("/metrics/json").has("edge")).isFalse();
        assertThat(product.json("/metric/leaf1/json").has("37.long")).isTrue();
        assertThat(product.json("/dump/ALL/long/json").get(0).has("topKeys")).isTrue();
        assertThat(product.json("/table/ALL/ifname,long/json").get(0).get(1).has("topKeys"))
                .isTrue();
    }

    @Test
    void keysOfTheRecordingAreListed() {
        assertThat(product.json("/flowkeys/json").propertyNames())
                .hasSize(42)
                .contains("ipsource", "tcpflags", "stack", "direction")
                .doesNotContain("ip6source", "udpsourceport");
    }

    @Test
    void whatFlowsTakeIsCounted() {
        JsonNode analyzer = product.json("/analyzer/json");
        assertThat(analyzer.get("flowEntries").asLong()).isPositive();
        assertThat(analyzer.get("flowMemory").asLong()).isPositive();
        assertThat(analyzer.get("flowSamplesRefused").asLong()).isZero();
        assertThat(analyzer.get("flowMemoryRefused").asLong()).isZero();
    }

    @Test
    void aRemovedDefinitionIsGoneAtOnce() {
        product.send("PUT", "/flow/short/json", "{keys:'ipsource',value:'bytes'}");
        assertThat(product.get("/flow/short/json").statusCode()).isEqualTo(200);
        product.send("DELETE", "/flow/short/json", "");
        assertThat(product.get("/flow/short/json").statusCode()).isEqualTo(404);
        assertThat(product.json("/metrics/json").has("short")).isFalse();
    }

    @Test
    void definitionsOfAFileAreInForceFromTheFirstDatagram(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("flows.json");
        Files.writeString(file, "{\n \"pair\": {keys: 'ipsource,ipdestination', value: 'bytes', t: 600},\n}\n");
        try (RunningProduct other = held(Map.of("flow.file", file.toString()))) {
            release(other);
            assertThat(keys(other.json("/activeflows/ALL/pair/json")))
                    .isEqualTo(keys(product.json("/activeflows/ALL/long/json")));
        }
    }

    @Test
    void mistakesInAFileAreToldByFileAndLine(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("flows.json");
        Files.writeString(file, "{\n good: {value: 'bytes'},\n bad: {value: 'nosuch:bytes'}\n}\n");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> held(Map.of("flow.file", file.toString())))
                .satisfies(e -> assertThat(e.sentences())
                        .singleElement()
                        .asString()
                        .contains("flow.file", "flows.json, line 3", "bad", "rate, avg"));
        Files.writeString(file, "{\n good: {value: 'bytes'},\n oops\n}\n");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> held(Map.of("flow.file", file.toString())))
                .satisfies(e ->
                        assertThat(e.sentences()).singleElement().asString().contains("flows.json", "line 4"));
    }
}
