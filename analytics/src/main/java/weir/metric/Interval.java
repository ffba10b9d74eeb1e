package weir.metric;

import java.util.Arrays;

/**
 * What the fields of a record have in common when they become metrics: the time since the reading before, and the
 * increases of all counters of the record.
 *
 * <p>Lifetime and thread: a view that {@link RecordMetrics} refills for every record; owner only.
 */
final class Interval {

    private static final double NANOS = 1e9;

    private double seconds = Double.NaN;
    private double[] deltas = new double[64];
    private double shares;

    void begin(long nanos, int fields) {
        seconds = nanos > 0 ? nanos / NANOS : Double.NaN;
        shares = 0;
        if (deltas.length < fields) {
            deltas = new double[fields];
        }
        Arrays.fill(deltas, 0, fields, Double.NaN);
    }

    void setDelta(int field, double delta, boolean share) {
        deltas[field] = delta;
        if (share && !Double.isNaN(delta)) {
            shares += delta;
        }
    }

    /** Time since the reading before. Absent: NaN when there is none to compare with. */
    double seconds() {
        return seconds;
    }

    /** Increase of a field. Absent: NaN. */
    double delta(int field) {
        return deltas[field];
    }

    /** Sum of the increases of the fields that share a whole. */
    double shares() {
        return shares;
    }

    /** A quotient. Absent: NaN when the divisor is 0. */
    static double ratio(double dividend, double divisor) {
        return divisor == 0 ? Double.NaN : dividend / divisor;
    }
}
