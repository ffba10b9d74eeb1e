package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every operation of the OpenAPI document, asked over a real socket: it answers as the document says. An operation without
 * an example here is an error.
 */
class ContractTest { // RTM-07

    private static final String TOPOLOGY =
            "{nodes:{leaf1:{agent:'10.255.0.11',ports:{swp3:{ifindex:303,tags:{speed:'1G'}}},tags:{site:'a'}}},"
                    + "links:{L1:{node1:'leaf1',port1:'swp3',node2:'spine1',port2:'swp1',tags:{type:'fabric'}}}}";

    private static final String FLOW = "{keys:'ipsource,ipdestination',value:'bytes',values:'avg:ipttl',n:20,log:true}";
    private static final String TENANT =
            "{collectorAddress:'127.0.0.1',filters:{ifindex:['10.0.0.1_2'],ifname:['10.0.0.1_eth3'],cidr:['10.0.0.0/8'],"
                    + "mac:['020000000001']}}";

    private static final String RULE =
            "{attack:{keys:'ipdestination,udpsourceport',value:'bytes',flowKey:'10.2.1.10,53'},"
                    + "rule:{match:{destination:'10.2.1.10'}},seconds:10,until:1795328538000,since:1795328530000}";

    /** Requests to make, by operation; a body follows a blank. */
    private static final Map<String, List<String>> EXAMPLES = Map.ofEntries(
            Map.entry("version", List.of("/version")),
            Map.entry("status", List.of("/status")),
            Map.entry("license", List.of("/license/json")),
            Map.entry("analyzer", List.of("/analyzer/json")),
            Map.entry("log", List.of("/log/json", "/log/json?maxLines=3&lineID=-1")),
            Map.entry("replay", List.of("/replay/json")),
            Map.entry("startReplay", List.of("/replay/json {state:'running'}")),
            Map.entry("agents", List.of("/agents/json", "/agents/json?agent=10.255.0.11&agent=10.9.9.9")),
            Map.entry("metrics", List.of("/metrics/json")),
            Map.entry("agentMetrics", List.of("/metric/10.255.0.11/json", "/metric/fd00:ff::104/json")),
            Map.entry(
                    "metric",
                    List.of(
                            "/metric/ALL/ifinoctets,sum:ifinoctets,med:ifinoctets,any:host_name,srcdst,nothing/json",
                            "/metric/10.255.0.11;10.255.0.12/max:load_one/json?host_name=leaf*")),
            Map.entry(
                    "table",
                    List.of(
                            "/table/ALL/host_name,ifname,ifinoctets/json",
                            "/table/ALL/ifname,sort:ifinoctets:-3/json?ifoperstatus=up")),
            Map.entry("dump", List.of("/dump/ALL/ALL/json", "/dump/10.255.0.1/ifinoctets;ifname/json")),
            Map.entry("topology", List.of("/topology/json")),
            Map.entry("installTopology", List.of("/topology/json " + TOPOLOGY, "/topology/json {}")),
            Map.entry("flowLog", List.of("/flows/json?flowID=-1&name=srcdst&maxFlows=7&timeout=60")),
            Map.entry("thresholds", List.of("/threshold/json")),
            Map.entry("threshold", List.of("/threshold/load/json")),
            Map.entry(
                    "putThreshold",
                    List.of(
                            "/threshold/load/json {metric:'load_one',value:'0',filter:{host_name:['*']},byFlow:false}")),
            Map.entry("deleteThreshold", List.of("/threshold/nothing/json")),
            Map.entry("events", List.of("/events/json?thresholdID=load&eventID=-1&maxEvents=7&timeout=60")),
            Map.entry(
                    "tryThreshold",
                    List.of(
                            "/thresholdtrial/json?metric=load_one&value=0&host_name=leaf*",
                            "/thresholdtrial/json?metric=srcdst&value=1000&byFlow=true&timeout=1")),
            Map.entry("prometheusAnalyzer", List.of("/prometheus/analyzer/txt")),
            Map.entry("prometheusMetrics", List.of("/prometheus/metrics/ALL/ALL/txt?host_name=leaf1")),
            Map.entry("groups", List.of("/group/json")),
            Map.entry("oldGroups", List.of("/groups/json")),
            Map.entry("group", List.of("/group/racks/json")),
            Map.entry("defineGroup", List.of("/group/racks/json {rack1:['10.4.1.0/25','fc00::/7'],empty:[]}")),
            Map.entry("removeGroup", List.of("/group/nothing/json")),
            Map.entry("maps", List.of("/map/json")),
            Map.entry("map", List.of("/map/services/json")),
            Map.entry("defineMap", List.of("/map/services/json {web:['80',443]}")),
            Map.entry("removeMap", List.of("/map/nothing/json")),
            Map.entry("flowKeys", List.of("/flowkeys/json")),
            Map.entry("flowLanguage", List.of("/flowlanguage/json")),
            Map.entry(
                    "flowCheck",
                    List.of(
                            "/flowcheck/json?keys=ipsource&value=bytes&filter=ipttl=1",
                            "/flowcheck/json?keys=nofunction:a")),
            Map.entry("flows", List.of("/flow/json")),
            Map.entry("flow", List.of("/flow/srcdst/json")),
            Map.entry(
                    "defineFlow",
                    List.of(
                            "/flow/srcdst/json " + FLOW,
                            "/flow/lent/json?lease=3600 " + FLOW,
                            "/flow/nothing/json {}")),
            Map.entry("removeFlow", List.of("/flow/nothing/json")),
            Map.entry(
                    "activeFlows",
                    List.of(
                            "/activeflows/ALL/srcdst/json",
                            "/activeflows/10.255.0.11/srcdst/json?aggMode=sum&maxFlows=3&minValue=0&filter=*,")),
            Map.entry("flowValue", List.of("/flowvalue/10.255.0.11/301.srcdst/json")),
            Map.entry(
                    "flowLocations",
                    List.of(
                            "/flowlocations/ALL/srcdst/json",
                            "/flowlocations/ALL/srcdst/json?key=10.1.1.10,10.2.1.10")),
            Map.entry("forwardings", List.of("/forwarding/json")),
            Map.entry("forwarding", List.of("/forwarding/copy/json")),
            Map.entry("defineForwarding", List.of("/forwarding/copy/json {address:'127.0.0.1',agents:['10.0.0.1']}")),
            Map.entry("removeForwarding", List.of("/forwarding/nothing/json")),
            Map.entry("bgpTopPrefixes", List.of("/bgp/topprefixes/127.0.9.1/json?maxPrefixes=7&direction=source")),
            Map.entry("bgpTopPrefixes6", List.of("/bgp/topprefixes6/127.0.9.1/json?maxPrefixes=0")),
            Map.entry("bgpPrefix", List.of("/bgp/prefix/127.0.9.1/json?address=10.4.1.7")),
            Map.entry("bgpRoutes", List.of("/bgp/routepusher/127.0.9.1/json")),
            Map.entry("bgpRoute", List.of("/bgp/routepusher/127.0.9.1/10.9.9.9/32/json")),
            Map.entry(
                    "bgpAddRoute",
                    List.of(
                            "/bgp/routepusher/127.0.9.1/10.9.9.9/32/json {nexthop:'192.0.2.1',communities:'65535:666',med:'7'}")),
            Map.entry("bgpRemoveRoute", List.of("/bgp/routepusher/127.0.9.1/10.9.9.8/32/json")),
            Map.entry("bgpFlows", List.of("/bgp/flowspec/127.0.9.1/json")),
            Map.entry(
                    "bgpAddFlow",
                    List.of(
                            "/bgp/flowspec/127.0.9.1/json {match:{source:'10.9.9.9',protocol:'=17'},then:{'traffic-rate':0}}")),
            Map.entry("bgpRemoveFlow", List.of("/bgp/flowspec/127.0.9.1/json {match:{source:'10.9.9.8'}}")),
            Map.entry("evidence", List.of("/events/0/evidence/json")),
            Map.entry("eventPackets", List.of("/events/0/pcap")),
            Map.entry("tryRule", List.of("/ruletrial/json " + RULE)),
            Map.entry("ruleEffect", List.of("/ruleeffect/json " + RULE)),
            Map.entry("tenants", List.of("/tenant/json")),
            Map.entry("tenant", List.of("/tenant/one/json")),
            Map.entry("defineTenant", List.of("/tenant/one/json " + TENANT)),
            Map.entry("removeTenant", List.of("/tenant/nothing/json")),
            Map.entry("scripts", List.of("/scripts/json")),
            Map.entry("scriptTypes", List.of("/script-api.d.ts")),
            Map.entry("apps", List.of("/apps/json")),
            Map.entry("appStatus", List.of("/app/one/status")),
            Map.entry("appDocs", List.of("/app/one/api-docs")),
            Map.entry("apiDocs", List.of("/api-docs")));

    private static RunningProduct product;
    /** Answers what no replay answers. */
    private static RunningProduct live;

    private static BgpRouter router;

    private static JsonNode document;

    @BeforeAll
    static void start(@TempDir Path apps) throws IOException {
        Files.createDirectories(apps.resolve("one/scripts"));
        Files.writeString(apps.resolve("one/api.yml"), "openapi: 3.0.0\npaths: {}\n");
        product = new RunningProduct(Map.of(
                "app.folder",
                apps.toString(),
                "sflow.file",
                Path.of("..", "demo", "leafspine.pcap.gz").toString(),
                "sflow.file.speed",
                "max",
                "sflow.file.loop",
                "no",
                "sflow.file.hold",
                "yes",
                "script.file",
                Path.of("src", "test", "resources", "weir", "main", "hello.js").toString()));
        document = product.json("/api-docs");
        assertThat(product.send("PUT", "/topology/json", TOPOLOGY).statusCode()).isEqualTo(204);
        String threshold = "{metric:'load_one',value:0,filter:{host_name:['*']},byFlow:false}";
        assertThat(product.send("PUT", "/threshold/load/json", threshold).statusCode())
                .isEqualTo(204);
        assertThat(product.send("PUT", "/flow/srcdst/json", FLOW).statusCode()).isEqualTo(204);
        assertThat(product.send("PUT", "/replay/json", "{\"state\":\"running\"}")
                        .statusCode())
                .isEqualTo(204);
        product.awaitReplay("ended");
        BgpRouter.await(
                "evidence is taken",
                () -> product.get("/events/0/evidence/json").statusCode() == 200);
        product.send("PUT", "/group/racks/json", "{rack1:['10.4.1.0/25']}");
        product.send("PUT", "/map/services/json", "{web:['80']}");
        product.send("PUT", "/tenant/one/json", TENANT);
        Path peering = apps.resolve("peering.js");
        Files.writeString(peering, "bgpAddNeighbor('127.0.9.1', 65000, '10.0.0.5', {flowspec:true});\n");
        live = new RunningProduct(Map.of("bgp.start", "yes", "bgp.port", "0", "script.file", peering.toString()));
        router = new BgpRouter("127.0.9.1");
        router.connect(live.bgpPort());
        router.announce("10.4.1.0/24", 64_512);
        BgpRouter.await(
                "the route is learned",
                () -> live.get("/bgp/prefix/127.0.9.1/json?address=10.4.1.7").statusCode() == 200);
        live.send("PUT", "/bgp/routepusher/127.0.9.1/10.9.9.9/32/json", "{nexthop:'192.0.2.1'}");
        live.send("PUT", "/bgp/flowspec/127.0.9.1/json", "{match:{source:'10.9.9.9'},then:{'traffic-rate':'0'}}");
        live.send("PUT", "/forwarding/copy/json", "{address:'127.0.0.1',agents:['10.0.0.1']}");
    }

    @AfterAll
    static void stop() {
        router.close();
        product.close();
        live.close();
    }

    @Test
    void everyOperationAnswersAsTheDocumentSays() {
        Set<String> documented = new TreeSet<>();
        document.get("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    String name = operation.getValue().get("operationId").asString();
                    documented.add(name);
                    assertThat(EXAMPLES).as("an example of " + name).containsKey(name);
                    for (String example : EXAMPLES.get(name)) {
                        exercise(operation.getKey(), example, operation.getValue());
                    }
                }));
        assertThat(documented).isEqualTo(new TreeSet<>(EXAMPLES.keySet()));
    }

    @Test
    void noMemberOfTheDocumentStandsTwice() {
        JsonMapper strict = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        assertThat(strict.readTree(product.get("/api-docs").body())).isEqualTo(document);
    }

    @Test
    void parametersOfEveryPathAreDescribed() {
        document.get("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    List<String> described = operation
                            .getValue()
                            .get("parameters")
                            .valueStream()
                            .filter(parameter -> parameter.get("in").asString().equals("path"))
                            .map(parameter -> "{" + parameter.get("name").asString() + "}")
                            .toList();
                    assertThat(path.getKey().split("/")).as(path.getKey()).containsAll(described);
                    assertThat(path.getKey().chars().filter(c -> c == '{').count())
                            .isEqualTo(described.size());
                }));
    }

    private static void exercise(String method, String example, JsonNode operation) {
        int blank = example.indexOf(' ');
        String path = blank < 0 ? example : example.substring(0, blank);
        String body = blank < 0 ? "" : example.substring(blank + 1);
        HttpResponse<String> answer = (path.startsWith("/forwarding/") || path.startsWith("/bgp/") ? live : product)
                .send(method.toUpperCase(java.util.Locale.ROOT), path, body);
        String status = Integer.toString(answer.statusCode());
        assertThat(operation.get("responses").has(status))
                .as(example + " answers " + status)
                .isTrue();
        // A replay that is over cannot be started again; that it could be is seen before the tests.
        boolean again = method.equals("put") && path.equals("/replay/json");
        assertThat(answer.statusCode() / 100).as(example).isEqualTo(again ? 4 : 2);
        JsonNode content = operation.get("responses").get(status).get("content");
        if (content == null) {
            return;
        }
        String type = answer.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
        assertThat(content.has(type)).as(example + " is " + type).isTrue();
        assertThat(answer.body()).as(example).isNotBlank().isNotEqualTo("{}").isNotEqualTo("[]");
        if (type.equals("application/json")) {
            JsonNode value = RunningProduct.JSON.readTree(answer.body());
            assertThat(SchemaCheck.complaints(
                            document.get("components").get("schemas"),
                            content.get(type).get("schema"),
                            value))
                    .as(example)
                    .isEmpty();
        }
    }
}
