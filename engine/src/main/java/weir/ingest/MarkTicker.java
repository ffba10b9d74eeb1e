package weir.ingest;

import java.util.List;

/**
 * Puts a mark into a queue of every shard each time the live clock passes one, and keeps that clock with the wall clock.
 *
 * <p>A mark that finds no room is left out: the shard is that far behind, and a later mark says more.
 */
final class MarkTicker implements AutoCloseable {

    private final RealTime real;
    private final LiveClock clock;
    private final List<DatagramQueue> queues;
    private final EngineThread thread = new EngineThread("weir-ticker", this::run);
    private volatile boolean closed;

    MarkTicker(RealTime real, LiveClock clock, List<DatagramQueue> queues) {
        this.real = real;
        this.clock = clock;
        this.queues = queues;
    }

    void start() {
        thread.start();
    }

    private void run() {
        long next = Marks.atOrAfter(clock.now());
        while (!closed) {
            long wait = next - clock.now();
            if (wait > 0) {
                real.await(this, wait);
                continue;
            }
            long mark = Marks.atOrBefore(clock.now());
            for (DatagramQueue queue : queues) {
                queue.offer(QueueItem.Kind.MARK, 0, mark);
            }
            clock.follow();
            next = mark + Marks.INTERVAL;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.wake();
        thread.join();
    }
}
