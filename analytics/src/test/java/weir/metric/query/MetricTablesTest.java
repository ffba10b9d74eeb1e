package weir.metric.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.Observatory;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/** Tables and dumps of metrics. */
class MetricTablesTest extends MeasuredAgents {

    @Test
    void joinsRowsOfInterfacesWithTheirHost() {
        assertThat(table("ALL", "host_name,ifname,ifinoctets", NO_FILTER))
                .containsExactly(
                        "2.1=leaf1 1=swp1 1=1000",
                        "2.1=leaf1 2=swp2 2=3000",
                        "2.1=leaf2 1=swp1 1=2000",
                        "2.1=leaf2 10=swp10 10=3000");
    }

    @Test
    void makesOneRowOfAHostWhenOnlyItsMetricsAreAskedFor() {
        assertThat(table("ALL", "host_name,load_one", NO_FILTER))
                .containsExactly("2.1=leaf1 2.1=0", "2.1=leaf2 2.1=5", "2.1=pi 2.1=9");
    }

    @Test
    void makesRowsOfCompleteDataSourcesOnly() {
        assertThat(table("ALL", "ifname,ifinutilization", NO_FILTER)).hasSize(4);
        assertThat(table("ALL", "ifname,nosuch", NO_FILTER)).isEmpty();
        assertThat(table("ALL", "", NO_FILTER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort:ifinoctets | eth7 swp1 swp1 swp2 swp10",
                "sort:ifinoctets:0 | eth7 swp1 swp1 swp2 swp10",
                "sort:ifinoctets:2 | eth7 swp1",
                "sort:ifinoctets:-3 | swp2 swp10 swp1",
                "sort:ifinoctets:100 | eth7 swp1 swp1 swp2 swp10",
                "sort:ifname:0 | eth7 swp1 swp1 swp10 swp2",
                "sort:ifname:-2 | swp2 swp10",
            })
    void sortsRows(String sort, String names) {
        String metrics = sort.contains("ifname") ? sort + ",ifinoctets" : "ifname," + sort;
        List<Object> sorted = queries.table("ALL", metrics, NO_FILTER, observatory.now()).stream()
                .map(row -> row.stream()
                        .filter(cell -> cell.metric().equals("ifname"))
                        .findFirst()
                        .orElseThrow()
                        .value())
                .toList();
        assertThat(sorted).containsExactlyElementsOf(List.of(names.split(" ")));
    }

    @Test
    void keepsEqualRowsInTheirOrderWhicheverWayTheyAreSorted() {
        assertThat(table("ALL", "sort:ifinoctets:-2,ifname", NO_FILTER))
                .containsExactly("2=3000 2=swp2", "10=3000 10=swp10");
        assertThat(table("ALL", "ifname,sort:ifspeed:-4", NO_FILTER))
                .containsExactly(
                        "1=swp1 1=1000000000", "2=swp2 2=1000000000", "1=swp1 1=1000000000", "7=eth7 7=1000000000");
    }

    @Test
    void writesCellsWithoutTheSort() {
        assertThat(queries.table("10.0.0.10", "sort:ifinoctets:5", NO_FILTER, observatory.now()))
                .containsExactly(List.of(new Cell(
                        IpAddress.parse("10.0.0.10").orElseThrow(),
                        DataSourceId.of(0, 7),
                        "ifinoctets",
                        500.0,
                        40_000)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max:ifinoctets",
                "sort:ifname,sort:ifinoctets",
                "sort:ifname:x",
                "sort:ifname:1.5",
                "sort:",
                "sort",
                "sort:a:1:2",
                "ifname:5",
                "count:x"
            })
    void refusesWhatNoTableCanBe(String metrics) {
        assertThatThrownBy(() -> table("ALL", "host_name," + metrics, NO_FILTER))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'");
    }

    @Test
    void takesATableOfOneDataSourceOfEachAgent() {
        assertThat(table("ALL", "2.1.host_name,1.ifinoctets", NO_FILTER))
                .containsExactly("2.1=leaf1 1=1000", "2.1=leaf2 1=2000");
    }

    // Dumps

    @Test
    void dumpsNamedMetricsByAgentDataSourceAndName() {
        assertThat(dump("ALL", "ifname;ifinoctets,host_name,nosuch", NO_FILTER))
                .containsExactly(
                        "10.0.0.1 1.ifinoctets=1000",
                        "10.0.0.1 1.ifname=swp1",
                        "10.0.0.1 2.ifinoctets=3000",
                        "10.0.0.1 2.ifname=swp2",
                        "10.0.0.1 2.1.host_name=leaf1",
                        "10.0.0.2 1.ifinoctets=2000",
                        "10.0.0.2 1.ifname=swp1",
                        "10.0.0.2 10.ifinoctets=3000",
                        "10.0.0.2 10.ifname=swp10",
                        "10.0.0.2 2.1.host_name=leaf2",
                        "10.0.0.10 7.ifinoctets=500",
                        "10.0.0.10 7.ifname=eth7",
                        "2001:db8::1 2.1.host_name=pi");
    }

    @Test
    void dumpsEverything() {
        List<String> all = dump("ALL", "ALL", NO_FILTER);
        long values = 0;
        for (Agent agent : observatory.directory().agents()) {
            for (DataSource source : agent.dataSources().values()) {
                values += Observatory.values(source.row()).size();
            }
        }
        assertThat(all).hasSize((int) values).doesNotHaveDuplicates().contains("2001:db8::1 sensors.tempC=48.3");
        assertThat(dump("leaf1", "ALL", NO_FILTER))
                .allMatch(cell -> cell.startsWith("10.0.0.1 "))
                .isNotEmpty();
        assertThat(dump("ALL", "ALL", Map.of("host_name", List.of("leaf1"))))
                .as("all data sources of that host")
                .isEqualTo(dump("10.0.0.1", "ALL", NO_FILTER));
    }

    @Test
    void dumpsAMetricAskedForTwiceOnce() {
        assertThat(dump("10.0.0.1", "1.ifname,ifname,ifname", NO_FILTER))
                .containsExactly("10.0.0.1 1.ifname=swp1", "10.0.0.1 2.ifname=swp2");
        assertThat(dump("ALL", "max:ifname", NO_FILTER)).isEmpty();
        assertThat(dump("nobody", "ALL", NO_FILTER)).isEmpty();
    }
}
