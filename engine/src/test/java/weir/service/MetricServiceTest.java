package weir.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.DataSourceId;
import weir.metric.query.Cell;
import weir.metric.query.FurtherMetricsNow;
import weir.metric.query.TopologyView;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;

/** Every question at the time of the engine's clock, about three switches that were heard one after another. */
class MetricServiceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress FIRST = IpAddress.v4(0x0A000001);

    private final AgentDirectory directory = new AgentDirectory();
    private long now;
    private final MetricService service =
            new MetricService(directory, () -> TopologyView.NONE, FurtherMetricsNow.NONE, () -> now);

    @BeforeEach
    void hear() {
        StructureTable structures = StructureTable.standard();
        DecodeCounts counts = new DecodeCounts();
        AgentTable table = new AgentTable(directory, structures, counts);
        DatagramDecoder decoder = new DatagramDecoder(structures, counts);
        for (int i = 1; i <= 3; i++) {
            int number = i;
            byte[] datagram = new DatagramBuilder()
                    .agent("10.0.0." + i)
                    .counters(sample -> sample.source(0, number).record(0, 1005, to -> to.string("swp" + number)))
                    .build();
            table.applier().arrived(i * SECOND, false, 0, i);
            decoder.decode(datagram, 0, datagram.length, table.applier());
        }
        now = 10 * SECOND;
    }

    @Test
    void tellsWhatIsKnownOfAgents() {
        assertThat(service.agents(List.of()).keySet())
                .extracting(Object::toString)
                .containsExactly("10.0.0.1", "10.0.0.2", "10.0.0.3");
        assertThat(service.agents(List.of("10.0.0.3", "nobody", "10.0.0.9", "10.0.0.1"))
                        .values())
                .extracting(status -> status.agent() + " " + status.lastSeen())
                .containsExactly("10.0.0.1 9000", "10.0.0.3 7000");
        assertThat(service.agents(List.of("nobody"))).isEmpty();
    }

    @Test
    void countsAgesFromTheClock() {
        assertThat(service.metricAges()).containsExactly(Map.entry("ifname", 7000L));
        now = 11 * SECOND;
        assertThat(service.metricAges()).containsExactly(Map.entry("ifname", 8000L));
        now = 0;
        assertThat(service.metricAges()).containsExactly(Map.entry("ifname", 0L));
    }

    @Test
    void answersMetricsTablesAndDumps() {
        assertThat(service.agentMetrics("10.0.0.2")).containsExactly(Map.entry("2.ifname", "swp2"));
        assertThat(service.metric("ALL", "max:ifname", Map.of()).getFirst().value())
                .isEqualTo("swp3");
        assertThat(service.table("ALL", "sort:ifname:-1", Map.of()))
                .containsExactly(
                        List.of(new Cell(IpAddress.v4(0x0A000003), DataSourceId.of(0, 3), "ifname", "swp3", 7000)));
        List<Object> values = new ArrayList<>();
        service.dump("ALL", "ALL", Map.of("ifname", List.of("*1", "*2")), cell -> values.add(cell.value()));
        assertThat(values).containsExactly("swp1", "swp2");
        assertThat(service.labels(FIRST, DataSourceId.of(0, 1))).containsExactly(Map.entry("ifname", "swp1"));
    }

    @Test
    void tellsTheCallerWhatIsWrong() {
        assertThatThrownBy(() -> service.table("ALL", "ifname,sum:ifinoctets", Map.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'sum:ifinoctets'");
    }
}
