package weir.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import weir.flow.key.FlowDefinition;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.metric.MetricSchema;

/**
 * The thresholds of one version, found by what they watch: a structure's metrics or a flow.
 *
 * <p>What nobody watches is found out with one look into a table. Thread: owner only.
 */
final class WatchPlan {

    /** The numbers of one schema that are watched, each with its position there. */
    static final class Columns {

        static final Columns NONE = new Columns(new Watch[0], new int[0]);

        final Watch[] watches;
        final int[] positions;

        private Columns(Watch[] watches, int[] positions) {
            this.watches = watches;
            this.positions = positions;
        }
    }

    /** Schemas of custom metrics can be many; then what was found is forgotten and found again. */
    private static final int MOST_SCHEMAS = 8192;

    private static final Watch[] NOBODY = {};

    private final Predicate<FlowDefinition> watched = this::isWatched;
    private final Map<String, Watch[]> byMetric = new HashMap<>();
    private final IdentityHashMap<MetricSchema, Columns> bySchema = new IdentityHashMap<>();

    /**
     * A plan for these thresholds.
     *
     * @param watches watches so far, which go on where the threshold is the same object; new ones are added
     */
    WatchPlan(Thresholds thresholds, IdentityHashMap<Threshold, Watch> watches) {
        Map<String, List<Watch>> lists = new HashMap<>();
        for (Threshold threshold : thresholds.all().values()) {
            Watch watch = watches.computeIfAbsent(threshold, Watch::new);
            lists.computeIfAbsent(threshold.metricName(), name -> new ArrayList<>())
                    .add(watch);
        }
        lists.forEach((metric, list) -> byMetric.put(metric, list.toArray(Watch[]::new)));
    }

    /** Whether there is nothing to watch. */
    boolean isEmpty() {
        return byMetric.isEmpty();
    }

    /** The flows of data sources and agents that somebody watches. */
    Predicate<FlowDefinition> watched() {
        return watched;
    }

    /** Who watches a metric or flow, in the order of names. */
    Watch[] watching(String metric) {
        return byMetric.getOrDefault(metric, NOBODY);
    }

    private boolean isWatched(FlowDefinition definition) {
        return definition.aggregation() != Aggregation.EDGE && watching(definition.name()).length > 0;
    }

    /** Who watches numbers of a schema. */
    Columns watching(MetricSchema schema) {
        Columns known = bySchema.get(schema);
        if (known == null) {
            if (bySchema.size() >= MOST_SCHEMAS) {
                bySchema.clear();
            }
            known = columns(schema);
            bySchema.put(schema, known);
        }
        return known;
    }

    private Columns columns(MetricSchema schema) {
        List<Watch> watches = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (String metric : schema.numbers()) {
            for (Watch watch : watching(metric)) {
                watches.add(watch);
                positions.add(schema.number(metric));
            }
        }
        return watches.isEmpty()
                ? Columns.NONE
                : new Columns(
                        watches.toArray(Watch[]::new),
                        positions.stream().mapToInt(Integer::intValue).toArray());
    }
}
