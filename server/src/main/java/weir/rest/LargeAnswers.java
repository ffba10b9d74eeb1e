package weir.rest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets only a few large answers be rendered at a time, so that rendering never starves the threads that receive and
 * measure; others wait for their turn, and are refused when it does not come in time.
 *
 * <p>An answer gives its turn up while its client is slow to read: it costs no processor then, so a slow reader keeps nobody
 * waiting. How many may be open so is bounded too, because each holds buffers.
 *
 * <p>Thread: any.
 */
final class LargeAnswers {

    private final Semaphore rendering;
    private final Semaphore open;
    private final long waitNanos;

    /**
     * Bounds.
     *
     * @param rendering answers rendered at a time
     * @param open answers begun and not ended
     * @param waitMillis how long one waits for its turn
     */
    LargeAnswers(int rendering, int open, long waitMillis) {
        this.rendering = new Semaphore(rendering, true);
        this.open = new Semaphore(open, true);
        waitNanos = TimeUnit.MILLISECONDS.toNanos(waitMillis);
    }

    /** The right to render, to be closed at the end. */
    interface Turn extends AutoCloseable {

        /** Lets others render; this one waits for its client. */
        void pause();

        /** Waits until it is this one's turn again. */
        void resume();

        @Override
        void close();
    }

    /** A turn for an answer that is not large. */
    static final Turn FREE = new Turn() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void close() {}
    };

    /**
     * Waits for a turn.
     *
     * @throws RefusedException it did not come in time: status 503
     */
    Turn begin() {
        long deadline = System.nanoTime() + waitNanos;
        if (acquire(open, deadline)) {
            if (acquire(rendering, deadline)) {
                return new Held();
            }
            open.release();
        }
        throw new RefusedException(503, "too many large answers are being written; try again");
    }

    private static boolean acquire(Semaphore permits, long deadline) {
        try {
            return permits.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A turn that counts. For one thread. */
    private final class Held implements Turn {
        private boolean rendered = true;

        @Override
        public void pause() {
            rendering.release();
            rendered = false;
        }

        @Override
        public void resume() {
            rendering.acquireUninterruptibly();
            rendered = true;
        }

        @Override
        public void close() {
            if (rendered) {
                rendering.release();
            }
            open.release();
        }
    }
}
