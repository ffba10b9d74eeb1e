package weir.meter;

import java.util.ArrayList;
import java.util.HashMap;
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

    private final SourceNumbers numbers;
    private final List<MeteredFlow> flows;
    private final Predicate<FlowSource> chosen;
    private final long now;
    private final Map<FlowSource, List<FlowMetric>> found = new HashMap<>();
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
        int looked = 0;
        for (; next < numbers.end() && looked < entries; next++) {
            FlowSource source = flows.isEmpty() ? null : numbers.find(next);
            looked++;
            if (source != null && chosen.test(source)) {
                looked += read(source, next);
            }
        }
        return next < numbers.end() ? null : new FlowMetrics(found, now);
    }

    private int read(FlowSource source, int number) {
        int looked = 0;
        List<FlowMetric> metrics = new ArrayList<>();
        for (MeteredFlow flow : flows) {
            looked += LOOK + flow.cache().size(number);
            FlowReading reading = flow.cache().at(now);
            List<TopFlow> top = reading.topFlows(number);
            if (!top.isEmpty()) {
                metrics.add(new FlowMetric(flow.definition().name(), reading.age(number), top));
            }
        }
        if (!metrics.isEmpty()) {
            found.put(source, List.copyOf(metrics));
        }
        return looked;
    }
}
