package weir.shard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.NetworkMonitor;
import weir.flow.ActiveFlows;
import weir.flow.FlowSource;
import weir.ingest.EngineThread;
import weir.meter.Moment;

/**
 * For replay: one order that depends neither on the number of shards nor on their speed.
 *
 * <p>Shards hand over what they produced at every mark. When all have passed a mark, what they produced up to it is put in
 * the order of engine time, datagram, sample, definition and data source, and appended. What one data source produces at one
 * moment keeps its order.
 *
 * <p>Bound: what is produced from one mark to the next, {@value #MOST_BETWEEN_MARKS} entries of a shard; further ones are
 * dropped and counted, and then replays are no longer equal. A shard waits at a mark as long
 * as more than {@value #MOST_BACKLOG} entries wait and some of them can be appended.
 */
public final class MarkSequencer implements Sequencer {

    /** Most entries that a shard hands over at one mark. */
    static final int MOST_BETWEEN_MARKS = 1 << 18;

    private static final int MOST_BACKLOG = 1 << 14;
    private static final long END = Long.MAX_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(MarkSequencer.class);

    private static final Comparator<Placed> ORDER = Comparator.comparingLong(Placed::time)
            .thenComparingLong(Placed::datagram)
            .thenComparingInt(Placed::sample)
            .thenComparing(Placed::definition)
            .thenComparing(Placed::source);

    /** An entry of either log with its place in the order. */
    private record Placed(
            long time,
            long datagram,
            int sample,
            String definition,
            FlowSource source,
            @Nullable Event event,
            @Nullable FlowRecord flow) {}

    /** What shards handed over at one mark. */
    private static final class Level {
        private final List<Placed> entries = new ArrayList<>();
        private final NetworkFlows network = new NetworkFlows();
    }

    private final Logs logs;
    private final NetworkMonitor network;
    private final Runnable onEnd;
    private final long[] passed;
    private final AtomicLong drops = new AtomicLong();
    private final EngineThread thread = new EngineThread("weir-sequencer", this::run);

    // Guarded by this, and so is what was passed.
    private final TreeMap<Long, Level> waiting = new TreeMap<>();
    private int held;
    private int appending;
    private boolean closed;

    /**
     * A sequencer that does not run yet.
     *
     * @param network compares flows of the whole network with thresholds
     * @param onEnd run after everything is appended that a replay produced
     */
    public MarkSequencer(int shards, Logs logs, NetworkMonitor network, Runnable onEnd) {
        this.logs = logs;
        this.network = network;
        this.onEnd = onEnd;
        passed = new long[shards];
        Arrays.fill(passed, Long.MIN_VALUE);
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

    /** Replay has no delays. */
    @Override
    public void addTo(Histogram sum) {}

    /** Gathers what a shard produces from mark to mark. */
    private final class Outlet implements ShardOutlet {

        private final int shard;
        private List<Placed> produced = new ArrayList<>();
        private NetworkFlows ofNetwork = new NetworkFlows();

        Outlet(int shard) {
            this.shard = shard;
        }

        @Override
        public void event(Moment at, Event event) {
            add(new Placed(at.time(), at.datagram(), at.sample(), event.threshold(), event.source(), event, null));
        }

        @Override
        public void record(Moment at, FlowRecord flow) {
            add(new Placed(at.time(), at.datagram(), at.sample(), flow.name(), flow.source(), null, flow));
        }

        private void add(Placed entry) {
            if (produced.size() < MOST_BETWEEN_MARKS) {
                produced.add(entry);
            } else {
                drops.incrementAndGet();
            }
        }

        @Override
        public void network(String definition, ActiveFlows flows) {
            ofNetwork.add(definition, flows);
        }

        @Override
        public void passed(long time) {
            handOver(time);
        }

        @Override
        public void ended() {
            handOver(END);
        }

        private void handOver(long time) {
            take(shard, time, produced, ofNetwork);
            if (!produced.isEmpty()) {
                produced = new ArrayList<>();
            }
            if (!ofNetwork.isEmpty()) {
                ofNetwork = new NetworkFlows();
            }
        }
    }

    private synchronized void take(int shard, long time, List<Placed> produced, NetworkFlows ofNetwork) {
        // What is not ready waits for other shards, and they must not wait for this one.
        awaitUntil(() -> held <= MOST_BACKLOG || appending == 0 && !isReady());
        if (!produced.isEmpty() || !ofNetwork.isEmpty()) {
            Level level = waiting.computeIfAbsent(time, mark -> new Level());
            level.entries.addAll(produced);
            level.network.addAll(ofNetwork);
            held += produced.size();
        }
        passed[shard] = time;
        notifyAll();
    }

    private void run() {
        for (Map.Entry<Long, Level> ready = next(); ready != null; ready = next()) {
            List<Placed> entries = ready.getValue().entries;
            compareNetwork(ready.getKey(), ready.getValue().network, entries);
            entries.sort(ORDER);
            entries.forEach(this::append);
        }
        if (!isClosed()) {
            onEnd.run();
        }
    }

    /** What the flows of the network make comes last of its mark. */
    private void compareNetwork(long time, NetworkFlows flows, List<Placed> entries) {
        if (flows.isEmpty()) {
            return;
        }
        for (Event event : network.at(time, flows.byDefinition())) {
            entries.add(new Placed(
                    time, Long.MAX_VALUE, Moment.AFTER_SAMPLES, event.threshold(), event.source(), event, null));
        }
    }

    /** Waits for what all shards have handed over up to one mark. Absent: null when nothing follows. */
    private synchronized Map.@Nullable Entry<Long, Level> next() {
        held -= appending;
        appending = 0;
        notifyAll();
        awaitUntil(this::isReady);
        if (closed || waiting.isEmpty()) {
            return null;
        }
        Map.Entry<Long, Level> ready = waiting.pollFirstEntry();
        appending = ready.getValue().entries.size();
        return ready;
    }

    /** Whether all shards have passed the first mark that something waits for, or the end. */
    private boolean isReady() {
        long slowest = Arrays.stream(passed).min().orElse(END);
        return slowest >= (waiting.isEmpty() ? END : waiting.firstKey());
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void append(Placed entry) {
        try {
            if (entry.event != null) {
                logs.events().append(entry.event);
            }
            if (entry.flow != null) {
                logs.flows().append(entry.flow);
            }
        } catch (RuntimeException e) {
            LOG.error("A listener of the logs failed", e);
        }
    }

    /** Waits until a condition holds or this is closed. */
    private synchronized void awaitUntil(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean() && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.join();
    }
}
