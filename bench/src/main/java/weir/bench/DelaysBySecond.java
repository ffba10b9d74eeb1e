package weir.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Delays second by second, so that those can be left out in which the host of a virtual machine took a processor away, and
 * those right after, which have to make up for it. What the product does wrong in such a second is left out too, so there
 * must be few of them, and their number is told.
 *
 * <p>Thread: one.
 */
final class DelaysBySecond {

    /** Where the engine tells its delays so far. */
    @FunctionalInterface
    interface Source {
        JsonNode delays() throws IOException, InterruptedException;
    }

    private static final int LATE_MILLIS = 20;
    private static final int TICK_MILLIS = 10;

    private Buckets undisturbed = Buckets.NONE;
    private int seconds;
    private int leftOut;
    private boolean stolenBefore;

    /** Watches for so many seconds; the first only tells whether the next has to make up for something. */
    void watch(Source source, long count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        JsonNode before = source.delays();
        StolenTime stolen = StolenTime.now();
        for (long second = 1; second <= count; second++) {
            long due = begin + TimeUnit.SECONDS.toNanos(second);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            JsonNode after = source.delays();
            StolenTime now = StolenTime.now();
            if (second == 1) {
                stolenBefore = now.stolen() > stolen.stolen();
            } else {
                add(Buckets.between(before, after), now.stolen() - stolen.stolen());
            }
            before = after;
            stolen = now;
        }
    }

    /**
     * Adds a second.
     *
     * @param stolen ticks of 10 ms that the host took
     */
    void add(Buckets delays, long stolen) {
        seconds++;
        if (delays.above(LATE_MILLIS) > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "second %d: %.3f %% later than %d ms, host took %d ms%n",
                    seconds,
                    100 * delays.above(LATE_MILLIS),
                    LATE_MILLIS,
                    stolen * TICK_MILLIS);
        }
        if (stolen > 0 || stolenBefore) {
            leftOut++;
        } else {
            undisturbed = undisturbed.and(delays);
        }
        stolenBefore = stolen > 0;
    }

    /** Delays of the seconds that count. */
    Buckets undisturbed() {
        return undisturbed;
    }

    int seconds() {
        return seconds;
    }

    /** How many seconds do not count. */
    int leftOut() {
        return leftOut;
    }
}
