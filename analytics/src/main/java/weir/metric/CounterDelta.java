package weir.metric;

import weir.sflow.FieldType;

/**
 * How far a counter went on between two readings.
 *
 * <p>Counters wrap at their width, so the increase is the difference modulo 2^32 or 2^64. A difference of more than half
 * the range means that the counter went back: it was reset, and the increase is 0. A 64-bit counter that wraps at 32
 * bits is not guessed.
 */
final class CounterDelta {

    private static final long HALF_32 = 1L << 31;

    private CounterDelta() {}

    /** The increase. Absent: NaN when either reading is the sign for an unknown value. */
    static double of(FieldType type, long before, long now) {
        if (FieldReading.unknown(type, before) || FieldReading.unknown(type, now)) {
            return Double.NaN;
        }
        return type == FieldType.U64 ? of64(before, now) : of32(before, now);
    }

    static double of32(long before, long now) {
        long delta = now - before & 0xFFFF_FFFFL;
        return delta > HALF_32 ? 0 : delta;
    }

    static double of64(long before, long now) {
        long delta = now - before;
        return Long.compareUnsigned(delta, Long.MIN_VALUE) > 0 ? 0 : FieldReading.unsigned(delta);
    }
}
