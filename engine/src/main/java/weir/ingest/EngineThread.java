package weir.ingest;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the engine: named, started once, waited for at the end.
 *
 * <p>A body that throws, be it for lack of memory, is begun again after a pause: an engine that lives without one of its
 * threads would be deaf and not say so. Bodies therefore keep their state in fields. A thread whose body throws again and
 * again is {@link #failing() told} until it works: an engine with such a thread looks alive and is not well.
 *
 * <p>It does not keep the process alive. Thread: any.
 */
public final class EngineThread {

    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);

    private static final long PAUSE_AFTER_FAULT = 100 * EngineClock.MILLISECOND;

    /** A body that ran so long before it threw was working. */
    private static final long STEADY = EngineClock.SECOND;

    private static final int FAILURES_IN_A_ROW = 3;

    private static final Set<EngineThread> RUNNING = ConcurrentHashMap.newKeySet();
    private static final AtomicLong FAILURES = new AtomicLong();

    private final Thread thread;
    private volatile int failuresInARow;
    private volatile long failedAt;
    private boolean started;

    /** A thread that does not run yet. */
    public EngineThread(String name, Runnable body) {
        thread = Thread.ofPlatform()
                .name(name)
                .daemon()
                .uncaughtExceptionHandler((dead, e) -> LOG.error("{} died", dead.getName(), e))
                .unstarted(() -> keepRunning(body));
    }

    /** Names of the threads of this process whose bodies throw again and again. */
    public static List<String> failing() {
        return RUNNING.stream()
                .filter(EngineThread::isFailing)
                .map(running -> running.thread.getName())
                .sorted()
                .toList();
    }

    /** How often the body of a thread of this process has thrown. */
    public static long failures() {
        return FAILURES.get();
    }

    private boolean isFailing() {
        return failuresInARow >= FAILURES_IN_A_ROW && System.nanoTime() - failedAt < PAUSE_AFTER_FAULT + STEADY;
    }

    private void keepRunning(Runnable body) {
        RUNNING.add(this);
        boolean told = false;
        long begun = System.nanoTime();
        while (!runs(body, told)) {
            told = true;
            long now = System.nanoTime();
            failuresInARow = now - begun < STEADY ? failuresInARow + 1 : 1;
            failedAt = now;
            FAILURES.incrementAndGet();
            // A fault that stays must not take a processor.
            LockSupport.parkNanos(body, PAUSE_AFTER_FAULT);
            begun = System.nanoTime();
        }
        RUNNING.remove(this);
    }

    /** Whether the body came to its end. */
    private static boolean runs(Runnable body, boolean told) {
        try {
            body.run();
            return true;
        } catch (RuntimeException | Error e) {
            if (!told) {
                tell(e);
            }
            return false;
        }
    }

    private static void tell(Throwable fault) {
        try {
            LOG.error(
                    "{} failed and goes on; further failures are not told",
                    Thread.currentThread().getName(),
                    fault);
        } catch (OutOfMemoryError e) {
            // There is no memory to say so; going on matters more.
        }
    }

    /** Starts it. */
    public synchronized void start() {
        thread.start();
        started = true;
    }

    /** Ends a wait of it early. */
    public void wake() {
        LockSupport.unpark(thread);
    }

    /** Waits until it has ended, if it was started; an interrupt is kept for later. */
    public synchronized void join() {
        boolean interrupted = false;
        while (started && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
