package weir.script.js;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one callback has taken of processor time and memory.
 *
 * <p>Thread: that of the script; {@link #close()}, {@link #overrun()} and what was taken any.
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
    private boolean measured;
    private int calls;
    private volatile long cpuMillis;
    private volatile long slowestMillis;
    private volatile long mostBytes;
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

    /** A callback begins: what the thread took since the last one ended counts for it. */
    public void begin() {
        if (!measured) {
            cpuAtBegin = THREADS.getCurrentThreadCpuTime();
            bytesAtBegin = THREADS.getCurrentThreadAllocatedBytes();
        }
        running = true;
    }

    /** It is over. Looking at the clock costs as much as a short callback, so it is done once for both. */
    void end() {
        running = false;
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        slowestMillis = Math.max(slowestMillis, (cpu - cpuAtBegin) / NANOS_PER_MILLI);
        mostBytes = Math.max(mostBytes, allocated - bytesAtBegin);
        cpuMillis = cpu / NANOS_PER_MILLI;
        cpuAtBegin = cpu;
        bytesAtBegin = allocated;
        measured = true;
    }

    /** Processor time of the thread until the latest callback ended, ms. */
    public long cpuMillis() {
        return cpuMillis;
    }

    /** Most processor time that a callback took, ms. */
    public long slowestMillis() {
        return slowestMillis;
    }

    /** Most bytes that a callback allocated. */
    public long mostBytes() {
        return mostBytes;
    }

    private long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - bytesAtBegin;
    }

    private long nanos() {
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
