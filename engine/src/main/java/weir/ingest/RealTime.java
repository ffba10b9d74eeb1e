package weir.ingest;

import java.util.concurrent.locks.LockSupport;

/**
 * The time outside, which engine time follows or imitates: a seam, so that clocks and pacing can be tested without
 * waiting.
 */
interface RealTime {

    /** The machine's time. */
    RealTime SYSTEM = new RealTime() {
        @Override
        public long wall() {
            return Math.multiplyExact(System.currentTimeMillis(), EngineClock.MILLISECOND);
        }

        @Override
        public long ticks() {
            return System.nanoTime();
        }

        @Override
        public void await(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, nanos);
        }
    };

    /** The wall clock, which may be set: nanoseconds since the epoch. */
    long wall();

    /** Nanoseconds since some moment, never going back. */
    long ticks();

    /** Lets the thread wait so long, or until it is unparked, or for no reason less. */
    void await(Object blocker, long nanos);
}
