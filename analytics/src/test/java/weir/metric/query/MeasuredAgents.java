package weir.metric.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import weir.metric.Observatory;
import weir.metric.SentRecords;
import weir.metric.SentRecords.Port;
import weir.testing.DatagramBuilder;
import weir.testing.SampleBuilder;

/** Two leafs with two ports each, a spine without a name and an IPv6 host with a sensor, to ask questions about. */
abstract class MeasuredAgents {

    static final Map<String, List<String>> NO_FILTER = Map.of();

    final Observatory observatory = new Observatory();
    final MetricQueries queries =
            new MetricQueries(observatory.directory(), () -> TopologyView.NONE, FurtherMetricsNow.NONE);

    @BeforeEach
    void measure() {
        for (int round = 0; round < 2; round++) {
            host("10.0.0.1", round, "leaf1", 0);
            port("10.0.0.1", round, 1, "swp1", 1000);
            port("10.0.0.1", round, 2, "swp2", 3000);
            host("10.0.0.2", round, "leaf2", 5);
            port("10.0.0.2", round, 1, "swp1", 2000);
            port("10.0.0.2", round, 10, "swp10", 3000);
            port("10.0.0.10", round, 7, "eth7", 500);
            host("2001:db8::1", round, "pi", 9);
        }
        send(
                40,
                "2001:db8::1",
                5,
                datagram -> datagram.rtmetric(
                        "sensors", to -> to.gaugeFloat("tempC", 48.3).string("state", "ok")));
        observatory.at(50);
    }

    private void send(double time, String agent, long sequence, Consumer<DatagramBuilder> content) {
        DatagramBuilder datagram =
                new DatagramBuilder().agent(agent).sequence(sequence).uptime((long) time * 1000);
        content.accept(datagram);
        observatory.at(time).datagram(datagram);
    }

    void counters(double time, String agent, long sequence, Consumer<SampleBuilder> sample) {
        send(
                time,
                agent,
                sequence,
                datagram -> datagram.counters(builder -> sample.accept(builder.sequence(sequence))));
    }

    private void host(String agent, int round, String name, int load) {
        counters(
                10 * round,
                agent,
                1 + round,
                sample -> sample.source(2, 1)
                        .record(0, 2000, SentRecords.host(name, "6.1"))
                        .record(0, 2003, to -> {
                            to.f32(load).f32(1).f32(1).u32s(2, 300, 4, 2400, 86_400);
                            to.u32s(0, 0, 0, 100L * round, 0, 0, 0, 1000, 2000);
                        }));
    }

    private void port(String agent, int round, long ifIndex, String name, long rate) {
        Port port = new Port();
        port.ifIndex = ifIndex;
        port.inOctets = rate * 10 * round;
        port.speed = ifIndex == 10 ? 0 : 1_000_000_000L;
        counters(10 * round, agent, 3 + round, sample -> {
            port.addTo(sample);
            sample.record(0, 1005, SentRecords.portName(name));
        });
    }

    MetricSummary metric(String metrics) {
        return queries.metric("ALL", metrics, NO_FILTER, observatory.now()).getFirst();
    }

    List<String> table(String agents, String metrics, Map<String, List<String>> filter) {
        return queries.table(agents, metrics, filter, observatory.now()).stream()
                .map(row -> row.stream()
                        .map(MeasuredAgents::text)
                        .reduce((a, b) -> a + " " + b)
                        .orElse(""))
                .toList();
    }

    private static String text(Cell cell) {
        return cell.dataSource() + "=" + RowFilter.text(cell.value());
    }

    List<String> dump(String agents, String metrics, Map<String, List<String>> filter) {
        List<String> cells = new ArrayList<>();
        queries.dump(
                agents,
                metrics,
                filter,
                observatory.now(),
                cell -> cells.add(cell.agent() + " " + cell.dataSource() + "." + cell.metric() + "="
                        + RowFilter.text(cell.value())));
        return cells;
    }
}
