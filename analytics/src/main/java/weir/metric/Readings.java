package weir.metric;

import java.util.Arrays;
import weir.sflow.FieldType;

/**
 * The counters of the last record of one layout, with which those of the next are compared.
 *
 * <p>Shape: the counters of the record in the order in which they are read: those of its fields, then those of list
 * elements.
 *
 * <p>Thread: owner only.
 */
final class Readings {

    private static final long[] NONE = {};
    private static final long NO_TIME = Long.MIN_VALUE;

    private final MetricSchema schema;
    private long[] counters = NONE;
    private long time = NO_TIME;
    private int cursor;
    private boolean comparable;

    Readings(MetricSchema schema) {
        this.schema = schema;
    }

    MetricSchema schema() {
        return schema;
    }

    /** Whether there is a reading with an instant before this one, or none to compare with. */
    boolean acceptable(long now) {
        return time == NO_TIME || now > time;
    }

    /** Starts the next reading. Answers the nanoseconds since the one before; 0 when there is none. */
    long begin(long now) {
        comparable = time != NO_TIME;
        long elapsed = comparable ? now - time : 0;
        time = now;
        cursor = 0;
        return elapsed;
    }

    /** Takes the next counter. Answers its increase. Absent: NaN. */
    double take(FieldType type, long value) {
        if (cursor == counters.length) {
            counters = Arrays.copyOf(counters, cursor + 1);
            counters[cursor++] = value;
            return Double.NaN;
        }
        long before = counters[cursor];
        counters[cursor++] = value;
        return comparable ? CounterDelta.of(type, before, value) : Double.NaN;
    }

    /** Forgets the reading: the next one has nothing to compare with. */
    void forget() {
        time = NO_TIME;
    }
}
