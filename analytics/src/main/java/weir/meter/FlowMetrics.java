package weir.meter;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowSource;
import weir.flow.TopFlow;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.query.FurtherMetrics;
import weir.metric.query.Reading;
import weir.metric.query.TopKey;

/**
 * The metrics that flow definitions make, at one moment. Each data source is on one shard, so those of several shards
 * are merely put together.
 *
 * <p>Thread: any; immutable.
 */
public final class FlowMetrics implements FurtherMetrics {

    private static final long MILLISECOND = 1_000_000;

    private final Map<FlowSource, List<FlowMetric>> bySource;
    private final long now;

    /**
     * The metrics of some data sources.
     *
     * @param now the moment; nanoseconds of engine time
     */
    FlowMetrics(Map<FlowSource, List<FlowMetric>> bySource, long now) {
        this.bySource = Map.copyOf(bySource);
        this.now = now;
    }

    /** The metrics of all shards. */
    public static FlowMetrics together(Collection<FlowMetrics> parts, long now) {
        Map<FlowSource, List<FlowMetric>> all = new HashMap<>();
        for (FlowMetrics part : parts) {
            part.bySource.forEach((source, metrics) -> all.merge(
                    source,
                    metrics,
                    (one, other) -> Stream.concat(one.stream(), other.stream())
                            .sorted(Comparator.comparing(FlowMetric::name))
                            .toList()));
        }
        return new FlowMetrics(all, now);
    }

    @Override
    public @Nullable Reading find(Agent agent, DataSource source, String metric) {
        for (FlowMetric flow : of(agent, source)) {
            if (flow.name().equals(metric)) {
                return reading(flow);
            }
        }
        return null;
    }

    @Override
    public void forEach(Agent agent, DataSource source, BiConsumer<String, Reading> to) {
        of(agent, source).forEach(flow -> to.accept(flow.name(), reading(flow)));
    }

    private List<FlowMetric> of(Agent agent, DataSource source) {
        return bySource.isEmpty()
                ? List.of()
                : bySource.getOrDefault(FlowSource.of(agent.address(), source.id()), List.of());
    }

    private Reading reading(FlowMetric flow) {
        return new Reading(
                flow.value(),
                now - flow.age() * MILLISECOND,
                flow.topFlows().stream().map(FlowMetrics::topKey).toList());
    }

    private static TopKey topKey(TopFlow flow) {
        return new TopKey(
                flow.key().text(),
                flow.value(),
                flow.lastUpdate(),
                flow.values(),
                flow.estimate().map(estimate -> new TopKey.Quality(estimate.samples(), estimate.error())));
    }
}
