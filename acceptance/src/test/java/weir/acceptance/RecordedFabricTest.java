package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** A recorded fabric of two leaves and two spines, replayed at full speed and asked when the clock stands. */
class RecordedFabricTest {

    private static final Map<String, String> NAMES = Map.of(
            "192.168.0.11", "leaf1", "192.168.0.12", "leaf2", "192.168.0.13", "spine1", "192.168.0.14", "spine2");
    private static final int INTERFACES = 2 * 38 + 2 * 52;

    private static Product product;

    @BeforeAll
    static void replay() {
        product = Product.replayed(SharedData.path("ecmp.pcap.gz"));
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void readsEveryDatagramAndSample() {
        JsonNode analyzer = product.json("/analyzer/json");
        assertThat(analyzer.path("sFlowDatagramsReceived").asLong()).isEqualTo(9279);
        assertThat(analyzer.path("sFlowFlowSamples").asLong()).isEqualTo(52785);
        assertThat(analyzer.path("sFlowCounterSamples").asLong()).isEqualTo(3682);
        assertThat(analyzer.path("sFlowAgents").asInt()).isEqualTo(4);
        assertThat(analyzer.path("sFlowParseErrors").asLong(-1)).isZero();
        assertThat(analyzer.path("sFlowUnsupportedVersion").asLong(-1)).isZero();
        assertThat(analyzer.path("parseErrors").isObject()).isTrue();
        assertThat(analyzer.path("parseErrors")).isEmpty();
        assertThat(analyzer.path("sFlowQueueDrops").asLong(-1)).isZero();
    }

    @Test
    void seesNoGapInAnySequence() {
        JsonNode agents = product.json("/agents/json");
        assertThat(agents.propertyNames()).containsExactlyInAnyOrderElementsOf(NAMES.keySet());
        long datagrams = 0;
        for (JsonNode agent : agents) {
            datagrams += agent.path("sFlowDatagramsReceived").asLong();
            for (String fault : List.of(
                    "sFlowDatagramsLost",
                    "sFlowDatagramsDuplicates",
                    "sFlowDatagramsOutOfOrder",
                    "sFlowCounterLostSamples",
                    "sFlowCounterDuplicateSamples",
                    "sFlowCounterOutOfOrderSamples",
                    "sFlowFlowLostSamples",
                    "sFlowFlowDuplicateSamples",
                    "sFlowFlowOutOfOrderSamples")) {
                assertThat(agent.path(fault).asLong(-1)).as(fault).isZero();
            }
        }
        assertThat(datagrams).isEqualTo(9279);
    }

    @Test
    void knowsEveryAgentByItsHostName() {
        NAMES.forEach((address, name) -> {
            JsonNode answer =
                    product.json("/metric/" + address + "/host_name/json").path(0);
            assertThat(answer.path("metricValue").asString()).isEqualTo(name);
        });
    }

    @Test
    void answersStatisticsOverAllAgents() {
        JsonNode answer = product.json("/metric/ALL/sum:ifinoctets,max:ifinutilization/json");
        double sum = 0;
        double top = 0;
        int speeds = 0;
        for (JsonNode cell : product.json("/dump/ALL/ifinoctets/json")) {
            sum += cell.path("metricValue").asDouble();
        }
        for (JsonNode cell : product.json("/dump/ALL/ifinutilization/json")) {
            top = Math.max(top, cell.path("metricValue").asDouble());
            speeds++;
        }
        JsonNode total = answer.path(0);
        assertThat(total.path("metricName").asString()).isEqualTo("sum:ifinoctets");
        assertThat(total.path("metricN").asInt()).isEqualTo(INTERFACES);
        assertThat(total.path("metricValue").asDouble()).isPositive().isCloseTo(sum, within(sum * 1e-9));
        JsonNode busiest = answer.path(1);
        assertThat(busiest.path("metricName").asString()).isEqualTo("max:ifinutilization");
        assertThat(busiest.path("metricN").asInt()).isEqualTo(speeds).isEqualTo(2 * 6 + 2 * 4);
        assertThat(busiest.path("metricValue").asDouble()).isEqualTo(top).isBetween(1.0, 101.0);
        assertThat(NAMES).containsKey(busiest.path("agent").asString());
        assertThat(busiest.path("dataSource").isString()).isTrue();
        assertThat(answer).hasSize(2);
    }

    @Test
    void joinsEachInterfaceWithTheNameOfItsSwitch() {
        JsonNode table = product.json("/table/ALL/host_name,ifname,ifinoctets/json");
        Set<String> ports = new HashSet<>();
        for (JsonNode row : table) {
            assertThat(row).hasSize(3);
            String agent = row.path(0).path("agent").asString();
            assertThat(row.path(0).path("dataSource").asString()).isEqualTo("2.1");
            assertThat(row.path(0).path("metricName").asString()).isEqualTo("host_name");
            assertThat(row.path(0).path("metricValue").asString()).isEqualTo(NAMES.get(agent));
            assertThat(row.path(1).path("metricValue").asString()).startsWith("swp");
            assertThat(row.path(2).path("metricValue").isNumber()).isTrue();
            assertThat(row.path(2).path("dataSource")).isEqualTo(row.path(1).path("dataSource"));
            ports.add(agent + " " + row.path(1).path("metricValue").asString());
        }
        assertThat(table).hasSize(INTERFACES);
        assertThat(ports).hasSize(INTERFACES);
    }

    @Test
    void sortsTheBusiestPortsFirst() {
        JsonNode table = product.json("/table/ALL/sort:ifinoctets:-5,ifname/json");
        assertThat(table).hasSize(5);
        for (int i = 1; i < 5; i++) {
            assertThat(table.path(i).path(0).path("metricValue").asDouble())
                    .isLessThanOrEqualTo(
                            table.path(i - 1).path(0).path("metricValue").asDouble());
        }
    }

    @Test
    void dumpsWhatEachAgentHolds() {
        JsonNode dump = product.json("/dump/ALL/ALL/json");
        Map<String, JsonNode> values = new HashMap<>();
        for (JsonNode cell : dump) {
            assertThat(cell.propertyNames())
                    .containsExactlyInAnyOrder("agent", "dataSource", "metricName", "metricValue", "lastUpdate");
            assertThat(cell.path("lastUpdate").asLong()).isBetween(0L, 60_000L);
            values.put(
                    cell.path("agent").asString() + " "
                            + cell.path("dataSource").asString() + "."
                            + cell.path("metricName").asString(),
                    cell.path("metricValue"));
        }
        assertThat(values).hasSameSizeAs(dump);
        int held = 0;
        for (String agent : NAMES.keySet()) {
            for (var metric : product.json("/metric/" + agent + "/json").properties()) {
                held++;
                assertThat(values.get(agent + " " + metric.getKey())).isEqualTo(metric.getValue());
            }
        }
        assertThat(held).isEqualTo(values.size()).isGreaterThan(INTERFACES * 20);
    }

    /** The rate of every port, worked out from the last two counter samples of the golden decode. */
    @Test
    void ratesAreDifferencesOfTheLastTwoReadings() throws IOException {
        var golden =
                GoldenCounters.read(SharedData.path("golden/ecmp.jsonl.gz")).readings();
        int compared = 0;
        for (JsonNode cell : product.json("/dump/ALL/ifinoctets/json")) {
            String source = cell.path("agent").asString() + " "
                    + cell.path("dataSource").asString();
            double expected = golden.get(source + " 0:1").rate("ifInOctets");
            assertThat(cell.path("metricValue").asDouble())
                    .as(source)
                    .isCloseTo(expected, within(expected * 1e-9 + 1e-9));
            compared++;
        }
        assertThat(compared).isEqualTo(INTERFACES);
    }
}
