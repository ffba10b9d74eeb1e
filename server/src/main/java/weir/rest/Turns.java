package weir.rest;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may render when, so that rendering never starves the threads that receive and measure, and slow clients hold no
 * memory without bound.
 *
 * <p>Only a few large answers are rendered at a time; others wait for their turn, and are refused when it does not come in
 * time. An answer gives its turn up while its client is slow to read: it costs no processor then, so a slow reader keeps
 * nobody waiting. How many large ones are begun and not ended is bounded too, and so is how many others wait for slow
 * clients, because each holds what it still has to say.
 *
 * <p>Thread: any.
 */
final class Turns {

    private final Semaphore rendering;
    private final Semaphore open;
    private final Semaphore slow;
    private final long waitNanos;

    /** Turns within these bounds. */
    Turns(RestConfiguration.Limits limits) {
        rendering = new Semaphore(limits.rendering(), true);
        open = new Semaphore(limits.open(), true);
        slow = new Semaphore(limits.slow());
        waitNanos = TimeUnit.MILLISECONDS.toNanos(limits.waitMillis());
    }

    /** The right to render, to be closed at the end. For one thread. */
    interface Turn extends AutoCloseable {

        /**
         * Lets others render; this one waits for its client.
         *
         * @throws IOException too many wait already
         */
        void pause() throws IOException;

        /** Waits until it is this one's turn again. */
        void resume();

        /** Whether somebody waits for the place of this one. */
        boolean wanted();

        @Override
        void close();
    }

    /** A turn for an answer that is not large: at once. */
    Turn small() {
        return new Small();
    }

    /**
     * Waits for a turn for a large answer.
     *
     * @throws RefusedException it did not come in time: status 503
     */
    Turn large() {
        long deadline = System.nanoTime() + waitNanos;
        if (acquire(open, deadline)) {
            if (acquire(rendering, deadline)) {
                return new Large();
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

    private final class Small implements Turn {
        @Override
        public void pause() throws IOException {
            if (!slow.tryAcquire()) {
                throw new IOException("too many clients read slowly");
            }
        }

        @Override
        public void resume() {
            slow.release();
        }

        @Override
        public boolean wanted() {
            return slow.availablePermits() == 0;
        }

        @Override
        public void close() {}
    }

    private final class Large implements Turn {
        private boolean paused;

        @Override
        public void pause() {
            rendering.release();
            paused = true;
        }

        @Override
        public void resume() {
            rendering.acquireUninterruptibly();
            paused = false;
        }

        @Override
        public boolean wanted() {
            return open.hasQueuedThreads();
        }

        @Override
        public void close() {
            if (!paused) {
                rendering.release();
            }
            open.release();
        }
    }
}
