package weir.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one thread that waits for work.
 *
 * <p>Waking is the dearest step of handing over, so whoever queues rings once for many.
 *
 * <p>No wake-up is lost: the sleeper says that it sleeps before it looks once more; the ringer queues before it looks
 * whether someone sleeps; a full fence stands between both steps on both sides.
 *
 * <p>Thread: {@link #ring} any; the rest the one that waits.
 */
public final class Doorbell {

    private static final VarHandle ASLEEP;

    static {
        try {
            ASLEEP = MethodHandles.lookup().findVarHandle(Doorbell.class, "asleep", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile boolean asleep;
    private volatile @Nullable Thread waiter;

    /** Wakes the waiter if it sleeps. */
    public void ring() {
        VarHandle.fullFence();
        if (asleep && (boolean) ASLEEP.getAndSet(this, false)) {
            LockSupport.unpark(waiter);
        }
    }

    /** Says that the caller is about to sleep; it must look for work once more before {@link #await}. */
    public void announceSleep() {
        waiter = Thread.currentThread();
        asleep = true;
        VarHandle.fullFence();
    }

    /** Waits to be rung, at most for so long; may return early. */
    public void await(long nanos) {
        if (asleep) {
            LockSupport.parkNanos(this, nanos);
        }
        asleep = false;
    }

    /** The caller found work after all. */
    public void stayAwake() {
        asleep = false;
    }
}
