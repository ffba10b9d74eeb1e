package weir.script;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import weir.request.InvalidRequestException;

/**
 * When functions of a script are to be called.
 *
 * <p>The interval follows the engine's clock, on full multiples of its period; a missed one is not made up for. Time-outs
 * follow real time. Thread: that of the script.
 */
final class Timers {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** A clock that is not live tells nobody when it moves. */
    private static final long LOOK = 10 * NANOS_PER_MILLI;

    private static final long LONGEST = 3600 * NANOS_PER_SECOND;

    /** A function to be called once. */
    record Timeout(
            int number,
            long due,
            Function handler,
            @Nullable Object[] arguments) {}

    private final LongSupplier engineNanos;
    private final boolean live;
    private final int most;
    private final PriorityQueue<Timeout> timeouts =
            new PriorityQueue<>(Comparator.comparingLong(Timeout::due).thenComparingInt(Timeout::number));
    private final Map<Integer, Timeout> byNumber = new HashMap<>();
    private int numbered;
    private @Nullable Function interval;
    private long period;
    private long next;

    /**
     * Nothing is to be called.
     *
     * @param engineNanos the engine's clock
     * @param live whether that is the wall clock
     * @param most time-outs that may wait
     */
    Timers(LongSupplier engineNanos, boolean live, int most) {
        this.engineNanos = engineNanos;
        this.live = live;
        this.most = most;
    }

    void setInterval(Function handler, double seconds) {
        if (interval != null) {
            throw new InvalidRequestException("an interval handler is set already");
        }
        interval = handler;
        period = Math.max(1, Math.round(seconds * NANOS_PER_SECOND));
        next = latest() + period;
    }

    void clearInterval() {
        interval = null;
    }

    private long latest() {
        return Math.floorDiv(engineNanos.getAsLong(), period) * period;
    }

    int later(Function handler, long millis, @Nullable Object[] arguments) {
        if (timeouts.size() >= most) {
            throw new InvalidRequestException(most + " time-outs wait already");
        }
        Timeout timeout =
                new Timeout(++numbered, System.nanoTime() + millis * NANOS_PER_MILLI, handler, arguments.clone());
        timeouts.add(timeout);
        byNumber.put(timeout.number, timeout);
        return timeout.number;
    }

    void cancel(int number) {
        Timeout timeout = byNumber.remove(number);
        if (timeout != null) {
            timeouts.remove(timeout);
        }
    }

    /** The function to be called at intervals, if it is time. Absent: null. */
    @Nullable
    Function dueInterval() {
        return interval != null && engineNanos.getAsLong() >= next ? interval : null;
    }

    /** The time, ms since the epoch, for which it is called now. */
    double tick() {
        long tick = latest();
        next = tick + period;
        // As one number of nanoseconds it would have more digits than a double.
        double whole = Math.floorDiv(tick, NANOS_PER_MILLI);
        return whole + (double) Math.floorMod(tick, NANOS_PER_MILLI) / NANOS_PER_MILLI;
    }

    /** The time-out whose time has come, taken away. Absent: null. */
    @Nullable
    Timeout dueTimeout() {
        Timeout first = timeouts.peek();
        if (first == null || first.due - System.nanoTime() > 0) {
            return null;
        }
        timeouts.remove();
        byNumber.remove(first.number);
        return first;
    }

    /** Whether nothing is to be called. */
    boolean isIdle() {
        return interval == null && timeouts.isEmpty();
    }

    /** How long to wait for the next call, ns. */
    long untilNext(long now) {
        long wait = LONGEST;
        Timeout first = timeouts.peek();
        if (first != null) {
            wait = Math.min(wait, first.due - now);
        }
        if (interval != null) {
            wait = Math.min(wait, live ? next - engineNanos.getAsLong() : LOOK);
        }
        return Math.max(0, wait);
    }
}
