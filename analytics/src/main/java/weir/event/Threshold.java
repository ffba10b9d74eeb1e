package weir.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.metric.DataSourceId;

/**
 * A limit that a metric of one data source may reach, and how often reaching it makes an event.
 *
 * <p>Two thresholds that are equal watch the same, so state stays when one is given again.
 *
 * <p>Thread: any; immutable. Source: REST API reference, section 6.1.
 *
 * @param name its name
 * @param metric the metric as it was given: {@code [dataSource.]name}
 * @param metricName name of the counter metric or flow that is watched
 * @param dataSource the only data source of each agent that is watched; empty for all
 * @param value the limit; reaching it counts
 * @param filter texts that metrics of the data source, or of its agent's host, must have: by metric, of which one must
 *     match; {@code *} in them stands for anything
 * @param byFlowGiven whether each flow is watched by itself, as far as that was said
 * @param timeout seconds without exceedance after which the next one makes an event again
 */
public record Threshold(
        String name,
        String metric,
        String metricName,
        Optional<DataSourceId> dataSource,
        double value,
        Map<String, List<String>> filter,
        Optional<Boolean> byFlowGiven,
        double timeout) {

    /** Seconds of the time-out unless it is given. */
    public static final double DEFAULT_TIMEOUT = 60;

    /** Copies the filter, in its order. */
    public Threshold {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        filter.forEach((known, texts) -> copy.put(known, List.copyOf(texts)));
        filter = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads a threshold as REST, files and scripts give it: parsed JSON.
     *
     * @throws weir.request.InvalidRequestException an attribute is missing or malformed; the message names it
     */
    public static Threshold of(String name, Map<String, ?> attributes) {
        return new ThresholdReader(attributes).read(name);
    }

    /** Characters of its texts, and 16 for each text: what holding it costs grows with them. */
    int size() {
        int size = metric.length();
        for (Map.Entry<String, List<String>> condition : filter.entrySet()) {
            size += condition.getKey().length() + 16;
            for (String text : condition.getValue()) {
                size += text.length() + 16;
            }
        }
        return size;
    }

    /** Whether each flow is watched by itself; without meaning for counter metrics. */
    public boolean byFlow() {
        return byFlowGiven.orElse(false);
    }

    /** The time-out in nanoseconds, the longest there is for one that is longer. */
    long timeoutNanos() {
        return (long) (timeout * 1e9);
    }

    /** The attributes as they are read back. */
    public Map<String, Object> attributes() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("metric", metric);
        map.put("value", value);
        if (!filter.isEmpty()) {
            map.put("filter", filter);
        }
        byFlowGiven.ifPresent(byFlow -> map.put("byFlow", byFlow));
        map.put("timeout", timeout);
        return map;
    }
}
