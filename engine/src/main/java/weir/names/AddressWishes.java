package weir.names;

import java.util.concurrent.atomic.AtomicLong;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * Addresses that shards want looked up: a bounded queue.
 *
 * <p>When it is full, further wishes are forgotten and counted; a later sample of the address wishes again.
 *
 * <p>Thread: {@link #offer} and facts any; {@link #take} one.
 */
final class AddressWishes {

    private final MpscAtomicArrayQueue<IpAddress> queue;
    private final AtomicLong forgotten = new AtomicLong();

    /** A queue for at least that many addresses. */
    AddressWishes(int capacity) {
        queue = new MpscAtomicArrayQueue<>(capacity);
    }

    /** Adds an address. Answers false when the queue is full. */
    boolean offer(IpAddress address) {
        if (queue.offer(address)) {
            return true;
        }
        forgotten.incrementAndGet();
        return false;
    }

    /** Takes the oldest wish. Absent: null when there is none. */
    @Nullable
    IpAddress take() {
        return queue.poll();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Wishes that found the queue full. */
    long forgotten() {
        return forgotten.get();
    }
}
