package weir.script.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one callback has taken of processor time and memory.
 *
 * <p>Thread: that of the script; {@link #close()} any.
 */
public final class Budget {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Built-in calls between two looks at the clock. */
    private static final int CALLS = 256;

    private final Limits limits;
    private long cpuAtBegin;
    private long bytesAtBegin;
    private int calls;
    private volatile boolean closed;

    /** Nothing is taken yet. */
    public Budget(Limits limits) {
        this.limits = limits;
    }

    /** A callback begins. */
    public void begin() {
        cpuAtBegin = THREADS.getCurrentThreadCpuTime();
        bytesAtBegin = THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Processor time of the thread so far, ms. */
    public static long cpuMillis() {
        return THREADS.getCurrentThreadCpuTime() / NANOS_PER_MILLI;
    }

    /** Bytes that the callback has allocated so far. */
    public long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - bytesAtBegin;
    }

    /** Processor time of the callback so far, ns. */
    public long nanos() {
        return THREADS.getCurrentThreadCpuTime() - cpuAtBegin;
    }

    /** A built-in function that counts no instructions is called. */
    void called() {
        if (++calls % CALLS == 0) {
            check();
        }
    }

    /**
     * Compares with the limits.
     *
     * @throws LimitError one is exceeded, or the script is to end
     */
    public void check() {
        if (closed) {
            throw new LimitError("the script is stopped");
        }
        if (nanos() > limits.callbackMillis() * NANOS_PER_MILLI) {
            throw new LimitError("a callback took more than " + limits.callbackMillis() + " ms (script.limit.time)");
        }
        if (bytes() > limits.callbackBytes()) {
            throw new LimitError(
                    "a callback allocated more than " + limits.callbackBytes() + " bytes (script.limit.memory)");
        }
    }

    /** Ends what runs, at the next look. */
    public void close() {
        closed = true;
    }
}
