package weir.event;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.event.Exceedances.Entry;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.flow.TopFlow;
import weir.flow.attribute.KeyBuffer;
import weir.flow.key.FlowDefinition;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.meter.FlowDefinitions;
import weir.meter.FlowUpdate;
import weir.meter.MeterListener;
import weir.meter.Moment;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.MetricBlock;
import weir.metric.MetricRow;
import weir.metric.MetricSchema;
import weir.net.IpAddress;

/**
 * Compares every metric of a shard that is updated with the thresholds that watch it.
 *
 * <p>A value that reaches the limit makes an event unless the value was seen to reach it before, within the time-out; in any
 * case the time is noted. So what stays above the limit makes one event as long as it is updated more often than the
 * time-out, and must stay below, or silent, for the time-out before it makes another.
 *
 * <p>Cost: a metric that nobody watches costs a look into a table; comparing makes no object; a filter is only looked at
 * when the limit is reached, and its answer kept until the agent sends counters again.
 *
 * <p>Flows of the whole network are none of a shard's: it only says which of them are watched ({@link NetworkMonitor}).
 *
 * <p>Bound: {@link Exceedances#MOST} entries for each agent. Beyond it an event is left out and counted.
 *
 * <p>Thread: the shard's; {@link #refused()} any. Source: flow analytics reference, section 13.
 */
public final class ThresholdMonitor implements MeterListener {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;
    private static final long TIDY_INTERVAL = 10 * SECOND;
    private final Supplier<Thresholds> current;
    private final Function<IpAddress, @Nullable Agent> directory;
    private final EventSink sink;
    private final IdentityHashMap<Threshold, Watch> watches = new IdentityHashMap<>();
    private final Map<IpAddress, WatchedAgent> agents = new HashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private Thresholds thresholds = Thresholds.NONE;
    private WatchPlan plan = new WatchPlan(Thresholds.NONE, watches);
    private FlowDefinitions definitions = FlowDefinitions.NONE;
    private long tidied = Long.MIN_VALUE;

    /** An agent with what is known of thresholds there. */
    private static final class WatchedAgent {
        private final Exceedances exceedances = new Exceedances();
        private final IpAddress address;
        /** Absent: null when it is not known any more. */
        private final @Nullable Agent agent;
        /** Rows published, and data sources gone, since it is watched. */
        private long rows;

        private WatchedAgent(IpAddress address, @Nullable Agent agent) {
            this.address = address;
            this.agent = agent;
        }
    }

    /**
     * A monitor that has seen nothing.
     *
     * @param current the thresholds in force, the same object until they change
     * @param directory finds agents of this shard by address
     */
    public ThresholdMonitor(
            Supplier<Thresholds> current, Function<IpAddress, @Nullable Agent> directory, EventSink sink) {
        this.current = current;
        this.directory = directory;
        this.sink = sink;
    }

    /** Events left out because there was no room to note their exceedance. */
    public long refused() {
        return refused.getOpaque();
    }

    private WatchPlan plan() {
        Thresholds now = current.get();
        if (now != thresholds) {
            thresholds = now;
            Set<Threshold> stay = Collections.newSetFromMap(new IdentityHashMap<>());
            stay.addAll(now.all().values());
            watches.keySet().retainAll(stay);
            plan = new WatchPlan(now, watches);
            Set<Watch> atWork = Collections.newSetFromMap(new IdentityHashMap<>());
            atWork.addAll(watches.values());
            agents.values().forEach(agent -> agent.exceedances.keepOnly(atWork));
        }
        return plan;
    }

    @Override
    public Predicate<FlowDefinition> watched() {
        return plan().watched();
    }

    @Override
    public void onFlow(FlowUpdate update) {
        WatchPlan now = plan();
        if (!now.watched().test(update.definition())) {
            return;
        }
        Watch[] watching = now.watching(update.definition().name());
        for (Watch watch : watching) {
            FlowSource source = update.source();
            if (isOf(watch, source)) {
                double value = watch.byFlow ? update.value() : update.largest();
                if (value >= watch.limit) {
                    exceeded(watch, update, source);
                }
            }
        }
    }

    private WatchedAgent watched(IpAddress address) {
        WatchedAgent known = agents.get(address);
        if (known == null) {
            known = new WatchedAgent(address, directory.apply(address));
            agents.put(address, known);
        }
        return known;
    }

    private static boolean isOf(Watch watch, FlowSource source) {
        Optional<DataSourceId> only = watch.threshold.dataSource();
        return only.isEmpty() || only.equals(source.dataSource());
    }

    private void exceeded(Watch watch, FlowUpdate update, FlowSource source) {
        WatchedAgent agent = watched(source.agent().orElseThrow());
        DataSourceId dataSource = source.dataSource().orElseThrow();
        long now = update.moment().time();
        if (!accepts(watch, agent, dataSource, now)) {
            return;
        }
        Exceedances exceedances = agent.exceedances;
        Entry entry;
        if (watch.byFlow) {
            KeyBuffer key = update.key();
            entry = exceedances.find(watch, dataSource, key.bytes(), key.length(), key.hash());
            entry = entry != null
                    ? entry
                    : exceedances.add(watch, dataSource, key.bytes(), key.length(), key.hash(), now);
        } else {
            entry = exceedances.find(watch, dataSource);
            entry = entry != null ? entry : exceedances.add(watch, dataSource, now);
        }
        if (fires(entry, watch, now) && entry != null) {
            TopFlow flow = watch.byFlow ? update.flow() : update.largestFlow();
            entry.flow = watch.byFlow ? flow.key() : null;
            sink.event(
                    update.moment(),
                    new Event(
                            Math.floorDiv(now, MILLI),
                            watch.threshold.name(),
                            watch.threshold.metric(),
                            watch.limit,
                            flow.value(),
                            source,
                            watch.byFlow ? Optional.of(flow.key()) : Optional.empty(),
                            flow.values(),
                            flow.estimate(),
                            Optional.empty()));
        }
    }

    @Override
    public void onRow(Moment at, Agent agent, DataSource source) {
        WatchPlan now = plan();
        if (now.isEmpty()) {
            return;
        }
        WatchedAgent watched = watched(agent.address());
        watched.rows++;
        MetricRow row = source.row();
        for (int i = 0; i < row.size(); i++) {
            WatchPlan.Columns columns = now.watching(row.schema(i));
            if (columns.watches.length > 0) {
                MetricBlock block = row.block(i);
                if (block.updated() == at.time()) {
                    compare(at, watched, source.id(), row, block, columns);
                }
            }
        }
    }

    private void compare(
            Moment at,
            WatchedAgent agent,
            DataSourceId source,
            MetricRow row,
            MetricBlock block,
            WatchPlan.Columns columns) {
        for (int i = 0; i < columns.watches.length; i++) {
            Watch watch = columns.watches[i];
            double value = block.number(columns.positions[i]);
            if (value >= watch.limit
                    && (watch.threshold.dataSource().isEmpty()
                            || watch.threshold.dataSource().get().equals(source))
                    // Of two structures with one metric the first counts.
                    && isOf(row.find(watch.threshold.metricName()), block.schema())
                    && accepts(watch, agent, source, at.time())) {
                Exceedances exceedances = agent.exceedances;
                Entry entry = exceedances.find(watch, source);
                entry = entry != null ? entry : exceedances.add(watch, source, at.time());
                if (fires(entry, watch, at.time())) {
                    fire(at, watch, value, agent.address, source);
                }
            }
        }
    }

    /** Whether a block has a schema; of each schema a row has one block, which it may make anew whenever it is asked. */
    private static boolean isOf(@Nullable MetricBlock block, MetricSchema schema) {
        return block != null && block.schema().equals(schema);
    }

    private void fire(Moment at, Watch watch, double value, IpAddress address, DataSourceId source) {
        sink.event(
                at,
                new Event(
                        Math.floorDiv(at.time(), MILLI),
                        watch.threshold.name(),
                        watch.threshold.metric(),
                        watch.limit,
                        value,
                        FlowSource.of(address, source),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Notes an exceedance. Answers whether it makes an event. */
    private boolean fires(@Nullable Entry entry, Watch watch, long now) {
        if (entry == null) {
            refused.setOpaque(refused.getPlain() + 1);
            return false;
        }
        boolean fires = entry.last == Exceedances.NEVER || now - entry.last > watch.timeout;
        entry.last = now;
        return fires;
    }

    private static boolean accepts(Watch watch, WatchedAgent agent, DataSourceId source, long now) {
        if (!watch.filtered) {
            return true;
        }
        if (agent.agent == null) {
            return false;
        }
        Entry entry = agent.exceedances.find(watch, source);
        entry = entry != null ? entry : agent.exceedances.add(watch, source, now);
        if (entry == null) {
            return watch.filter.matches(agent.agent, source);
        }
        if (entry.rows != agent.rows) {
            entry.accepted = watch.filter.matches(agent.agent, source);
            entry.rows = agent.rows;
        }
        return entry.accepted;
    }

    @Override
    public void onDefinitions(Moment at, FlowDefinitions now) {
        definitions = now;
    }

    /**
     * Whether a threshold is exceeded at a data source of this shard, or was within its time-out, so that it makes no new
     * event.
     *
     * @param name name of the threshold; an unknown one is not exceeded
     * @param flow key of the flow that is meant; empty for any
     */
    public boolean isExceeded(String name, IpAddress agent, DataSourceId source, Optional<String> flow, long now) {
        plan();
        WatchedAgent watched = agents.get(agent);
        Watch watch = thresholds.find(name).map(watches::get).orElse(null);
        return watched != null && watch != null && watched.exceedances.isExceeded(watch, source, flow, now);
    }

    /** Definitions of flows of the whole network that a threshold watches. */
    public List<FlowDefinition> watchedOfNetwork() {
        WatchPlan now = plan();
        if (now.isEmpty()) {
            return List.of();
        }
        return definitions.all().stream()
                .filter(definition -> definition.aggregation() == Aggregation.EDGE)
                .filter(definition -> now.watching(definition.name()).length > 0)
                .toList();
    }

    @Override
    public void onRecord(Moment at, FlowDefinition definition, FlowSource source, FlowTotals totals) {
        if (definition.log()) {
            sink.record(at, new FlowRecord(definition.name(), source, totals));
        }
    }

    @Override
    public void onGone(Moment at, Agent agent, DataSource source) {
        WatchedAgent watched = agents.get(agent.address());
        if (watched != null) {
            watched.rows++;
        }
    }

    @Override
    public void onGone(Moment at, Agent agent) {
        agents.remove(agent.address());
    }

    @Override
    public void onMark(Moment at) {
        if (at.time() - tidied >= TIDY_INTERVAL || tidied == Long.MIN_VALUE) {
            tidied = at.time();
            plan();
            agents.values().forEach(agent -> agent.exceedances.dropOver(at.time()));
        }
    }
}
