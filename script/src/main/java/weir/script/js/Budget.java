package weir.script.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one callback has taken of processor time and memory.
 *
 * <p>Thread: that of the script; {@link #close()} and {@link #overrun()} any.
 */
public final class Budget {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Built-in calls between two looks at the clock. */
    private static final int CALLS = 256;

    private final Limits limits;
    private final Thread thread;
    private volatile long cpuAtBegin;
    private long bytesAtBegin;
    private volatile boolean running;
    private int calls;
    private volatile boolean closed;

    /**
     * Nothing is taken yet.
     *
     * @param thread that of the script
     */
    public Budget(Limits limits, Thread thread) {
        this.limits = limits;
        this.thread = thread;
    }

    /** A callback begins. */
    public void begin() {
        cpuAtBegin = THREADS.getCurrentThreadCpuTime();
        bytesAtBegin = THREADS.getCurrentThreadAllocatedBytes();
        running = true;
    }

    /** It is over. */
    void end() {
        running = false;
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

    /**
     * Whether the callback has taken twice the time it may, so that it must be in a single operation that looks at nothing,
     * such as one with a huge {@code BigInt}.
     */
    public boolean overrun() {
        if (!running) {
            return false;
        }
        long now = THREADS.getThreadCpuTime(thread.threadId());
        return now - cpuAtBegin > 2 * limits.callbackMillis() * NANOS_PER_MILLI;
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
