package weir.ingest;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the engine: named, started once, waited for at the end.
 *
 * <p>A body that throws, be it for lack of memory, is begun again after a pause: an engine that lives without one of its
 * threads would be deaf and not say so. Bodies therefore keep their state in fields.
 *
 * <p>It does not keep the process alive. Thread: any.
 */
public final class EngineThread {

    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);

    private static final long PAUSE_AFTER_FAULT = 100 * EngineClock.MILLISECOND;

    private final Thread thread;
    private boolean started;

    /** A thread that does not run yet. */
    public EngineThread(String name, Runnable body) {
        thread = Thread.ofPlatform()
                .name(name)
                .daemon()
                .uncaughtExceptionHandler((dead, e) -> LOG.error("{} died", dead.getName(), e))
                .unstarted(() -> keepRunning(body));
    }

    private static void keepRunning(Runnable body) {
        boolean told = false;
        while (!runs(body, told)) {
            told = true;
            // A fault that stays must not take a processor.
            LockSupport.parkNanos(body, PAUSE_AFTER_FAULT);
        }
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
