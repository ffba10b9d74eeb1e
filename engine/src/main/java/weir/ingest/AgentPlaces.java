package weir.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many agents may be known at one time, over all source threads.
 *
 * <p>Thread: any.
 */
final class AgentPlaces {

    private final AtomicInteger free;

    AgentPlaces(int count) {
        free = new AtomicInteger(count);
    }

    /** Takes a place, if there is one. */
    boolean take() {
        return free.getAndUpdate(count -> count > 0 ? count - 1 : 0) > 0;
    }

    /** Gives places back. */
    void giveBack(int count) {
        free.addAndGet(count);
    }
}
