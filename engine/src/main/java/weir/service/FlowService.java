package weir.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import weir.flow.ActiveFlow;
import weir.flow.ActiveFlows;
import weir.flow.AggMode;
import weir.flow.FlowFilter;
import weir.flow.FlowKey;
import weir.flow.FlowLocation;
import weir.flow.FlowSource;
import weir.flow.FlowsScan;
import weir.flow.ReportsScan;
import weir.flow.key.FlowDefinition;
import weir.flow.key.FlowDefinition.Aggregation;
import weir.ingest.EngineClock;
import weir.lookup.Label;
import weir.meter.FlowDefinitions;
import weir.meter.FlowMetrics;
import weir.meter.FlowMetricsScan;
import weir.meter.Meter;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.DataSourceId;
import weir.metric.query.FurtherMetrics;
import weir.metric.query.FurtherMetricsNow;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.shard.ShardSet;
import weir.topology.Place;
import weir.topology.TopologyIndex;

/**
 * Flow definitions, and questions about the flows they measure.
 *
 * <p>A change of definitions is one store of an immutable version, and word to every shard, which brings it in force at
 * once, at the latest at its next datagram. Questions are answered by the shards, for the same instant of the engine's
 * clock, and put together in one order, so that answers do not depend on how agents are spread over shards.
 *
 * <p>Thread: any but a shard's.
 */
public final class FlowService implements FurtherMetricsNow {

    /** Definitions in force at one time. Every sample is held against each of them. */
    public static final int MOST_DEFINITIONS = 1000;

    /** Most characters in all definitions together. */
    public static final int MOST_CHARACTERS = 1_000_000;

    /** Flows that are read in one step, which then takes some 100 µs. */
    private static final int STEP = 4000;

    /** Most flows that are looked for by the largest of each data source; more are read one by one. */
    private static final int MOST_LARGEST = 1000;

    private static final long MILLISECOND = EngineClock.MILLISECOND;

    /** Looks after leases once a second, while there are any. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    /** Held while a definition is put in force or taken out. */
    private final FlowLeases leases = new FlowLeases();

    /** Whether somebody will look after leases; guarded by them. */
    private boolean watching;

    private final AtomicReference<FlowDefinitions> current = new AtomicReference<>(FlowDefinitions.NONE);
    private final ShardSet shards;
    private final AgentDirectory directory;
    private final Supplier<TopologyIndex> topology;
    private final LongSupplier clock;

    /**
     * No definitions yet.
     *
     * @param directory agents by address, for selectors and names
     * @param topology the topology of the moment
     * @param clock nanoseconds since the epoch on the engine's clock
     */
    FlowService(ShardSet shards, AgentDirectory directory, Supplier<TopologyIndex> topology, LongSupplier clock) {
        this.shards = shards;
        this.directory = directory;
        this.topology = topology;
        this.clock = clock;
    }

    /** The definitions in force, in one version. */
    public FlowDefinitions current() {
        return current.get();
    }

    /** All definitions by name. */
    public SortedMap<String, FlowDefinition> definitions() {
        return current.get().byName();
    }

    /**
     * The definition with a name.
     *
     * @throws NotFoundException there is none
     */
    public FlowDefinition definition(String name) {
        FlowDefinition known = current.get().get(name);
        if (known == null) {
            throw new NotFoundException("no flow is named '" + name + "'");
        }
        return known;
    }

    /**
     * Puts a definition in force. One that is equal to that of the same name keeps its flows; else they begin anew.
     *
     * @throws InvalidRequestException there are too many definitions already, or too long ones
     */
    public void define(FlowDefinition definition) {
        synchronized (leases) {
            leases.forget(definition.name());
            putInForce(definition);
        }
    }

    /**
     * The same for a time, after which it is removed unless it was given again. So several who ask the same question share a
     * definition, and none has to know whether others still need it. One that is there without such a time stays.
     */
    public void define(FlowDefinition definition, Duration lease) {
        synchronized (leases) {
            boolean known = putInForce(definition);
            leases.give(known, definition, System.nanoTime() + lease.toNanos());
            if (!watching) {
                watching = true;
                LATER.execute(this::endLeases);
            }
        }
    }

    /** Answers whether an equal definition was in force. */
    private boolean putInForce(FlowDefinition definition) {
        FlowDefinitions before = current.getAndUpdate(all -> bounded(all, all.with(definition)));
        boolean known = definition.equals(before.get(definition.name()));
        if (!known) {
            tellShards();
        }
        return known;
    }

    private void endLeases() {
        synchronized (leases) {
            List<FlowDefinition> over = leases.end(System.nanoTime());
            watching = !leases.isEmpty();
            if (watching) {
                LATER.execute(this::endLeases);
            }
            over.forEach(definition -> take(definition.name()));
        }
    }

    private static FlowDefinitions bounded(FlowDefinitions before, FlowDefinitions after) {
        if (after.size() > Math.max(before.size(), MOST_DEFINITIONS)) {
            throw new InvalidRequestException("there are " + MOST_DEFINITIONS + " flow definitions, which is the most");
        }
        if (size(after) > Math.max(size(before), MOST_CHARACTERS)) {
            throw new InvalidRequestException(
                    "all flow definitions together would have more than " + MOST_CHARACTERS + " characters");
        }
        return after;
    }

    private static long size(FlowDefinitions definitions) {
        return definitions.all().stream().mapToLong(FlowDefinition::size).sum();
    }

    /** Removes a definition and its flows, if there is one with the name. */
    public void remove(String name) {
        synchronized (leases) {
            leases.forget(name);
            take(name);
        }
    }

    private void take(String name) {
        FlowDefinitions before = current.getAndUpdate(all -> all.without(name));
        if (before.get(name) != null) {
            tellShards();
        }
    }

    private void tellShards() {
        shards.tell(meter -> meter::refresh);
    }

    /** The largest flows over data sources. Absent: empty for an unknown definition or agent. */
    public List<ActiveFlow> activeFlows(ActiveFlowsQuery query) {
        FlowDefinition definition = current.get().get(query.name());
        if (definition == null) {
            return List.of();
        }
        FlowScope scope = FlowScope.of(query.agents(), query.mode(), topology.get(), directory);
        long now = clock.getAsLong();
        if (scope.mode() == AggMode.MAX
                && definition.aggregation() != Aggregation.EDGE
                && query.filter().isEmpty()
                && query.maxFlows() > 0
                && query.maxFlows() <= MOST_LARGEST) {
            return largest(definition, scope, query, now);
        }
        Optional<ActiveFlows> flows = read(definition, scope, now);
        return flows.map(found ->
                        found.top(scope.mode(), query.maxFlows(), query.minValue(), FlowFilter.parse(query.filter())))
                .orElse(List.of());
    }

    /** The largest flows, each where it is largest: first which ones they are, then how many tables report each. */
    private List<ActiveFlow> largest(FlowDefinition definition, FlowScope scope, ActiveFlowsQuery query, long now) {
        List<ActiveFlow> flows = scan(
                        meter -> meter.largest(
                                definition, scope.sources(), query.maxFlows(), shards.instant(meter, now)),
                        now)
                .map(found -> found.top(AggMode.MAX, query.maxFlows(), query.minValue(), FlowFilter.ALL))
                .orElse(List.of());
        int[] reports =
                reports(definition, scope, flows.stream().map(ActiveFlow::key).toList(), now);
        List<ActiveFlow> counted = new ArrayList<>(flows.size());
        for (int i = 0; i < reports.length; i++) {
            // At least where it was found, though it may have gone since.
            counted.add(flows.get(i).reportedBy(Math.max(1, reports[i])));
        }
        return counted;
    }

    private int[] reports(FlowDefinition definition, FlowScope scope, List<FlowKey> keys, long now) {
        List<int[]> answers = shards.ask(meter -> {
            @Nullable ReportsScan[] begun = new ReportsScan[1];
            return () -> {
                ReportsScan scan = begun[0] == null ? meter.reports(definition, scope.sources(), keys) : begun[0];
                begun[0] = scan;
                if (scan == null) {
                    return new int[keys.size()];
                }
                return scan.advance(step(meter, now)) ? scan.counts() : null;
            };
        });
        int[] sum = new int[keys.size()];
        answers.forEach(counts -> Arrays.setAll(sum, i -> sum[i] + counts[i]));
        return sum;
    }

    /** What all shards report. Absent: empty when the definition measures nothing. */
    private Optional<ActiveFlows> read(FlowDefinition definition, FlowScope scope, long now) {
        boolean ofNetwork = definition.aggregation() == Aggregation.EDGE;
        Predicate<FlowSource> chosen = ofNetwork ? source -> true : scope.sources();
        Optional<ActiveFlows> all = scan(meter -> meter.scan(definition, chosen, shards.instant(meter, now)), now);
        return ofNetwork ? all.map(ActiveFlows::network) : all;
    }

    private Optional<ActiveFlows> scan(Function<Meter, @Nullable FlowsScan> begin, long now) {
        List<Optional<ActiveFlows>> answers = shards.ask(meter -> {
            @Nullable FlowsScan[] begun = new FlowsScan[1];
            return () -> {
                FlowsScan scan = begun[0] == null ? begin.apply(meter) : begun[0];
                begun[0] = scan;
                if (scan == null) {
                    return Optional.empty();
                }
                return scan.advance(step(meter, now)) ? Optional.of(scan.result()) : null;
            };
        });
        return answers.stream().flatMap(Optional::stream).reduce(ActiveFlows::merge);
    }

    /**
     * Tables to read before datagrams go on. All, when the shard is behind: it loses datagrams anyway, and those that came
     * between two steps would count as if they had been there at the instant of the question.
     */
    private int step(Meter meter, long now) {
        return shards.instant(meter, now) < now ? Integer.MAX_VALUE : STEP;
    }

    /**
     * The value of one flow at one data source now; without a key that of the largest.
     *
     * @param agent agent address, host name or node
     * @param name {@code dataSource.flow}
     * @param key the whole key; empty for the metric of the data source
     * @throws NotFoundException agent, data source, definition or flow is unknown
     */
    public double flowValue(String agent, String name, Optional<String> key) {
        int dot = name.lastIndexOf('.');
        FlowDefinition definition = definition(name.substring(dot + 1));
        Agent asked = FlowScope.single(agent, topology.get(), directory);
        DataSourceId source = DataSourceId.parse(name.substring(0, Math.max(0, dot)))
                .orElseThrow(() -> new NotFoundException("'" + name + "' is not dataSource.flow"));
        if (asked == null) {
            throw new NotFoundException("no agent '" + agent + "'");
        }
        long now = clock.getAsLong();
        List<OptionalDouble> answers =
                shards.ask(meter -> () -> meter.value(definition, asked, source, key, shards.instant(meter, now)));
        return answers.stream()
                .filter(OptionalDouble::isPresent)
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no such flow at " + source + " of " + asked.address()))
                .getAsDouble();
    }

    /**
     * The places that see a flow, by agent and data source; without a key those of all flows.
     *
     * @throws NotFoundException there is no such definition
     */
    public List<LocatedFlow> flowLocations(String agents, String name, Optional<String> key) {
        FlowDefinition definition = definition(name);
        TopologyIndex index = topology.get();
        FlowScope scope = FlowScope.of(agents, AggMode.MAX, index, directory);
        Optional<ActiveFlows> flows = read(definition, scope, clock.getAsLong());
        List<FlowLocation> locations = flows.map(
                        found -> key.map(found::locations).orElseGet(found::allLocations))
                .orElse(List.of());
        return locations.stream()
                .sorted(java.util.Comparator.comparing(FlowLocation::source).thenComparing(FlowLocation::key))
                .map(location -> located(location, index))
                .toList();
    }

    private LocatedFlow located(FlowLocation location, TopologyIndex index) {
        Optional<Agent> agent =
                location.source().agent().flatMap(address -> Optional.ofNullable(directory.agent(address)));
        Optional<DataSourceId> source = location.source().dataSource();
        if (agent.isEmpty() || source.isEmpty()) {
            return new LocatedFlow(location, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Place place = index.place(agent.get(), source.get().index());
        return new LocatedFlow(
                location,
                text(place.node()).or(agent.get()::hostName),
                source.get().isInterface() ? text(place.port()) : Optional.empty(),
                source.get().isInterface() ? Optional.ofNullable(place.link()) : Optional.empty());
    }

    private static Optional<String> text(@Nullable Label label) {
        return Optional.ofNullable(label).map(Label::toString);
    }

    /** Keys that samples had lately, with the age in ms of the latest that had it. */
    public SortedMap<String, Long> flowKeys() {
        SortedMap<String, Long> latest = new TreeMap<>();
        List<SortedMap<String, Long>> answers = shards.ask(meter -> meter::seenKeys);
        answers.forEach(times -> times.forEach((key, time) -> latest.merge(key, time, Math::max)));
        long now = clock.getAsLong();
        SortedMap<String, Long> ages = new TreeMap<>();
        latest.forEach((key, time) -> {
            if (now - time < AgentTable.TIMEOUT) {
                ages.put(key, Math.max(0, (now - time) / MILLISECOND));
            }
        });
        return ages;
    }

    @Override
    public FurtherMetrics at(Collection<Agent> agents, Predicate<String> metrics, long now) {
        List<FlowDefinition> asked = current.get().all().stream()
                .filter(definition -> definition.aggregation() == Aggregation.DATA_SOURCE)
                .filter(definition -> metrics.test(definition.name()))
                .toList();
        if (asked.isEmpty()) {
            return FurtherMetrics.NONE;
        }
        Predicate<FlowSource> chosen = FlowScope.of(agents, directory);
        List<FlowMetrics> answers = shards.ask(meter -> {
            @Nullable FlowMetricsScan[] begun = new FlowMetricsScan[1];
            return () -> {
                FlowMetricsScan scan =
                        begun[0] == null ? meter.metrics(asked, chosen, shards.instant(meter, now)) : begun[0];
                begun[0] = scan;
                return scan.advance(step(meter, now));
            };
        });
        return FlowMetrics.together(answers, now);
    }
}
