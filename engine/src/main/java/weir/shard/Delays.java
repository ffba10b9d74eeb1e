package weir.shard;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import weir.ingest.EngineClock;

/**
 * Delays from the arrival of datagrams until they were applied, or until what they caused was logged, since the start.
 *
 * <p>Units: microseconds, to two digits. Bound: {@value #MOST} µs, which stands for all longer ones; some 20 kB.
 *
 * <p>Thread: {@link #applied} and {@link #took} the owner's, which never waits; {@link #addTo} any.
 */
public final class Delays implements Shard.Arrivals {

    /** The longest delay told apart. */
    public static final long MOST = 60_000_000;

    private static final int DIGITS = 2;
    private static final long NANOS = 1_000;

    private final EngineClock clock;
    private final SingleWriterRecorder recorder = new SingleWriterRecorder(1, MOST, DIGITS);
    private final Histogram total = empty();
    private final Patience patience = new Patience();

    /** No delays yet. */
    public Delays(EngineClock clock) {
        this.clock = clock;
    }

    /** A histogram of this shape without values. */
    public static Histogram empty() {
        return new Histogram(1, MOST, DIGITS);
    }

    @Override
    public void applied(long arrived) {
        took(clock.now() - arrived);
    }

    /** Counts a delay in nanoseconds. */
    void took(long nanos) {
        recorder.recordValue(Math.clamp(nanos / NANOS, 1, MOST));
    }

    @Override
    public boolean isStale(long arrived) {
        return patience.isOver(arrived, clock.now());
    }

    /** Adds all delays to a histogram of this shape. */
    public synchronized void addTo(Histogram sum) {
        total.add(recorder.getIntervalHistogram());
        sum.add(total);
    }
}
