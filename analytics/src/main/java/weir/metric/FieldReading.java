package weir.metric;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.sflow.FieldType;

/**
 * One field as it was sent: the value, and for a counter how far it went on since the reading before.
 *
 * <p>Lifetime and thread: a view that {@link RecordMetrics} refills for every field; owner only.
 */
final class FieldReading {

    private static final byte[] NONE = {};

    private final @Nullable WireText text;
    private FieldType type = FieldType.U32;
    private long number;
    private double delta = Double.NaN;
    private byte[] bytes = NONE;
    private int start;
    private int length;

    FieldReading(WireText text) {
        this.text = text;
    }

    /** A reading of numbers only. */
    FieldReading() {
        this.text = null;
    }

    void set(FieldType fieldType, long value, double increase) {
        type = fieldType;
        number = value;
        delta = increase;
        length = 0;
    }

    void setBytes(byte[] source, int from, int count) {
        Objects.checkFromIndexSize(from, count, source.length);
        bytes = source;
        start = from;
        length = count;
    }

    /** The number as sent, see {@link weir.sflow.RecordValues#number}. */
    long number() {
        return number;
    }

    /** Increase of a counter since the reading before. Absent: NaN. */
    double delta() {
        return delta;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** The bytes as text. Absent: null when there is none. */
    @Nullable
    String text() {
        return text == null ? null : text.read(bytes, start, length);
    }

    /** Whether the agent sent the sign for a value it cannot supply. */
    boolean unknown() {
        return unknown(type, number);
    }

    /**
     * Whether a number is the sign for a value that the agent cannot supply: all ones, or -1 in floating point. Signed
     * fields have their extremes for that as well.
     */
    static boolean unknown(FieldType type, long number) {
        return switch (type) {
            case U32 -> (int) number == -1;
            case I32 -> number == -1 || number == Integer.MAX_VALUE || number <= -Integer.MAX_VALUE;
            case U8 -> number < 0;
            case U64 -> number == -1;
            case F32, F64 -> {
                double value = Double.longBitsToDouble(number);
                yield value == -1 || !Double.isFinite(value);
            }
            default -> false;
        };
    }

    /** The number as a value; an unsigned one of 64 bits to the nearest. */
    double value() {
        return value(type, number);
    }

    static double value(FieldType type, long number) {
        return switch (type) {
            case F32 -> shortest(Double.longBitsToDouble(number));
            case F64 -> Double.longBitsToDouble(number);
            case U64 -> unsigned(number);
            default -> number;
        };
    }

    /** The number that a 32-bit value is written as: 0.21, not 0.20999999344348907. */
    private static double shortest(double single) {
        return Double.parseDouble(Float.toString((float) single));
    }

    static double unsigned(long number) {
        return number >= 0 ? number : (number >>> 1 | number & 1) * 2.0;
    }
}
