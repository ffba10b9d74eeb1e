package weir.ingest;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of the engine: named, started once, waited for at the end.
 *
 * <p>It does not keep the process alive. Thread: any.
 */
public final class EngineThread {

    private static final Logger LOG = LoggerFactory.getLogger(EngineThread.class);

    private final Thread thread;
    private boolean started;

    /** A thread that does not run yet. */
    public EngineThread(String name, Runnable body) {
        thread = Thread.ofPlatform()
                .name(name)
                .daemon()
                .uncaughtExceptionHandler((dead, e) -> LOG.error("{} died", dead.getName(), e))
                .unstarted(body);
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
