package weir.relay;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import weir.ingest.Doorbell;

/**
 * Takes datagrams from one shard to the thread that sends them.
 *
 * <p>Bound: {@value #CAPACITY} datagrams and {@value #MOST_BYTES} bytes; what finds no room is dropped and counted. Nothing
 * is allocated before something is to be relayed, and nothing once every place has grown to the size of its datagrams.
 *
 * <p>Thread: {@link #offer} the shard's; {@link #peek} and {@link #remove} the sender's; {@link #drops} any.
 */
final class RelayQueue {

    static final int CAPACITY = 1_024;
    static final long MOST_BYTES = 4 << 20;
    private static final int LEAST = 1_500;

    /** A datagram on its way. */
    static final class Parcel {
        ByteBuffer bytes = ByteBuffer.allocate(0);

        @Nullable
        RelayTarget target;

        int samples;
    }

    private final SpscAtomicArrayQueue<Parcel> waiting = new SpscAtomicArrayQueue<>(CAPACITY);
    private final SpscAtomicArrayQueue<Parcel> spent = new SpscAtomicArrayQueue<>(CAPACITY);
    private final Doorbell sender;
    private final AtomicLong drops = new AtomicLong();
    /** One that could not grow; only the sender may put into the queue of the spent. */
    private @Nullable Parcel spare;

    private int made;
    private long held;

    /** An empty queue. */
    RelayQueue(Doorbell sender) {
        this.sender = sender;
    }

    /**
     * Queues a copy of a datagram.
     *
     * @param samples how many samples of a tenant it holds; 0 when it is relayed unchanged
     */
    void offer(RelayTarget target, byte[] bytes, int from, int length, int samples) {
        Parcel parcel = take();
        if (parcel == null) {
            drop();
            return;
        }
        if (parcel.bytes.capacity() < length && !grow(parcel, length)) {
            spare = parcel;
            drop();
            return;
        }
        parcel.bytes.clear().put(bytes, from, length).flip();
        parcel.target = target;
        parcel.samples = samples;
        waiting.offer(parcel);
        sender.ring();
    }

    private @Nullable Parcel take() {
        Parcel parcel = spare != null ? spare : spent.poll();
        spare = null;
        if (parcel == null && made < CAPACITY) {
            made++;
            parcel = new Parcel();
        }
        return parcel;
    }

    private boolean grow(Parcel parcel, int length) {
        int size = Math.max(LEAST, length);
        if (held + size - parcel.bytes.capacity() > MOST_BYTES) {
            return false;
        }
        held += size - parcel.bytes.capacity();
        parcel.bytes = ByteBuffer.allocate(size);
        return true;
    }

    private void drop() {
        drops.setOpaque(drops.getPlain() + 1);
    }

    /** Datagrams that found no room. */
    long drops() {
        return drops.getOpaque();
    }

    /** The oldest datagram. Absent: null when none waits. */
    @Nullable
    Parcel peek() {
        return waiting.peek();
    }

    /** Takes the oldest datagram away. */
    void remove() {
        Parcel parcel = waiting.poll();
        if (parcel != null) {
            spent.offer(parcel);
        }
    }
}
