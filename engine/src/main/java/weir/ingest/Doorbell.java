package weir.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one shard thread when its queues have something, with one system call for many datagrams.
 *
 * <p>A thread that finds nothing to do first naps: for a moment it lets datagrams gather, and only a queue that fills up
 * wakes it. Then it sleeps, and the first datagram wakes it. So at a thousand datagrams a second it wakes a few hundred
 * times, at ten it wakes for each, and waking a thread, the dearest step of handing over, is paid once per batch.
 *
 * <p>No wake-up is lost: the sleeper says that it sleeps before it looks once more; the ringer queues before it looks
 * whether someone sleeps; a full fence stands between both steps on both sides.
 *
 * <p>Thread: {@link #ring} any; the rest the one that waits.
 */
public final class Doorbell {

    private static final int AWAKE = 0;
    private static final int NAPPING = 1;
    private static final int ASLEEP = 2;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Doorbell.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state = AWAKE;
    private volatile @Nullable Thread waiter;

    /**
     * Wakes the waiter if it sleeps.
     *
     * @param urgent whether to end a nap too
     */
    public void ring(boolean urgent) {
        VarHandle.fullFence();
        int seen = state;
        if (seen == AWAKE || seen == NAPPING && !urgent) {
            return;
        }
        if ((int) STATE.getAndSet(this, AWAKE) != AWAKE) {
            LockSupport.unpark(waiter);
        }
    }

    /** Says that the caller is about to nap; it must look for work once more before {@link #await}. */
    public void announceNap() {
        announce(NAPPING);
    }

    /** Says that the caller is about to sleep; it must look for work once more before {@link #await}. */
    public void announceSleep() {
        announce(ASLEEP);
    }

    private void announce(int wanted) {
        waiter = Thread.currentThread();
        state = wanted;
        VarHandle.fullFence();
    }

    /** Waits to be rung, at most for so long; may return early. */
    public void await(long nanos) {
        if (state != AWAKE) {
            LockSupport.parkNanos(this, nanos);
        }
        state = AWAKE;
    }

    /** The caller found work after all. */
    public void stayAwake() {
        state = AWAKE;
    }
}
