package weir.shard;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.ingest.DatagramQueue;
import weir.ingest.Doorbell;
import weir.ingest.EngineThread;
import weir.ingest.QueueItem;

/**
 * One thread and the state it owns: takes what its queues hold, the earliest first, and applies it.
 *
 * <p>Each queue is in order of time; of several the shard takes the one whose first item is earliest, so that work due
 * at a mark is done before the first datagram with a later time.
 *
 * <p>Thread: {@link #start} and {@link #close} any; facts any.
 */
public final class Shard implements AutoCloseable {

    /** Items taken before a waiting source is told about the room. */
    private static final int BATCH = 128;
    /** Batches taken between two slices of questions when it is behind: questions may be slow, samples not be lost. */
    private static final int BATCHES = 8;

    private final DatagramQueue[] queues;
    private final Doorbell doorbell;
    private final ShardMailbox mailbox;
    private final ShardState state;
    private final Arrivals arrivals;
    private final Runnable onEnd;
    private final Faults faults = new Faults();
    private final EngineThread thread;
    private long time = Long.MIN_VALUE;
    private final AtomicLong reached = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean closed;

    /**
     * A shard that does not run yet.
     *
     * @param arrivals told of every datagram applied
     * @param onEnd run after the end of a replay was applied
     */
    public Shard(
            int index,
            List<DatagramQueue> queues,
            Doorbell doorbell,
            ShardState state,
            Arrivals arrivals,
            Runnable onEnd) {
        this.queues = queues.toArray(DatagramQueue[]::new);
        this.doorbell = doorbell;
        mailbox = new ShardMailbox(doorbell);
        this.state = state;
        this.arrivals = arrivals;
        this.onEnd = onEnd;
        thread = new EngineThread("weir-shard-" + index, this::run);
    }

    /** Told of every datagram after it was applied; on the shard's thread. */
    @FunctionalInterface
    public interface Arrivals {

        /**
         * A datagram was applied.
         *
         * @param arrived engine time of its arrival
         */
        void applied(long arrived);

        /**
         * Whether a datagram has waited so long that it is better left out than applied: what comes behind it would be as
         * late. Nothing is unless somebody says so.
         *
         * @param arrived engine time of its arrival
         */
        default boolean isStale(long arrived) {
            return false;
        }
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Faults of our own code met so far. */
    public long faults() {
        return faults.count();
    }

    /** Engine time of what was applied last; {@link Long#MIN_VALUE} before the first. */
    public long reached() {
        return reached.getOpaque();
    }

    /** Questions and other work for it. */
    public ShardMailbox mailbox() {
        return mailbox;
    }

    private void run() {
        while (!closed) {
            boolean worked = mailbox.work(faults);
            int taken = takeBatch();
            if (taken == 0 && !worked) {
                rest();
            }
            for (int batches = 1; taken == BATCH && batches < BATCHES; batches++) {
                taken = takeBatch();
            }
        }
    }

    /** Takes what there is, up to a batch. Answers how much that was. */
    private int takeBatch() {
        int taken = 0;
        while (taken < BATCH && !closed) {
            DatagramQueue queue = earliest();
            if (queue == null) {
                break;
            }
            QueueItem item = queue.peek();
            if (item != null) {
                if (item.kind() == QueueItem.Kind.DATAGRAM && arrivals.isStale(item.time())) {
                    queue.dropStale();
                } else {
                    take(item);
                }
                queue.remove();
                taken++;
            }
        }
        if (taken > 0) {
            for (DatagramQueue queue : queues) {
                queue.tellRoom();
            }
        }
        return taken;
    }

    /** The queue whose first item is earliest. Absent: null when all are empty. */
    private @Nullable DatagramQueue earliest() {
        DatagramQueue earliest = null;
        long least = Long.MAX_VALUE;
        for (DatagramQueue queue : queues) {
            QueueItem head = queue.peek();
            if (head != null && (earliest == null || head.time() < least)) {
                earliest = queue;
                least = head.time();
            }
        }
        return earliest;
    }

    private void take(QueueItem item) {
        // Several receivers stamp at once, so an item may be a little older than the one before.
        time = Math.max(time, item.time());
        reached.setOpaque(time);
        try {
            switch (item.kind()) {
                case DATAGRAM -> {
                    state.apply(item, time);
                    arrivals.applied(item.time());
                }
                case MARK -> state.mark(item.number(), time);
                case PASS -> state.startPass(item.number(), time);
                case END -> state.end(item.number(), time);
            }
        } catch (RuntimeException | Error e) {
            faults.add(e);
        }
        if (item.kind() == QueueItem.Kind.END) {
            onEnd.run();
        }
    }

    private void rest() {
        doorbell.announceSleep();
        if (idle()) {
            doorbell.await(Long.MAX_VALUE);
        }
        doorbell.stayAwake();
    }

    private boolean idle() {
        return !closed && earliest() == null && mailbox.isEmpty();
    }

    /** Ends the thread after the item at hand and waits for it; what is queued is left. */
    @Override
    public void close() {
        closed = true;
        doorbell.ring();
        thread.join();
        mailbox.close();
    }
}
