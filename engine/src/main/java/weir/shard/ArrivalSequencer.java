package weir.shard;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.event.Event;
import weir.event.EventLatency;
import weir.event.FlowRecord;
import weir.event.NetworkMonitor;
import weir.flow.ActiveFlows;
import weir.ingest.Doorbell;
import weir.ingest.EngineClock;
import weir.ingest.EngineThread;
import weir.meter.Moment;

/**
 * For live operation: the order is that of arrival, and what arrives is appended at once.
 *
 * <p>Bound: {@value #CAPACITY} entries wait; a shard never does, further ones are dropped and counted.
 */
public final class ArrivalSequencer implements Sequencer {

    private static final int CAPACITY = 1 << 16;
    private static final double MILLIS = 1e6;
    private static final Logger LOG = LoggerFactory.getLogger(ArrivalSequencer.class);

    private sealed interface Entry {}

    /** An event, when its sample had arrived, and when it was found. */
    private record Detected(Event event, long arrived, long detected) implements Entry {}

    private record Closed(FlowRecord record) implements Entry {}

    /** Flows of edge ports of a shard at a mark. */
    private record Reported(int shard, long time, NetworkFlows flows) implements Entry {}

    private final Logs logs;
    private final EngineClock clock;
    private final NetworkMonitor network;
    private final Reported[] latest;
    private final MessagePassingQueue<Entry> queue = new MpscAtomicArrayQueue<>(CAPACITY);
    private final Doorbell doorbell = new Doorbell();
    private final AtomicLong drops = new AtomicLong();
    /** From arrival to log, of events. */
    private final Delays delays;

    private final EngineThread thread = new EngineThread("weir-sequencer", this::run);
    private long compared = Long.MIN_VALUE;
    private volatile boolean closed;

    /**
     * A sequencer that does not run yet.
     *
     * @param network compares flows of the whole network with thresholds
     */
    public ArrivalSequencer(int shards, Logs logs, NetworkMonitor network, EngineClock clock) {
        this.logs = logs;
        this.network = network;
        this.clock = clock;
        delays = new Delays(clock);
        latest = new Reported[shards];
        for (int shard = 0; shard < shards; shard++) {
            latest[shard] = new Reported(shard, Long.MIN_VALUE, new NetworkFlows());
        }
    }

    @Override
    public ShardOutlet outlet(int shard) {
        return new Outlet(shard);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public long drops() {
        return drops.get() + network.refused();
    }

    @Override
    public void addTo(Histogram sum) {
        delays.addTo(sum);
    }

    /** One queue serves all shards; only what belongs to a mark is gathered by shard. */
    private final class Outlet implements ShardOutlet {

        private final int shard;
        private NetworkFlows ofNetwork = new NetworkFlows();

        Outlet(int shard) {
            this.shard = shard;
        }

        @Override
        public void event(Moment at, Event event) {
            offer(new Detected(event, at.time(), clock.now()));
        }

        @Override
        public void record(Moment at, FlowRecord record) {
            offer(new Closed(record));
        }

        @Override
        public void network(String definition, ActiveFlows flows) {
            ofNetwork.add(definition, flows);
        }

        /** Nobody waits for a mark, but flows of the network are compared at it. */
        @Override
        public void passed(long time) {
            if (!ofNetwork.isEmpty()) {
                offer(new Reported(shard, time, ofNetwork));
                ofNetwork = new NetworkFlows();
            }
        }

        /** Live operation has no end. */
        @Override
        public void ended() {}
    }

    private void offer(Entry entry) {
        if (queue.offer(entry)) {
            doorbell.ring();
        } else {
            drops.incrementAndGet();
        }
    }

    private void run() {
        while (!closed) {
            Entry entry = queue.relaxedPoll();
            if (entry != null) {
                append(entry);
                continue;
            }
            doorbell.announceSleep();
            if (queue.isEmpty() && !closed) {
                doorbell.await(Long.MAX_VALUE);
            }
            doorbell.stayAwake();
        }
    }

    private void append(Entry entry) {
        try {
            switch (entry) {
                case Detected found -> append(found);
                case Closed ended -> logs.flows().append(ended.record);
                case Reported flows -> compareNetwork(flows);
            }
        } catch (RuntimeException e) {
            LOG.error("A listener of the logs failed", e);
        }
    }

    private void append(Detected found) {
        double toDetect = (found.detected - found.arrived) / MILLIS;
        long toLog = clock.now() - found.arrived;
        delays.took(toLog);
        logs.events().append(found.event.with(new EventLatency(toDetect, toLog / MILLIS)));
    }

    /** Compares once every shard has reported for a mark. */
    private void compareNetwork(Reported report) {
        latest[report.shard] = report;
        long slowest = Arrays.stream(latest).mapToLong(Reported::time).min().orElse(compared);
        if (slowest <= compared) {
            return;
        }
        compared = slowest;
        NetworkFlows all = new NetworkFlows();
        for (Reported reported : latest) {
            all.addAll(reported.flows);
        }
        for (Event event : network.at(slowest, all.byDefinition())) {
            append(new Detected(event, slowest, clock.now()));
        }
    }

    @Override
    public void close() {
        closed = true;
        doorbell.ring();
        thread.join();
    }
}
