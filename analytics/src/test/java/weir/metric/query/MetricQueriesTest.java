package weir.metric.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.SentRecords;
import weir.net.IpAddress;

/** Questions about single metrics, and about what agents have. */
class MetricQueriesTest extends MeasuredAgents {

    /** One node, rack1, is 10.0.0.1; its port 2 is an end of a link. */
    private static final TopologyView LEAF = new TopologyView() {
        @Override
        public boolean contains(Part part, Agent agent, DataSourceId source) {
            boolean end = source.equals(DataSourceId.of(0, 2));
            return isNode("rack1", agent) && (part == Part.TOPOLOGY || end == (part == Part.CORE));
        }

        @Override
        public boolean isNode(String name, Agent agent) {
            return name.equals("rack1") && agent.address().equals(IpAddress.v4(0x0A000001));
        }
    };

    // Selectors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALL | 5",
                "10.0.0.1 | 2",
                "10.0.0.1,10.0.0.2 | 4",
                "10.0.0.1;10.0.0.2 | 4",
                ",10.0.0.1,,10.0.0.1, | 2",
                "leaf1 | 2",
                "leaf1,10.0.0.1 | 2",
                "leaf2;10.0.0.10 | 3",
                "leaf* | 0",
                "all | 0",
                "10.0.0.99 | 0",
                "nobody | 0",
                "TOPOLOGY | 0",
                "EDGE,CORE | 0",
                "EDGE,leaf1 | 2",
                "'' | 0",
            })
    void choosesAgents(String agents, int ports) {
        String selector = agents.equals("''") ? "" : agents;
        assertThat(queries.metric(selector, "ifinoctets", NO_FILTER, observatory.now())
                        .getFirst()
                        .n())
                .isEqualTo(ports);
    }

    @Test
    void choosesDataSourcesByTheirPlaceInATopology() {
        MetricQueries placed = new MetricQueries(observatory.directory(), () -> LEAF, FurtherMetricsNow.NONE);
        assertThat(placed.metric("TOPOLOGY", "sum:ifinoctets", NO_FILTER, observatory.now())
                        .getFirst()
                        .value())
                .isEqualTo(4000.0);
        assertThat(placed.metric("CORE", "sum:ifinoctets", NO_FILTER, observatory.now())
                        .getFirst()
                        .value())
                .isEqualTo(3000.0);
        assertThat(placed.metric("EDGE", "sum:ifinoctets", NO_FILTER, observatory.now())
                        .getFirst()
                        .value())
                .isEqualTo(1000.0);
        assertThat(placed.metric("CORE,10.0.0.2", "sum:ifinoctets", NO_FILTER, observatory.now())
                        .getFirst()
                        .value())
                .isEqualTo(8000.0);
        assertThat(placed.metric("rack1", "sum:ifinoctets", NO_FILTER, observatory.now())
                        .getFirst()
                        .value())
                .as("a node by its name")
                .isEqualTo(4000.0);
        assertThat(placed.agentMetrics("rack1", observatory.now())).containsEntry("2.ifname", "swp2");
        assertThat(placed.agentMetrics("rack2", observatory.now())).isEmpty();
    }

    // Summaries

    @Test
    void answersMetricsInTheOrderTheyWereAskedFor() {
        assertThat(queries.metric(
                        "ALL",
                        "sum:ifinoctets,max:load_one;any:host_name,,min:ifinoctets",
                        NO_FILTER,
                        observatory.now()))
                .extracting(MetricSummary::metric, MetricSummary::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("sum:ifinoctets", 9500.0),
                        org.assertj.core.groups.Tuple.tuple("max:load_one", 9.0),
                        org.assertj.core.groups.Tuple.tuple("any:host_name", "leaf1"),
                        org.assertj.core.groups.Tuple.tuple("min:ifinoctets", 500.0));
    }

    @Test
    void asksForTheLargestWithoutAPrefixAndEchoesNone() {
        MetricSummary summary = metric("ifinoctets");
        assertThat(summary.metric()).isEqualTo("ifinoctets");
        assertThat(summary.value()).isEqualTo(3000.0);
        assertThat(summary.agent()).hasToString("10.0.0.1");
        assertThat(summary.dataSource()).hasToString("2");
        assertThat(summary.lastUpdate()).isEqualTo(40_000);
    }

    @Test
    void asksOneDataSourceByItsName() {
        assertThat(metric("sum:1.ifinoctets").value()).isEqualTo(3000.0);
        assertThat(metric("2.1.load_one").value()).isEqualTo(9.0);
        assertThat(metric("max:sensors.tempC").value()).isEqualTo(48.3);
        assertThat(metric("2.1.ifinoctets").found()).isFalse();
        assertThat(metric("02.ifinoctets").found()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nosuch",
                "count:ifinoctets",
                "MAX:ifinoctets",
                "sum:host_name",
                "ALL",
                "max:",
                "sort:ifinoctets",
                ":",
                "max:max:ifinoctets"
            })
    void findsNothingForWhatDoesNotExist(String metric) {
        assertThat(metric(metric)).isEqualTo(MetricSummary.nothing(metric));
    }

    @Test
    void countsOnlyDataSourcesThatHaveTheMetric() {
        assertThat(metric("ifinoctets").n()).isEqualTo(5);
        assertThat(metric("ifinutilization").n()).isEqualTo(4);
        assertThat(metric("avg:load_one").n())
                .as("ports do not count their host again")
                .isEqualTo(3);
        assertThat(metric("avg:load_one").value()).isEqualTo(14 / 3.0);
    }

    // Filters

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ifname=swp1 | 2",
                "ifname=swp1,swp2 | 3",
                "ifname=swp* | 4",
                "ifname=swp*&ifspeed=1000000000 | 3",
                "ifspeed=0 | 1",
                "ifinoctets=3000 | 2",
                "host_name=leaf1 | 2",
                "host_name=leaf*&ifname=swp1 | 2",
                "host_name=pi | 0",
                "os_name=linux | 4",
                "os_name=Linux | 0",
                "load_one=5 | 2",
                "nosuch=* | 0",
            })
    void filtersDataSourcesByTheirOwnMetricsAndTheirHosts(String filter, int ports) {
        assertThat(queries.metric("ALL", "ifinoctets", filter(filter), observatory.now())
                        .getFirst()
                        .n())
                .isEqualTo(ports);
    }

    private static Map<String, List<String>> filter(String text) {
        Map<String, List<String>> filter = new java.util.TreeMap<>();
        for (String condition : text.split("&")) {
            String[] parts = condition.split("=");
            filter.put(parts[0], List.of(parts[1].split(",")));
        }
        return filter;
    }

    @Test
    void filtersWithAFraction() {
        assertThat(queries.metric("ALL", "tempC", Map.of("tempC", List.of("48.3")), observatory.now())
                        .getFirst()
                        .n())
                .isEqualTo(1);
    }

    // Agents

    @Test
    void listsTheMetricsOfOneAgent() {
        assertThat(queries.agentMetrics("2001:db8::1", observatory.now()))
                .containsEntry("sensors.tempC", 48.3)
                .containsEntry("sensors.state", "ok")
                .containsEntry("2.1.load_one", 9.0)
                .containsEntry("2.1.host_name", "pi");
        assertThat(queries.agentMetrics("2001:0db8:0::1", observatory.now()))
                .isEqualTo(queries.agentMetrics("pi", observatory.now()));
        assertThat(queries.agentMetrics("10.0.0.1", observatory.now()).firstKey())
                .isEqualTo("1.ifadminstatus");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL", "10.0.0.99", "10.0.0.1,10.0.0.2", "TOPOLOGY", "", "nobody"})
    void listsNothingForAnythingElse(String agent) {
        assertThat(queries.agentMetrics(agent, observatory.now())).isEmpty();
    }

    @Test
    void tellsTheAgeOfEachMetric() {
        assertThat(queries.metricAges(observatory.now()))
                .containsEntry("ifinoctets", 40_000L)
                .containsEntry("tempC", 10_000L)
                .containsEntry("host_name", 40_000L)
                .doesNotContainKeys("ifinmulticastpkts_", "eth_fcserrors");
        assertThat(queries.metricAges(0)).as("a clock that stands behind").containsEntry("ifinoctets", 0L);
    }

    @Test
    void labelsDataSources() {
        IpAddress leaf = IpAddress.parse("10.0.0.1").orElseThrow();
        assertThat(EntityLabels.of(observatory.directory(), leaf, DataSourceId.of(0, 1))
                        .entrySet())
                .extracting(Object::toString)
                .containsExactly(
                        "host=leaf1",
                        "machine_type=x86_64",
                        "os_name=linux",
                        "os_release=6.1",
                        "ifindex=1",
                        "ifname=swp1",
                        "ifspeed=1000000000",
                        "iftype=ethernetCsmacd",
                        "ifadminstatus=up",
                        "ifoperstatus=up");
        assertThat(EntityLabels.of(observatory.directory(), leaf, DataSourceId.of(2, 1)))
                .containsOnlyKeys("host", "machine_type", "os_name", "os_release");
        assertThat(EntityLabels.of(observatory.directory(), IpAddress.v4(1), DataSourceId.of(2, 1)))
                .isEmpty();
    }

    @Test
    void labelsGuestsWithTheirOwnName() {
        counters(45, "10.0.0.1", 9, sample -> sample.source(3, 100_001).record(0, 2000, SentRecords.host("web-1", "")));
        assertThat(EntityLabels.of(observatory.directory(), IpAddress.v4(0x0A000001), DataSourceId.of(3, 100_001)))
                .containsEntry("host", "leaf1")
                .containsEntry("vir_host_name", "web-1");
    }

    // Metrics that are not in rows

    @Test
    void answersMetricsOfFlowDefinitionsTheSameWay() {
        FurtherMetrics flows = new FurtherMetrics() {
            @Override
            public @Nullable Reading find(Agent agent, DataSource source, String metric) {
                boolean measured = metric.equals("pair") && source.id().isInterface();
                List<TopKey> keys = List.of(
                        new TopKey("a,b", source.id().index(), 5, List.of(), Optional.of(new TopKey.Quality(9, 60))));
                return measured ? new Reading((double) source.id().index(), 49_000_000_000L, keys) : null;
            }

            @Override
            public void forEach(Agent agent, DataSource source, BiConsumer<String, Reading> to) {
                Reading reading = find(agent, source, "pair");
                if (reading != null) {
                    to.accept("pair", reading);
                }
            }
        };
        MetricQueries withFlows =
                new MetricQueries(observatory.directory(), () -> TopologyView.NONE, (agents, metrics, now) -> {
                    assertThat(metrics.test("pair")).isTrue();
                    return flows;
                });
        MetricSummary max = withFlows
                .metric("ALL", "max:pair", NO_FILTER, observatory.now())
                .getFirst();
        assertThat(max.value()).isEqualTo(10.0);
        assertThat(max.n()).isEqualTo(5);
        assertThat(max.lastUpdate()).isEqualTo(1000);
        assertThat(max.topKeys()).extracting(TopKey::value).containsExactly(10.0);
        assertThat(withFlows
                        .metric("ALL", "sum:pair", NO_FILTER, observatory.now())
                        .getFirst()
                        .topKeys())
                .isEmpty();
        assertThat(withFlows.table("ALL", "host_name,ifname,pair", NO_FILTER, observatory.now()))
                .hasSize(4);
        assertThat(withFlows.agentMetrics("10.0.0.10", observatory.now())).containsEntry("7.pair", 7.0);
        assertThat(withFlows.metricAges(observatory.now())).containsEntry("pair", 1000L);
        List<String> cells = new ArrayList<>();
        withFlows.dump("10.0.0.10", "ALL", NO_FILTER, observatory.now(), cell -> cells.add(cell.metric()));
        assertThat(cells).contains("pair").isSorted();
        assertThat(withFlows
                        .metric("ALL", "ifinoctets", Map.of("pair", List.of("1")), observatory.now())
                        .getFirst()
                        .n())
                .isEqualTo(2);
    }
}
