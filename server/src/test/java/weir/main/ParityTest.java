package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import weir.script.call.FunctionRow;
import weir.script.call.FunctionTable;

/**
 * REST and scripts offer the same: every operation of the OpenAPI document is one of scripts too, and the reverse, but for
 * the differences that are listed here; and both give the same answers.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParityTest {

    /** Operations that scripts do not have: scripts keep copies of what they define, and see neither files nor processes. */
    private static final Set<String> REST_ONLY = Set.of(
            "status",
            "license",
            "replay",
            "startReplay",
            "apiDocs",
            // for user interfaces
            "flowLanguage",
            "flowCheck",
            "tryThreshold",
            // what the engine said, what an event rests on
            "log",
            "evidence",
            "eventPackets",
            // no getters, as in the reference
            "groups",
            "oldGroups",
            "group",
            "maps",
            "map",
            "flows",
            "flow",
            "thresholds",
            "threshold",
            "forwardings",
            "forwarding",
            "tenants",
            "tenant",
            // about applications and scripts themselves, and exports
            "apps",
            "appStatus",
            "appDocs",
            "scripts",
            "scriptTypes",
            "prometheusAnalyzer",
            "prometheusMetrics");

    /** Topics of functions that REST has no use for: callbacks, what is of one script only, plain functions. */
    private static final Set<String> SCRIPT_TOPICS =
            Set.of("Locations", "HTTP", "Timers", "Script", "Storage and sharing", "Baselines", "Utilities");

    /** Single functions that REST does not have: clearing handlers, single questions about data sources, names, outputs. */
    private static final Set<String> SCRIPT_ONLY = Set.of(
            "bgpAddNeighbor",
            "bgpRemoveNeighbor",
            "bgpAddSource",
            "bgpRemoveSource",
            "bgpSetNextHops",
            "bgpClearNextHops",
            "bgpRouteCount",
            "bgpFlowCount",
            "clearFlowHandler",
            "clearEventHandler",
            "thresholdTriggered",
            "datasourceInfo",
            "hostForMAC",
            "hostForIP",
            "hostForIP6",
            "syslog",
            "graphite",
            "topologyAgentForNode",
            "topologyNodesForAgent",
            "topologyInterfaceToLink",
            "topologyInterfaceToPort",
            "topologyPortToInterface",
            "topologyLinkToInterfaces",
            "topologyDiameter",
            "topologyShortestPath",
            "topologyShortestPaths",
            "topologyMinimumSpanningTree");

    private static final String TOPOLOGY =
            "{nodes:{leaf1:{agent:'10.255.0.11',ports:{swp3:{ifindex:303,tags:{speed:'1G'}}},tags:{site:'a'}}},"
                    + "links:{L1:{node1:'leaf1',port1:'swp3',node2:'spine1',port2:'swp1',tags:{type:'fabric'}}}}";

    private static final String SCRIPT =
            "setFlow('srcdst', {keys:'ipsource,ipdestination', value:'bytes', values:'avg:ipttl', n:20});\n"
                    + "setTopology(" + TOPOLOGY + ");\n"
                    + "setHttpHandler(function(request) { return (0, eval)('(' + request.body.js + ')'); });\n";

    private static RunningProduct product;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        Path script = Files.writeString(folder.resolve("ask.js"), SCRIPT);
        Path capture = Path.of("..", "demo", "leafspine.pcap.gz");
        product = RunningProduct.replayed(capture, Map.of("script.file", script.toString()));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void everyOperationIsAFunctionTooOrIsListed() {
        Set<String> operations = new TreeSet<>();
        product.json("/api-docs")
                .get("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> operations.add(
                                operation.getValue().get("operationId").asString())));
        Set<String> offered = new TreeSet<>(REST_ONLY);
        for (FunctionRow row : FunctionTable.rows()) {
            if (!row.rest().equals("-")) {
                offered.addAll(List.of(row.rest().split(",")));
            }
        }
        assertThat(operations).isEqualTo(offered);
        assertThat(FunctionTable.rows().stream()
                        .flatMap(row -> Stream.of(row.rest().split(","))))
                .doesNotContainAnyElementsOf(REST_ONLY);
    }

    @Test
    void everyFunctionIsAnOperationTooOrIsListed() {
        List<String> alone = FunctionTable.rows().stream()
                .filter(row -> row.rest().equals("-") && !SCRIPT_TOPICS.contains(row.topic()))
                .map(FunctionRow::name)
                .toList();
        assertThat(new TreeSet<>(alone)).isEqualTo(new TreeSet<>(SCRIPT_ONLY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/version | version()",
                "/metrics/json | metrics()",
                "/metric/10.255.0.11/json | metrics('10.255.0.11')",
                "/metric/leaf1/json | metrics('leaf1')",
                "/metric/ALL/ifinoctets,sum:ifinoctets,med:ifinoctets,any:host_name,srcdst,nothing/json | metric('ALL', ['ifinoctets','sum:ifinoctets','med:ifinoctets','any:host_name','srcdst','nothing'])",
                "/metric/10.255.0.11,10.255.0.12/max:load_one/json?host_name=leaf* | metric(['10.255.0.11',['10.255.0.12']], 'max:load_one', {host_name:'leaf*'})",
                "/metric/TOPOLOGY/sum:ifinoctets/json | metric('TOPOLOGY', 'sum:ifinoctets')",
                "/table/ALL/host_name,ifname,ifinoctets/json | table('ALL', 'host_name,ifname,ifinoctets')",
                "/table/ALL/ifname,sort:ifinoctets:-3/json?ifoperstatus=up | table('ALL', ['ifname','sort:ifinoctets:-3'], {ifoperstatus:['up']})",
                "/table/ALL/host_name,null:nothing,null:load_one/json | table('ALL', 'host_name,null:nothing,null:load_one')",
                "/dump/10.255.0.1/ifinoctets;ifname/json | dump('10.255.0.1', 'ifinoctets;ifname')",
                "/dump/ALL/load_one,srcdst/json | dump('ALL', ['load_one','srcdst'])",
                "/activeflows/ALL/srcdst/json | activeFlows('ALL', 'srcdst')",
                "/activeflows/ALL/srcdst/json?aggMode=sum&maxFlows=3&minValue=10 | activeFlows('ALL', 'srcdst', '3', 10, 'SUM')",
                "/activeflows/CORE/srcdst/json | activeFlows(['CORE'], 'srcdst')",
                "/activeflows/ALL/nothing/json | activeFlows('ALL', 'nothing')",
                "/flowkeys/json | flowKeys()",
                "/flowvalue/10.255.0.11/301.srcdst/json | flowValue('10.255.0.11', '301.srcdst')",
                "/flowlocations/ALL/srcdst/json?key=10.1.1.10,10.2.1.10 | flowLocations('ALL', 'srcdst', '10.1.1.10,10.2.1.10')",
                "/topology/json | getTopology()"
            })
    void bothAnswerTheSame(String path, String call) {
        String rest = product.get(path).body();
        JsonNode asked = RunningProduct.JSON.readTree(
                path.endsWith("/json") || path.contains("/json?") ? rest : "\"" + rest + "\"");
        JsonNode evaluated = evaluated(call);
        // JavaScript writes large numbers with all their digits.
        assertThat(evaluated.equals(ParityTest::compare, asked))
                .as(() -> evaluated + " is " + asked)
                .isTrue();
        assertThat(asked.toString()).hasSizeGreaterThan(1);
    }

    private static int compare(JsonNode a, JsonNode b) {
        boolean same = a.isNumber() && b.isNumber() ? a.asDouble() == b.asDouble() : a.equals(b);
        return same ? 0 : 1;
    }

    @Test
    void agentsOfScriptsAreThoseOfRestWithoutWhatIsNew() {
        JsonNode rest = product.json("/agents/json?agent=10.255.0.11&agent=10.9.9.9");
        JsonNode script = evaluated("agents(['10.255.0.11','10.9.9.9'])");
        assertThat(script.propertyNames()).containsExactly("10.255.0.11");
        script.get("10.255.0.11")
                .propertyStream()
                .forEach(member -> assertThat(rest.get("10.255.0.11").get(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
        assertThat(evaluated("Object.keys(agents('10.255.0.11')).length").asInt())
                .isEqualTo(product.json("/agents/json").size());
        assertThat(evaluated("agents([])").size()).isZero();
    }

    @Test
    void interfacesArePortsAndLinks() {
        assertThat(evaluated(
                                "[topologyInterfaceToLink('10.255.0.11', '303'), topologyInterfaceToLink('10.255.0.11', 301),"
                                        + " topologyInterfaceToPort('leaf1', 303).port, topologyNodesForAgent('10.255.0.11'),"
                                        + " topologyNodesForAgent('10.255.0.11', 303), topologyAgentForNode('leaf1'), ifName('10.255.0.11', 303)]")
                        .toString())
                .startsWith(
                        "[{\"linkname\":\"L1\",\"localnode\":\"leaf1\",\"localport\":\"swp3\",\"remotenode\":\"spine1\",\"remoteport\":\"swp1\"")
                .contains(",null,\"swp3\",[\"leaf1\"],[\"leaf1\"],\"10.255.0.11\",\"swp3\"]");
        JsonNode metric = evaluated("topologyLinkMetric('L1', 'ifinoctets,ifoutoctets')");
        assertThat(metric.size()).isEqualTo(4);
        JsonNode dumped =
                product.json("/metric/10.255.0.11/any:303.ifinoctets/json").get(0);
        assertThat(metric.get(0).get("metricValue")).isEqualTo(dumped.get("metricValue"));
        assertThat(evaluated("topologyLinkMetric('L1', 'ifinoctets,ifoutoctets', 'spine1')[2]"))
                .isEqualTo(metric.get(0));
    }

    private static JsonNode evaluated(String call) {
        String body = RunningProduct.JSON.writeValueAsString(Map.of("js", call));
        return RunningProduct.JSON.readTree(
                product.send("PUT", "/script/ask.js/json", body).body());
    }
}
