package weir.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.NetworkMonitor;
import weir.event.Threshold;
import weir.event.ThresholdMonitor;
import weir.event.Thresholds;
import weir.flow.ActiveFlows;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.FlowDefinition;
import weir.ingest.EngineClock;
import weir.lookup.Lookups;
import weir.meter.FlowDefinitions;
import weir.meter.Meter;
import weir.meter.MeterInputs;
import weir.meter.MeterLimits;
import weir.meter.Moment;
import weir.metric.AgentDirectory;
import weir.request.UnavailableException;
import weir.sflow.StructureTable;
import weir.shard.HostExchange;
import weir.shard.Measurements;
import weir.shard.RecentDatagram;
import weir.shard.RecentHistory;
import weir.shard.ShardNames;
import weir.shard.ShardOutlet;
import weir.topology.TopologyIndex;

/**
 * Tries thresholds that nobody has set on the datagrams that were applied last.
 *
 * <p>The datagrams are applied again to a measurement of their own, which begins with nothing: rates of counters are there
 * from the second counter sample of a data source on, flows smooth from zero. Names and topology are those of now.
 *
 * <p>Cost: as much processor time as measuring took, with one definition at most; one trial runs at a time. Thread: any; the
 * caller does the work.
 */
public final class TrialService {

    /** Events that are told, of those counted. */
    static final int MOST_EVENTS = 100;

    private static final long MARK = EngineClock.SECOND / 10;
    private static final long MILLI = EngineClock.MILLISECOND;
    /** Silence after which marks are skipped: nothing changes any more. */
    private static final long SILENCE = 60 * EngineClock.SECOND;

    private static final long PATIENCE_SECONDS = 10;
    /** Memory that flows of a trial may take. Units: bytes. */
    private static final long MEMORY = 16 << 20;

    private final Semaphore turn = new Semaphore(1, true);
    private final RecentHistory recent;
    private final StructureTable structures;
    private final FlowKeyTable keys;
    private final Supplier<FlowDefinitions> flows;
    private final Supplier<Lookups> lookups;
    private final Supplier<TopologyIndex> topology;

    TrialService(
            RecentHistory recent,
            StructureTable structures,
            FlowKeyTable keys,
            Supplier<FlowDefinitions> flows,
            Supplier<Lookups> lookups,
            Supplier<TopologyIndex> topology) {
        this.recent = recent;
        this.structures = structures;
        this.keys = keys;
        this.flows = flows;
        this.lookups = lookups;
        this.topology = topology;
    }

    /**
     * What a threshold would have said.
     *
     * @throws UnavailableException others try thresholds, and this one waited in vain
     */
    public Trial run(Threshold threshold) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new UnavailableException("other trials of thresholds are under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted");
        }
        try {
            return new Run(threshold).result();
        } finally {
            turn.release();
        }
    }

    /** One trial. */
    private final class Run implements ShardOutlet {

        private final Deque<Event> events = new ArrayDeque<>();
        private final TreeMap<String, ActiveFlows> ofNetwork = new TreeMap<>();
        private final NetworkMonitor network;
        private final Measurements measurements;
        private long count;
        private long datagrams;
        private long first;
        private long last;
        private long number;
        private long mark = Long.MIN_VALUE;

        Run(Threshold threshold) {
            Thresholds tried = Thresholds.NONE.with(threshold);
            FlowDefinition watched = flows.get().get(threshold.metricName());
            FlowDefinitions definitions = watched == null ? FlowDefinitions.NONE : FlowDefinitions.NONE.with(watched);
            AgentDirectory directory = new AgentDirectory();
            network = new NetworkMonitor(() -> tried);
            ThresholdMonitor monitor = new ThresholdMonitor(() -> tried, directory::agent, this);
            ShardNames names = new ShardNames(lookups, topology, new HostExchange(1, false), 0);
            MeterInputs inputs = new MeterInputs(() -> definitions, names::lookups, names::topology);
            Meter meter = new Meter(inputs, keys, new MeterLimits(MeterLimits.DEFAULT_ENTRIES, MEMORY), monitor);
            measurements = new Measurements(directory, structures, names, meter, monitor, this);
        }

        Trial result() {
            recent.read(Long.MIN_VALUE, this::apply);
            if (datagrams > 0) {
                measurements.mark(number, last);
            }
            return new Trial(first / MILLI, last / MILLI, datagrams, count, List.copyOf(events));
        }

        private void apply(RecentDatagram datagram) {
            long time = Math.max(last, datagram.time());
            if (datagrams == 0) {
                first = time;
                mark = time - Math.floorMod(time, MARK);
            }
            mark = Math.max(mark, time - Math.floorMod(time, MARK) - SILENCE);
            for (; mark + MARK <= time; mark += MARK) {
                measurements.mark(number, mark + MARK);
            }
            number = datagram.number();
            last = time;
            datagrams++;
            measurements.apply(datagram);
        }

        @Override
        public void event(Moment at, Event event) {
            note(event);
        }

        private void note(Event event) {
            count++;
            events.addFirst(event);
            if (events.size() > MOST_EVENTS) {
                events.removeLast();
            }
        }

        @Override
        public void network(String definition, ActiveFlows flows) {
            ofNetwork.put(definition, flows);
        }

        @Override
        public void passed(long time) {
            if (!ofNetwork.isEmpty()) {
                network.at(time, ofNetwork).forEach(this::note);
                ofNetwork.clear();
            }
        }

        @Override
        public void record(Moment at, FlowRecord record) {
            // Records of flows are none of a trial's.
        }

        @Override
        public void ended() {
            // Nobody waits for it.
        }
    }
}
