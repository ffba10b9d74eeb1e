package weir.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes a piece of code allocates on its thread. */
public final class Allocation {

    private Allocation() {}

    /**
     * Bytes that the work allocates on the calling thread once it is warm.
     *
     * <p>Runs the work until a run allocates nothing, so that compilation and growing buffers are past, but at most
     * {@code warmups} times; answers what one more run allocates.
     */
    public static long ofWarm(int warmups, Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long allocated = 0;
        for (int i = 0; i <= warmups; i++) {
            long before = threads.getThreadAllocatedBytes(thread);
            work.run();
            allocated = threads.getThreadAllocatedBytes(thread) - before;
            if (allocated == 0) {
                break;
            }
        }
        return allocated;
    }

    /** Bytes that the calling thread has allocated since it began. */
    public static long soFar() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
