package weir.meter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowReading;
import weir.flow.FlowSource;
import weir.flow.TopFlow;

/**
 * Reads the metrics that flow definitions make, data source by data source, so that samples need not wait.
 *
 * <p>Thread: owner of the meter; the answer any.
 */
public final class FlowMetricsScan {

    /** Work that a data source without flows costs, in flows. */
    private static final int LOOK = 8;
    /** Flows of data sources that are read together: so many stay in the cache of the processor. */
    private static final int GROUP = 4000;

    private final SourceNumbers numbers;
    private final List<MeteredFlow> flows;
    private final Predicate<FlowSource> chosen;
    private final long now;
    private final Map<FlowSource, List<FlowMetric>> found = new HashMap<>();
    private final ListsAhead ahead = new ListsAhead();
    private int next;

    FlowMetricsScan(SourceNumbers numbers, List<MeteredFlow> flows, Predicate<FlowSource> chosen, long now) {
        this.numbers = numbers;
        this.flows = flows;
        this.chosen = chosen;
        this.now = now;
    }

    /**
     * Reads data sources until about so many flows were looked at.
     *
     * @return the answer; null while there is more to read
     */
    public @Nullable FlowMetrics advance(int entries) {
        for (int looked = 0; next < numbers.end() && looked < entries; ) {
            looked += readGroup(Math.min(GROUP, entries - looked));
        }
        return next < numbers.end() ? null : new FlowMetrics(found, now);
    }

    /** Reads data sources that have so many flows or a little more. Answers how much work that was. */
    private int readGroup(int most) {
        int looked = 0;
        Map<Integer, FlowSource> group = new LinkedHashMap<>();
        for (; next < numbers.end() && looked < most; next++) {
            FlowSource source = flows.isEmpty() ? null : numbers.find(next);
            looked++;
            if (source != null && chosen.test(source)) {
                group.put(next, source);
                for (MeteredFlow flow : flows) {
                    looked += LOOK + flow.cache().size(next);
                    ahead.add(flow.cache(), next);
                }
            }
        }
        ahead.fetch();
        group.forEach((number, source) -> read(source, number));
        return looked;
    }

    private void read(FlowSource source, int number) {
        List<FlowMetric> metrics = new ArrayList<>();
        for (MeteredFlow flow : flows) {
            FlowReading reading = flow.cache().at(now);
            List<TopFlow> top = reading.topFlows(number);
            if (!top.isEmpty()) {
                metrics.add(new FlowMetric(flow.definition().name(), reading.age(number), top));
            }
        }
        if (!metrics.isEmpty()) {
            found.put(source, List.copyOf(metrics));
        }
    }
}
