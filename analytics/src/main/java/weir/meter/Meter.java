package weir.meter;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.ActiveFlowsScan;
import weir.flow.FlowCache;
import weir.flow.FlowKey;
import weir.flow.FlowReading;
import weir.flow.FlowSource;
import weir.flow.FlowsScan;
import weir.flow.MemoryBudget;
import weir.flow.ReportsScan;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.attribute.SampleContext;
import weir.flow.key.FlowDefinition;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.lookup.Lookups;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.SourceFeed;
import weir.metric.TelemetryListener;
import weir.metric.query.TopologyView;
import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;

/**
 * Measures flows on one shard: gives each sample that counts to every definition, and keeps what they measure.
 *
 * <p>Around the decoding of a datagram {@link #startDatagram} and {@link #endDatagram} are called, around the work of a mark
 * {@link #startMark} and {@link #endMark}. A sample costs no allocation once its flow and its data source are known.
 *
 * <p>Thread: owner only. Units: times in nanoseconds since the epoch on the engine's clock.
 */
public final class Meter implements TelemetryListener {

    private static final DataSourceId WHOLE_AGENT = DataSourceId.of(DataSourceId.INTERFACE, 0);
    private static final long SWEEP_INTERVAL = 1_000_000_000L;

    private final MeterInputs inputs;
    private final MeterListener listener;
    private final MemoryBudget budget;
    private final SampleContext context;
    private final SeenKeys seen;
    private final Moment moment = new Moment();
    private final SourceNumbers numbers = new SourceNumbers();
    private final FlowUpdate update = new FlowUpdate(moment, numbers);
    private final MeteredFlows metered;
    private MeteredFlow[] flows = {};
    private PendingSamples pending = new PendingSamples(flows);
    private SamplePlans plans = new SamplePlans(flows);
    private Predicate<FlowDefinition> watched = MeterListener.ALL;

    private Lookups lookups = Lookups.NONE;
    private TopologyView topology = TopologyView.NONE;
    /** Caches that take batches. */
    private FlowCache[] batched = {};

    /** What was read to have it at hand later; its value is of no use. */
    @SuppressWarnings("UnusedVariable") // keeps the reads from being left out
    private long touched;

    private long sweptInterval = Long.MIN_VALUE;
    private volatile MeterCounts counts = MeterCounts.NONE;

    /**
     * A meter without flows.
     *
     * @param table flow keys that definitions can name
     * @param listener is told what was measured
     */
    public Meter(MeterInputs inputs, FlowKeyTable table, MeterLimits limits, MeterListener listener) {
        this.inputs = inputs;
        this.listener = listener;
        budget = new MemoryBudget(limits.memory());
        metered = new MeteredFlows(
                table,
                limits.entries(),
                budget,
                (definition, source, totals) -> listener.onRecord(moment, definition, numbers.source(source), totals));
        context = new SampleContext(table);
        seen = new SeenKeys(table);
    }

    /** The datagram with a number comes next. */
    public void startDatagram(long number, long time) {
        addUrgent();
        moment.set(time, number, 0);
        bringInForce();
        // Here, and not when its first sample comes, which would be a surprise for the processor each time.
        for (FlowCache cache : batched) {
            cache.moveOn(time);
        }
    }

    /** All samples of the datagram were given. */
    public void endDatagram() {
        addUrgent();
    }

    /**
     * A mark has come; what is due at it follows.
     *
     * @param number that of the last datagram before it
     */
    public void startMark(long number, long time) {
        addPending();
        moment.set(time, number, Moment.AFTER_SAMPLES);
        refresh();
    }

    /** Does what is due at the mark: closes records whose time is over, drops what has decayed to nothing. */
    public void endMark() {
        long interval = Math.floorDiv(moment.time(), SWEEP_INTERVAL);
        if (interval != sweptInterval) {
            sweptInterval = interval;
            for (MeteredFlow flow : flows) {
                flow.cache().sweep(moment.time());
            }
            counts = MeterCounts.of(flows, budget);
        }
        listener.onMark(moment);
    }

    /** A capture starts over. Flows go on. */
    public void startPass(long number, long time) {
        addPending();
        moment.set(time, number, Moment.AFTER_SAMPLES);
        listener.onPass(moment);
    }

    /** The capture has ended: closes all records. */
    public void end(long number, long time) {
        addPending();
        moment.set(time, number, Moment.AFTER_SAMPLES);
        refresh();
        for (MeteredFlow flow : flows) {
            flow.cache().close(time);
        }
        counts = MeterCounts.of(flows, budget);
        listener.onEnd(moment);
    }

    /** What is due before a question is answered: adds all samples, and brings versions in force as a datagram does. */
    public void refresh() {
        addPending();
        bringInForce();
    }

    /** Brings the versions of definitions, names and topology in force. */
    private void bringInForce() {
        lookups = inputs.lookups().get();
        topology = inputs.topology().get();
        FlowDefinitions now = inputs.definitions().get();
        if (!metered.isOf(now)) {
            addPending();
            flows = metered.change(now, moment.time());
            counts = MeterCounts.of(flows, budget);
            listener.onDefinitions(moment, now);
            plan();
        } else if (!listener.watched().equals(watched)) {
            plan();
        }
    }

    private void plan() {
        addPending();
        watched = listener.watched();
        for (MeteredFlow flow : flows) {
            flow.watched(watched.test(flow.definition()));
        }
        pending = new PendingSamples(flows);
        batched = Stream.of(flows)
                .filter(MeteredFlow::isStaged)
                .map(MeteredFlow::cache)
                .toArray(FlowCache[]::new);
        plans = new SamplePlans(flows);
    }

    @Override
    public void onDatagram(DatagramHeader header, Agent agent) {
        touched = seen.touch(agent.flowNumber());
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample, Agent agent, SourceFeed feed, double weight) {
        context.flow(header, sample, weight, lookups);
        apply(agent, feed.source(), feed.flowNumber(), weight);
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket notice, Agent agent, SourceFeed feed) {
        context.discard(header, notice, lookups);
        apply(agent, feed.source(), feed.flowNumber(), 1);
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample flow, Agent agent, DataSource source) {
        context.custom(header, flow, lookups);
        apply(agent, source, source.flowNumber(), context.samplingRate());
    }

    /** Gives a sample of a data source, which may have a number already, to all definitions. */
    private void apply(Agent agent, DataSource source, int known, double weight) {
        moment.sample++;
        seen.note(context, numbers.of(agent), moment.time());
        SamplePlan plan = plans.of(context);
        if (plan.fits(context.layers())) {
            if (plan.stages()) {
                plan.stage(context, numbers.of(agent, source, known), weight, moment.time());
            }
            int[] others = plan.others();
            for (int i = 0; i < others.length; i++) {
                add(others[i], plan.placesOfOther(i), agent, source, known, weight);
            }
        } else {
            for (int i : plan.candidates()) {
                add(i, null, agent, source, known, weight);
            }
        }
    }

    private void add(int position, int @Nullable [] located, Agent agent, DataSource source, int known, double weight) {
        MeteredFlow flow = flows[position];
        if (flow.evaluate(context, located)) {
            int number = table(flow.aggregation(), agent, source, known);
            if (number >= 0) {
                add(position, number, weight);
            }
        }
    }

    private void add(int position, int number, double weight) {
        MeteredFlow flow = flows[position];
        if (flow.isStaged()) {
            flow.add(number, weight, moment.time());
            return;
        }
        pending.add(position, flow.contribute(number, weight, moment.time()), moment.sample);
        if (pending.isFull()) {
            addPending();
        }
    }

    /** Adds to the flows what samples contributed since this was done last: in their order, at their moments. */
    private void addPending() {
        if (!pending.isEmpty()) {
            pending.addAll(moment, update, listener);
        }
    }

    /** The same, unless nobody can tell whether it is done later. */
    private void addUrgent() {
        if (pending.isUrgent()) {
            addPending();
        }
    }

    /** Number of the table that a sample of a data source goes into. Absent: -1 when it goes into none. */
    private int table(Aggregation aggregation, Agent agent, DataSource source, int known) {
        return switch (aggregation) {
            case DATA_SOURCE -> numbers.of(agent, source, known);
            case AGENT -> numbers.of(agent);
            // Kept by port and put together when asked for, so that the sum does not depend on how ports are spread.
            case EDGE ->
                topology.contains(TopologyView.Part.EDGE, agent, source.id()) ? numbers.of(agent, source, known) : -1;
        };
    }

    @Override
    public void onRow(Agent agent, DataSource source) {
        addUrgent();
        moment.sample++;
        listener.onRow(moment, agent, source);
    }

    @Override
    public void onGone(Agent agent, DataSource source) {
        addPending();
        remove(source.flowNumber());
        listener.onGone(moment, agent, source);
        numbers.remove(source.flowNumber());
    }

    @Override
    public void onGone(Agent agent) {
        addPending();
        remove(agent.flowNumber());
        seen.forget(agent.flowNumber());
        listener.onGone(moment, agent);
        numbers.remove(agent.flowNumber());
    }

    private void remove(int number) {
        for (MeteredFlow flow : flows) {
            if (number >= 0) {
                flow.cache().remove(number, moment.time());
            }
        }
    }

    /** Begins to read the flows of a definition in some tables. Absent: null when it is not in force, or measures nothing. */
    public @Nullable ActiveFlowsScan scan(FlowDefinition definition, Predicate<FlowSource> chosen, long now) {
        refresh();
        MeteredFlow flow = metered.find(definition);
        return flow == null ? null : flow.cache().scan(number -> chosen(number, chosen), now);
    }

    /**
     * Begins to read the flows of a definition that can be among so many largest, each taken where it is largest. Absent:
     * null when the definition measures nothing.
     */
    public @Nullable FlowsScan largest(FlowDefinition definition, Predicate<FlowSource> chosen, int flows, long now) {
        refresh();
        MeteredFlow flow = metered.find(definition);
        return flow == null ? null : flow.cache().largest(number -> chosen(number, chosen), flows, now);
    }

    /** Begins to count the tables that report each of some keys. Absent: null when the definition measures nothing. */
    public @Nullable ReportsScan reports(FlowDefinition definition, Predicate<FlowSource> chosen, List<FlowKey> keys) {
        refresh();
        MeteredFlow flow = metered.find(definition);
        return flow == null ? null : flow.cache().reports(number -> chosen(number, chosen), keys);
    }

    private @Nullable FlowSource chosen(int number, Predicate<FlowSource> chosen) {
        FlowSource source = numbers.find(number);
        return source != null && chosen.test(source) ? source : null;
    }

    /** Begins to read the metrics that definitions make of some tables. */
    public FlowMetricsScan metrics(Collection<FlowDefinition> asked, Predicate<FlowSource> chosen, long now) {
        refresh();
        List<MeteredFlow> found = asked.stream()
                .flatMap(definition -> Stream.ofNullable(metered.find(definition)))
                .toList();
        return new FlowMetricsScan(numbers, found, chosen, now);
    }

    /**
     * The value of one flow of a table, named by the text of its key; without a key that of the largest.
     *
     * <p>Absent: empty when this shard has no such flow.
     */
    public OptionalDouble value(
            FlowDefinition definition, Agent agent, DataSourceId source, Optional<String> key, long now) {
        refresh();
        MeteredFlow flow = metered.find(definition);
        int number = -1;
        if (definition.aggregation() == Aggregation.AGENT) {
            number = source.equals(WHOLE_AGENT) ? agent.flowNumber() : -1;
        } else {
            DataSource known = agent.dataSource(source);
            number = known == null ? -1 : known.flowNumber();
        }
        FlowSource table = number < 0 ? null : numbers.find(number);
        boolean here =
                table != null && table.agent().filter(agent.address()::equals).isPresent();
        if (flow == null || !here) {
            return OptionalDouble.empty();
        }
        FlowReading reading = flow.cache().at(now);
        if (key.isPresent()) {
            return reading.flowValue(number, key.get());
        }
        double largest = reading.largest(number);
        return Double.isNaN(largest) ? OptionalDouble.empty() : OptionalDouble.of(largest);
    }

    /** Keys that samples had, each with the engine time of the latest sample that had it. */
    public SortedMap<String, Long> seenKeys() {
        return seen.times();
    }

    @Override
    public String toString() {
        return flows.length + " flows, " + pending;
    }

    /** What it holds and what it had to leave out, at most a second old. Thread: any. */
    public MeterCounts counts() {
        return counts;
    }
}
