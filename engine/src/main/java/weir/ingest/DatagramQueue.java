package weir.ingest;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes datagrams from one source thread to one shard thread, in order, without allocating.
 *
 * <p>Bound: a fixed number of items and {@value #BYTES_PER_ITEM} bytes of payload for each, at least
 * {@value #LEAST_BYTES} together; all of it exists from the start. Items go to the shard through one queue and come back
 * through another, so that neither thread ever waits for a lock.
 *
 * <p>Thread: {@code offer}, {@link #tell} and {@link #awaitRoom} the source thread; {@link #peek}, {@link #remove} and
 * {@link #tellRoom} the shard thread; counts any.
 */
public final class DatagramQueue {

    /** Bytes of payload kept for each item: a full Ethernet frame. */
    static final int BYTES_PER_ITEM = 1500;

    /** Bytes of payload kept at least: a few datagrams of the largest size. */
    static final int LEAST_BYTES = 1 << 18;

    /** Datagrams after which a shard that sleeps is woken though its source may have more. */
    private static final int TOLD_TOGETHER = 32;

    private final MessagePassingQueue<QueueItem> waiting;
    private final MessagePassingQueue<QueueItem> spent;
    private final Doorbell shard;

    // Source thread only.
    private final QueueItem[] free;
    private final MessagePassingQueue.Consumer<QueueItem> reclaim = this::reclaimed;
    private final ByteRing ring;
    private int freeCount;
    private int untold;

    private final AtomicLong drops = new AtomicLong();
    private final AtomicLong stale = new AtomicLong();
    private volatile @Nullable Thread waiter;

    /**
     * A queue of so many items at most.
     *
     * @param shard rung when there is something to do
     */
    public DatagramQueue(int capacity, Doorbell shard) {
        this(capacity, Math.clamp((long) capacity * BYTES_PER_ITEM, LEAST_BYTES, 1 << 30), shard);
    }

    private DatagramQueue(int capacity, int bytes, Doorbell shard) {
        this.shard = shard;
        waiting = new SpscAtomicArrayQueue<>(capacity);
        spent = new SpscAtomicArrayQueue<>(capacity);
        ring = new ByteRing(bytes);
        free = new QueueItem[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = new QueueItem();
        }
        freeCount = capacity;
    }

    /** A queue for marks alone, which have no payload. */
    static DatagramQueue forMarks(Doorbell shard) {
        return new DatagramQueue(64, 0, shard);
    }

    /**
     * Queues a copy of a datagram; the shard is told of it with others, at the latest by {@link #tell}.
     *
     * @return false when there is no room
     */
    boolean offer(Datagram datagram, long number, long time) {
        QueueItem item = take();
        if (item == null) {
            return false;
        }
        int start = room(datagram.length());
        if (start == ByteRing.FULL) {
            free[freeCount++] = item;
            return false;
        }
        item.kind = QueueItem.Kind.DATAGRAM;
        item.number = number;
        item.time = time;
        item.sourceV6 = datagram.sourceV6();
        item.sourceHigh = datagram.sourceHigh();
        item.sourceLow = datagram.sourceLow();
        item.bytes = ring.bytes();
        item.start = start;
        item.length = datagram.length();
        ByteBuffer payload = datagram.payload();
        payload.get(datagram.start(), ring.bytes(), start, datagram.length());
        waiting.offer(item); // There are as many places as items.
        if (++untold >= TOLD_TOGETHER) {
            tell();
        }
        return true;
    }

    /** Queues word about the time and tells the shard. Answers false when there is no room. */
    boolean offer(QueueItem.Kind kind, long number, long time) {
        QueueItem item = take();
        if (item == null) {
            return false;
        }
        item.kind = kind;
        item.number = number;
        item.time = time;
        item.length = 0;
        waiting.offer(item);
        untold = 0;
        shard.ring();
        return true;
    }

    /** Wakes the shard if it sleeps and there is something it may not know of. */
    void tell() {
        if (untold > 0) {
            untold = 0;
            shard.ring();
        }
    }

    private @Nullable QueueItem take() {
        if (freeCount == 0) {
            reclaimAll();
            if (freeCount == 0) {
                return null;
            }
        }
        return free[--freeCount];
    }

    private int room(int length) {
        int start = ring.take(length);
        if (start == ByteRing.FULL) {
            reclaimAll();
            start = ring.take(length);
        }
        return start;
    }

    private void reclaimAll() {
        spent.drain(reclaim);
    }

    private void reclaimed(QueueItem item) {
        ring.giveBack(item.start, item.length);
        free[freeCount++] = item;
    }

    /** Counts a datagram that found no room. */
    void drop() {
        drops.setOpaque(drops.getPlain() + 1);
        tell();
    }

    /** Counts a datagram that has waited too long; to be called by the shard thread. */
    public void dropStale() {
        stale.setOpaque(stale.getPlain() + 1);
    }

    /** Datagrams that found no room, or waited too long, so far. */
    public long drops() {
        return drops.getOpaque() + stale.getOpaque();
    }

    /** Waits until the shard has given something back, or a moment; for a source that does not drop. */
    void awaitRoom() {
        shard.ring();
        waiter = Thread.currentThread();
        VarHandle.fullFence();
        if (spent.isEmpty()) {
            LockSupport.parkNanos(this, EngineClock.SECOND);
        }
        waiter = null;
    }

    /** The oldest item, which stays. Absent: null when nothing waits. */
    public @Nullable QueueItem peek() {
        return waiting.peek();
    }

    /** Takes the oldest item away; its view ends. */
    public void remove() {
        QueueItem item = waiting.poll();
        if (item != null) {
            spent.offer(item);
        }
    }

    /** Wakes the source if it waits for room; to be called after some items were removed. */
    public void tellRoom() {
        VarHandle.fullFence();
        Thread source = waiter;
        if (source != null) {
            LockSupport.unpark(source);
        }
    }
}
