package weir.rest;

import java.util.concurrent.TimeUnit;

/**
 * Bits per second of a byte counter between one question and the next, at least a second apart.
 *
 * <p>Thread: any.
 */
final class BitRate {

    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);

    private long time = Long.MIN_VALUE;
    private long bytes;
    private double rate;

    /**
     * The rate.
     *
     * @param now any clock, in nanoseconds
     * @param total the counter now
     */
    synchronized double at(long now, long total) {
        if (time == Long.MIN_VALUE) {
            time = now;
            bytes = total;
        } else if (now - time >= SHORTEST) {
            rate = Math.max(0, total - bytes) * 8e9 / (now - time);
            time = now;
            bytes = total;
        }
        return rate;
    }
}
