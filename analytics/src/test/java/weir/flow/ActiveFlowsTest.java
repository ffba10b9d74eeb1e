package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about the flows of many data sources at once. */
class ActiveFlowsTest {

    private static final int SOURCES = 100;
    private static final double NOW = 1;

    private final Flows flows = new Flows(FlowSettings.rates());
    /** What the flows are worth by place and key, counted apart. */
    private final TreeMap<String, Double> expected = new TreeMap<>();

    /** Data sources of none to sixty keys, of four letters, which are packed, and of others. */
    ActiveFlowsTest() {
        var random = new SplittableRandom(7);
        for (int source = 0; source < SOURCES; source++) {
            int keys = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
            for (int key = 0; key < keys; key++) {
                String text = key % 3 == 0 ? "key" + key : "k" + (100 + key);
                double value = 1 + random.nextInt(1000);
                flows.add(NOW, source, text, value);
                expected.put(place(Flows.ALL.source(source), text), value);
            }
        }
    }

    private static String place(FlowSource source, String key) {
        return source.agent().orElseThrow() + " " + source.dataSource().orElseThrow() + " " + key;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 1000, Integer.MAX_VALUE})
    void everyFlowOfEveryDataSourceIsReadOnceWhateverTheStep(int step) {
        ActiveFlowsScan scan = flows.cache.scan(Flows.ALL, Flows.nanos(NOW));
        int steps = 1;
        while (!scan.advance(step)) {
            steps++;
        }
        var found = new TreeMap<String, Double>();
        List<FlowLocation> locations = scan.result().allLocations();
        double total = flows.cache.settings().t();
        locations.forEach(
                at -> found.put(place(at.source(), at.key().text()), (double) Math.round(at.value() * total)));

        assertThat(locations).hasSameSizeAs(expected.keySet());
        assertThat(found).isEqualTo(expected);
        assertThat(steps == 1).isEqualTo(step == Integer.MAX_VALUE);
    }

    @Test
    void flowsOfOneKeyAreAddedHoweverTheyAreKept() {
        var sums = new TreeMap<String, Double>();
        expected.forEach((place, value) -> sums.merge(place.substring(place.lastIndexOf(' ') + 1), value, Double::sum));
        var found = new TreeMap<String, Double>();
        double total = flows.cache.settings().t();
        flows.active(NOW)
                .top(AggMode.SUM, 1000, 0, FlowFilter.ALL)
                .forEach(flow -> found.put(flow.key().text(), (double) Math.round(flow.value() * total)));

        assertThat(found).isEqualTo(sums);
    }

    @Test
    void theNetworkHasTheSameSums() {
        ActiveFlows network = flows.active(NOW).network();

        assertThat(network.top(AggMode.MAX, 1000, 0, FlowFilter.ALL).stream()
                        .map(flow -> flow.key().text() + " " + Math.round(flow.value() * 1e6)))
                .isEqualTo(flows.active(NOW).top(AggMode.SUM, 1000, 0, FlowFilter.ALL).stream()
                        .map(flow -> flow.key().text() + " " + Math.round(flow.value() * 1e6))
                        .toList());
    }

    /** As {@link FlowSources} of those with an odd number. */
    private static final FlowSources ODD = number -> number % 2 == 1 ? Flows.ALL.source(number) : null;

    @ParameterizedTest
    @CsvSource({"1, 1000000", "3, 7", "20, 1", "20, 50", "200, 1000", "5000, 100"})
    void theLargestAreTheSameWhenOnlyWhatCanBeAmongThemIsRead(int most, int step) {
        // Some are gone, and their rows are free.
        flows.cache.remove(9, Flows.nanos(NOW));
        flows.cache.remove(33, Flows.nanos(NOW));
        for (FlowSources sources : List.of(Flows.ALL, ODD)) {
            List<ActiveFlow> all = flows.active(sources, NOW).top(AggMode.MAX, most, 0, FlowFilter.ALL);
            FlowsScan scan = flows.cache.largest(sources, most, Flows.nanos(NOW));
            while (!scan.advance(step)) {
                // The next step.
            }
            List<ActiveFlow> largest = scan.result().top(AggMode.MAX, most, 0, FlowFilter.ALL);
            ReportsScan reports = flows.cache.reports(
                    sources, largest.stream().map(ActiveFlow::key).toList());
            while (!reports.advance(step)) {
                // The next step.
            }
            var counted = new ArrayList<ActiveFlow>();
            for (int i = 0; i < largest.size(); i++) {
                counted.add(largest.get(i).reportedBy(reports.counts()[i]));
            }
            assertThat(counted).isEqualTo(all).isNotEmpty();
            if (most < 5) {
                assertThat(scan.result().size()).isLessThan(flows.active(NOW).size() / 4);
            }
        }
    }

    @Test
    void onlyDataSourcesAskedForAreRead() {
        ActiveFlowsScan scan =
                flows.cache.scan(number -> number == 40 ? Flows.ALL.source(number) : null, Flows.nanos(NOW));
        while (!scan.advance(10)) {
            // The next step.
        }
        String at = place(Flows.ALL.source(40), "");
        assertThat(scan.result().size()).isEqualTo((int)
                expected.keySet().stream().filter(place -> place.startsWith(at)).count());
    }
}
