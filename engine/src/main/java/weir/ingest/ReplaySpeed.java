package weir.ingest;

import java.util.Optional;

/**
 * How fast a capture is replayed: a number of times as fast as recorded, or as fast as shards can follow.
 *
 * <p>Thread: any; immutable.
 *
 * @param times seconds of capture per second; positive infinity for {@code max}
 */
public record ReplaySpeed(double times) {

    /** As recorded. */
    public static final ReplaySpeed RECORDED = new ReplaySpeed(1);

    /** As fast as shards can follow. */
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

    /** A speed; more than 0. */
    public ReplaySpeed {
        if (!(times > 0)) {
            throw new IllegalArgumentException("speed of a replay must be more than 0: " + times);
        }
    }

    /** Reads a speed as operators write it: a number above 0, or {@code max}. Absent: empty for anything else. */
    public static Optional<ReplaySpeed> parse(String text) {
        if (text.equals("max")) {
            return Optional.of(MAX);
        }
        try {
            double times = Double.parseDouble(text);
            return times > 0 && Double.isFinite(times) ? Optional.of(new ReplaySpeed(times)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether nothing but the shards limits the speed. */
    public boolean isMax() {
        return times == Double.POSITIVE_INFINITY;
    }

    /** As operators write it. */
    @Override
    public String toString() {
        if (isMax()) {
            return "max";
        }
        return times == Math.rint(times) && times < 1e15 ? Long.toString((long) times) : Double.toString(times);
    }
}
