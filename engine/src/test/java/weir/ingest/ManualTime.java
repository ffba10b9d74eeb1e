package weir.ingest;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.enginetest.Await;

/** Time that passes when a test says so; who waits for it is woken by that. */
final class ManualTime implements RealTime {

    private volatile long wall;
    private volatile long ticks;
    private volatile @Nullable Thread waiting;
    /** What each thread read last; who read an older time than now must look again instead of waiting. */
    private final ThreadLocal<Long> seen = ThreadLocal.withInitial(() -> 0L);

    ManualTime(long wall) {
        this.wall = wall;
    }

    @Override
    public long wall() {
        return wall;
    }

    @Override
    public long ticks() {
        long now = ticks;
        seen.set(now);
        return now;
    }

    @Override
    public void await(Object blocker, long nanos) {
        waiting = Thread.currentThread();
        if (ticks == seen.get()) {
            LockSupport.park(blocker);
        }
        waiting = null;
    }

    /** Lets time pass on both clocks. */
    void pass(long nanos) {
        wall += nanos;
        ticks += nanos;
        Thread sleeper = waiting;
        waiting = null;
        if (sleeper != null) {
            LockSupport.unpark(sleeper);
        }
    }

    /** Sets the wall clock. */
    void set(long time) {
        wall = time;
    }

    /** Returns when a thread waits for time to pass. */
    void untilSomeoneWaits() {
        Await.until("a thread waits for time to pass", () -> waiting != null);
    }
}
