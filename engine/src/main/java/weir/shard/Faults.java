package weir.shard;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what our own code throws while it applies datagrams, and tells each cause once.
 *
 * <p>A cause is the kind of exception and the place it was thrown at. Bound: {@value #MOST_CAUSES} causes are told.
 *
 * <p>Thread: {@link #add} the shard's; {@link #count} any.
 */
final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int MOST_CAUSES = 64;

    private final Set<String> told = new HashSet<>();
    private final AtomicLong count = new AtomicLong();

    void add(Throwable fault) {
        count.setOpaque(count.getPlain() + 1);
        StackTraceElement[] stack = fault.getStackTrace();
        String cause = fault.getClass().getName() + (stack.length == 0 ? "" : stack[0].toString());
        if (told.size() < MOST_CAUSES && told.add(cause)) {
            LOG.error("A fault of our own; the rest of the datagram is skipped, further ones are only counted", fault);
        }
    }

    /** Causes told so far. */
    int causes() {
        return told.size();
    }

    long count() {
        return count.getOpaque();
    }
}
