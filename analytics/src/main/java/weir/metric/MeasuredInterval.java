package weir.metric;

import java.util.Arrays;

/**
 * The interval of a record whose fields are compared as they are read.
 *
 * <p>Lifetime and thread: a view that {@link RecordMetrics} refills for every record; owner only.
 */
final class MeasuredInterval implements Interval {

    private double seconds = Double.NaN;
    private double[] deltas = new double[64];
    private double shares;

    void begin(long nanos, int fields) {
        seconds = Interval.seconds(nanos);
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

    @Override
    public double seconds() {
        return seconds;
    }

    @Override
    public double delta(int field) {
        return deltas[field];
    }

    @Override
    public double shares() {
        return shares;
    }
}
