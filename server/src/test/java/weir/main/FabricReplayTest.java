package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Answers about the recorded fabric that the tutorials of the field replay: 4 switches, 180 interfaces, 600 seconds. */
class FabricReplayTest {

    private static final List<String> AGENTS = List.of("192.168.0.11", "192.168.0.12", "192.168.0.13", "192.168.0.14");
    private static final List<String> HOSTS = List.of("leaf1", "leaf2", "spine1", "spine2");

    private static RunningProduct product;

    @BeforeAll
    static void start() {
        product = RunningProduct.replayed(SharedData.path("ecmp.pcap.gz"), Map.of());
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void replayStandsAtItsLastDatagram() {
        JsonNode replay = product.json("/replay/json");
        assertThat(replay.get("state").asString()).isEqualTo("ended");
        assertThat(replay.get("datagrams").asLong()).isEqualTo(9279);
        assertThat(replay.get("time").asLong()).isEqualTo(1426272954088L);
    }

    @Test
    void agentsAreTheFourSwitches() { // RTM-08, RTM-09
        JsonNode agents = product.json("/agents/json");
        assertThat(agents.propertyNames()).containsExactlyElementsOf(AGENTS);
        int[] dataSources = {39, 39, 53, 53};
        long datagrams = 0;
        for (int i = 0; i < AGENTS.size(); i++) {
            JsonNode agent = agents.get(AGENTS.get(i));
            assertThat(agent.get("hostName").asString()).isEqualTo(HOSTS.get(i));
            assertThat(agent.get("sFlowCounterDatasources").asInt()).isEqualTo(dataSources[i]);
            assertThat(agent.get("sFlowDatagramsLost").asLong()).isZero();
            assertThat(agent.get("sFlowDatagramsOutOfOrder").asLong()).isZero();
            assertThat(agent.get("sFlowDatagramsDuplicates").asLong()).isZero();
            assertThat(agent.get("firstSeen").asLong()).isBetween(560_000L, 600_100L);
            assertThat(agent.get("samplingRateMax").asLong()).isEqualTo(20_000);
            datagrams += agent.get("sFlowDatagramsReceived").asLong();
        }
        assertThat(datagrams).isEqualTo(9279);
        assertThat(product.json("/agents/json?agent=192.168.0.12&agent=10.1.1.1")
                        .propertyNames())
                .containsExactly("192.168.0.12");
    }

    @Test
    void statisticsAreThoseOfTheDumpedValues() { // RTM-12
        double[] values = product.json("/dump/ALL/ifinoctets/json")
                .valueStream()
                .mapToDouble(cell -> cell.get("metricValue").asDouble())
                .sorted()
                .toArray();
        double sum = Arrays.stream(values).sum();
        double mean = sum / values.length;
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
        double q1 = values[(int) Math.rint(0.25 * (values.length - 1))];
        double q3 = values[(int) Math.rint(0.75 * (values.length - 1))];
        double median = (values[values.length / 2] + values[(values.length - 1) / 2]) / 2;
        double[] expected = {
            values[values.length - 1],
            values[values.length - 1],
            values[0],
            sum,
            mean,
            variance,
            Math.sqrt(variance),
            median,
            median,
            q1,
            q3,
            q3 - q1
        };
        JsonNode answer = product.json("/metric/ALL/ifinoctets,max:ifinoctets,min:ifinoctets,sum:ifinoctets,"
                + "avg:ifinoctets,var:ifinoctets,sdev:ifinoctets,med:ifinoctets,q2:ifinoctets,q1:ifinoctets,"
                + "q3:ifinoctets,iqr:ifinoctets/json");
        assertThat(answer.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(answer.get(i).get("metricValue").asDouble())
                    .as(answer.get(i).get("metricName").asString())
                    .isCloseTo(expected[i], within(Math.abs(expected[i]) * 1e-9));
        }
        assertThat(answer.get(7).get("quartiles").get("q3").asDouble()).isEqualTo(q3);
    }

    @Test
    void unknownMetricHasItsNameOnly() {
        assertThat(product.get("/metric/ALL/sum:nosuchmetric,count:ifinoctets/json")
                        .body()
                        .replaceAll("\\s", ""))
                .isEqualTo("[{\"metricName\":\"sum:nosuchmetric\"},{\"metricName\":\"count:ifinoctets\"}]");
        assertThat(product.get("/metric/10.9.9.9/json").body()).isEqualTo("{}");
        assertThat(product.get("/dump/10.9.9.9/ALL/json").body()).isEqualTo("[]");
    }

    @Test
    void hostsDescribeThemselves() {
        JsonNode leaf = product.json("/metric/192.168.0.11/json");
        assertThat(leaf.get("2.1.host_name").asString()).isEqualTo("leaf1");
        assertThat(leaf.get("2.1.machine_type").asString()).isEqualTo("powerpc");
        assertThat(leaf.get("2.1.os_release").asString()).isEqualTo("3.2.60-1+deb7u1+cl2.5+1");
        assertThat(leaf.get("37.ifname").asString()).isEqualTo("swp32s0");
        assertThat(leaf.get("37.ifindex").isString()).isTrue();
        assertThat(leaf.get("37.ifoperstatus").asString()).isEqualTo("up");
        assertThat(product.get("/metric/192.168.0.11/json").body())
                .contains("\"37.ifspeed\": 10000000000,")
                .doesNotContain("NaN", "Infinity", "null");
        assertThat(leaf.has("7.ifinutilization")).as("a port that is down").isFalse();
    }

    @Test
    void filtersAndSelectorsRestrictTheDataSources() {
        for (String filter : List.of("?host_name=leaf*", "?host_name=leaf1&host_name=leaf2", "?host_name=*af*")) {
            assertThat(product.json("/metric/ALL/ifinoctets/json" + filter)
                            .get(0)
                            .get("metricN")
                            .asInt())
                    .as(filter)
                    .isEqualTo(76);
        }
        for (String agents : List.of("192.168.0.11,192.168.0.12", "192.168.0.11;192.168.0.12", "leaf1,,leaf2")) {
            assertThat(product.json("/metric/" + agents + "/ifinoctets/json")
                            .get(0)
                            .get("metricN")
                            .asInt())
                    .as(agents)
                    .isEqualTo(76);
        }
        assertThat(product.json("/table/ALL/ifname/json?ifoperstatus=up&host_name=spine1")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void mistakesInATableAreToldByName() {
        assertThat(product.get("/table/ALL/sort:ifinoctets:x/json"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(400))
                .satisfies(answer -> assertThat(answer.body()).contains("x"));
        assertThat(product.get("/table/ALL/max:ifinoctets/json").statusCode()).isEqualTo(400);
        assertThat(product.get("/table/ALL/sort:ifname,sort:ifinoctets/json").statusCode())
                .isEqualTo(400);
    }

    @Test
    void requestsAreCounted() {
        JsonNode before = product.json("/analyzer/json");
        Stream.generate(() -> "/version").limit(10).forEach(product::get);
        JsonNode after = product.json("/analyzer/json");
        assertThat(after.get("httpMessagesReceived").asLong()
                        - before.get("httpMessagesReceived").asLong())
                .isEqualTo(11);
        assertThat(after.get("httpBytesReceived").asLong())
                .isGreaterThan(before.get("httpBytesReceived").asLong() + 10 * 40);
        assertThat(after.get("httpBytesSent").asLong())
                .isGreaterThan(before.get("httpBytesSent").asLong() + 10 * 100);
        assertThat(after.get("httpConnectionsCurrent").asLong()).isPositive();
    }
}
