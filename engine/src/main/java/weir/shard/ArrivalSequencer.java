package weir.shard;

import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.event.Event;
import weir.event.EventLatency;
import weir.event.FlowRecord;
import weir.ingest.Doorbell;
import weir.ingest.EngineClock;
import weir.ingest.EngineThread;
import weir.meter.Moment;

/**
 * For live operation: the order is that of arrival, and what arrives is appended at once.
 *
 * <p>Bound: {@value #CAPACITY} entries wait; a shard never does, further ones are dropped and counted.
 */
public final class ArrivalSequencer implements Sequencer, ShardOutlet {

    private static final int CAPACITY = 1 << 16;
    private static final double MILLIS = 1e6;
    private static final Logger LOG = LoggerFactory.getLogger(ArrivalSequencer.class);

    private sealed interface Entry {}

    /** An event, when its sample had arrived, and when it was found. */
    private record Detected(Event event, long arrived, long detected) implements Entry {}

    private record Closed(FlowRecord record) implements Entry {}

    private final Logs logs;
    private final EngineClock clock;
    private final MessagePassingQueue<Entry> queue = new MpscAtomicArrayQueue<>(CAPACITY);
    private final Doorbell doorbell = new Doorbell();
    private final AtomicLong drops = new AtomicLong();
    private final EngineThread thread = new EngineThread("weir-sequencer", this::run);
    private volatile boolean closed;

    /** A sequencer that does not run yet. */
    public ArrivalSequencer(Logs logs, EngineClock clock) {
        this.logs = logs;
        this.clock = clock;
    }

    /** One queue serves all shards. */
    @Override
    public ShardOutlet outlet(int shard) {
        return this;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public long drops() {
        return drops.get();
    }

    @Override
    public void event(Moment at, Event event) {
        offer(new Detected(event, at.time(), clock.now()));
    }

    @Override
    public void record(Moment at, FlowRecord record) {
        offer(new Closed(record));
    }

    private void offer(Entry entry) {
        if (queue.offer(entry)) {
            doorbell.ring(true);
        } else {
            drops.incrementAndGet();
        }
    }

    /** Nobody waits for a mark. */
    @Override
    public void passed(long time) {}

    /** Live operation has no end. */
    @Override
    public void ended() {}

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
                case Detected found -> {
                    double toDetect = (found.detected - found.arrived) / MILLIS;
                    double toLog = (clock.now() - found.arrived) / MILLIS;
                    logs.events().append(found.event.with(new EventLatency(toDetect, toLog)));
                }
                case Closed ended -> logs.flows().append(ended.record);
            }
        } catch (RuntimeException e) {
            LOG.error("A listener of the logs failed", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        doorbell.ring(true);
        thread.join();
    }
}
