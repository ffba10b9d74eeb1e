package weir.metric;

/**
 * What the fields of a record have in common when they become metrics: the time since the reading before, and the
 * increases of all counters of the record.
 */
sealed interface Interval permits MeasuredInterval, RecordBlock {

    /** Time since the reading before. Absent: NaN when there is none to compare with. */
    double seconds();

    /** Increase of a field. Absent: NaN. */
    double delta(int field);

    /** Sum of the increases of the fields that share a whole. */
    double shares();

    /** Seconds of a number of nanoseconds. Absent: NaN when it is 0. */
    static double seconds(long nanos) {
        return nanos > 0 ? nanos / 1e9 : Double.NaN;
    }

    /** A quotient. Absent: NaN when the divisor is 0. */
    static double ratio(double dividend, double divisor) {
        return divisor == 0 ? Double.NaN : dividend / divisor;
    }
}
