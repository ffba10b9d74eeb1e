package weir.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import weir.flow.ActiveFlow;
import weir.flow.ActiveFlows;
import weir.flow.AggMode;
import weir.flow.FlowFilter;
import weir.flow.FlowKey;
import weir.flow.FlowSource;

/**
 * Compares flows of the whole network with thresholds, at marks: no shard knows them, so they are put together of what all
 * shards report.
 *
 * <p>A flow counts as long as its value is at the limit when a mark comes, whether it was updated or not. A threshold of one
 * data source, or with a filter, never applies: the network is no data source and has no metrics.
 *
 * <p>Bound: {@link Exceedances#MOST} flows above the limit, for each threshold; further ones make no event and are counted.
 * Thread: one; {@link #refused()} any. Source: flow analytics reference, sections 2 and 13.
 */
public final class NetworkMonitor {

    private static final long MILLI = 1_000_000L;

    private final Supplier<Thresholds> current;
    private final IdentityHashMap<Threshold, Map<FlowKey, Long>> exceedances = new IdentityHashMap<>();
    private final IdentityHashMap<Threshold, Long> largest = new IdentityHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    /**
     * A monitor that has seen nothing.
     *
     * @param current the thresholds in force
     */
    public NetworkMonitor(Supplier<Thresholds> current) {
        this.current = current;
    }

    /** Events left out because there was no room to note their exceedance. */
    public long refused() {
        return refused.get();
    }

    /**
     * The events that the flows of a mark make.
     *
     * <p>Shape: by name of the threshold, then by falling value.
     *
     * @param time engine time of the mark
     * @param flows flows of edge ports, of all shards, by name of their definition; only definitions that are watched
     */
    public List<Event> at(long time, SortedMap<String, ActiveFlows> flows) {
        List<Event> events = new ArrayList<>();
        Thresholds now = current.get();
        exceedances.keySet().removeIf(threshold -> isGone(threshold, now));
        largest.keySet().removeIf(threshold -> isGone(threshold, now));
        for (Threshold threshold : now.all().values()) {
            ActiveFlows reported = flows.get(threshold.metricName());
            if (reported != null
                    && threshold.dataSource().isEmpty()
                    && threshold.filter().isEmpty()) {
                compare(threshold, time, reported, events);
            }
        }
        return events;
    }

    @SuppressWarnings("ReferenceEquality") // one made anew is another one, however equal
    private static boolean isGone(Threshold threshold, Thresholds now) {
        return now.find(threshold.name()).orElse(null) != threshold;
    }

    private void compare(Threshold threshold, long time, ActiveFlows reported, List<Event> events) {
        int most = threshold.byFlow() ? Integer.MAX_VALUE : 1;
        List<ActiveFlow> above = reported.network().top(AggMode.SUM, most, threshold.value(), FlowFilter.ALL);
        Map<FlowKey, Long> seen = exceedances.computeIfAbsent(threshold, first -> new HashMap<>());
        seen.values().removeIf(last -> time - last > threshold.timeoutNanos());
        for (ActiveFlow flow : above) {
            if (flow.value() >= threshold.value() && fires(threshold, flow.key(), seen, time)) {
                events.add(event(threshold, time, flow));
            }
        }
    }

    private boolean fires(Threshold threshold, FlowKey key, Map<FlowKey, Long> seen, long time) {
        if (!threshold.byFlow()) {
            Long last = largest.put(threshold, time);
            return last == null || time - last > threshold.timeoutNanos();
        }
        if (seen.size() >= Exceedances.MOST && !seen.containsKey(key)) {
            refused.incrementAndGet();
            return false;
        }
        return seen.put(key, time) == null;
    }

    private static Event event(Threshold threshold, long time, ActiveFlow flow) {
        return new Event(
                Math.floorDiv(time, MILLI),
                threshold.name(),
                threshold.metric(),
                threshold.value(),
                flow.value(),
                FlowSource.NETWORK,
                threshold.byFlow() ? Optional.of(flow.key()) : Optional.empty(),
                flow.values(),
                flow.estimate(),
                Optional.empty());
    }
}
