package weir.sflow;

import java.util.Arrays;

/**
 * Custom metrics or a custom flow that a program gave to its host agent: named, typed values of a named data source.
 * It has no sequence number, so duplicates cannot be told.
 *
 * <p>Shape: {@link #count()} entries in wire order; the arrays grow with the entries that are really there.
 *
 * <p>Lifetime and thread: a view that the decoder refills, valid only during the callback.
 *
 * <p>Source: Host sFlow, JSON custom metrics: {@code rtmetric} and {@code rtflow}.
 */
public final class CustomSample {

    byte[] bytes = new byte[0];
    int nameStart;
    int nameLength;
    long samplingRate;
    long samplePool;
    private int count;
    private int[] nameStarts = new int[16];
    private int[] nameLengths = new int[16];
    private int[] types = new int[16];
    private long[] values = new long[16];
    private int[] valueStarts = new int[16];
    private int[] valueLengths = new int[16];

    CustomSample() {}

    /** The datagram's array, into which starts point. */
    public byte[] bytes() {
        return bytes;
    }

    /** Start of the data source name. */
    public int nameStart() {
        return nameStart;
    }

    /** Length of the data source name in bytes. */
    public int nameLength() {
        return nameLength;
    }

    /** N of 1-in-N; 1 for metrics. */
    public long samplingRate() {
        return samplingRate;
    }

    /** Reserved by the format; 0 for metrics. */
    public long samplePool() {
        return samplePool;
    }

    /** Number of entries read. */
    public int count() {
        return count;
    }

    /** Start of an entry's name. */
    public int nameStart(int entry) {
        return nameStarts[entry];
    }

    /** Length of an entry's name in bytes. */
    public int nameLength(int entry) {
        return nameLengths[entry];
    }

    /** Type number of an entry: see {@link CustomType}. */
    public int type(int entry) {
        return types[entry];
    }

    /** Bits of a numeric value; floating-point values as the bits of a {@code double}. */
    public long value(int entry) {
        return values[entry];
    }

    /** Start of a string or address value. */
    public int valueStart(int entry) {
        return valueStarts[entry];
    }

    /** Length in bytes of a string or address value; 0 for numbers. */
    public int valueLength(int entry) {
        return valueLengths[entry];
    }

    void clear() {
        count = 0;
    }

    void add(int start, int length, int type, long value, int valueStart, int valueLength) {
        if (count == types.length) {
            nameStarts = Arrays.copyOf(nameStarts, count * 2);
            nameLengths = Arrays.copyOf(nameLengths, count * 2);
            types = Arrays.copyOf(types, count * 2);
            values = Arrays.copyOf(values, count * 2);
            valueStarts = Arrays.copyOf(valueStarts, count * 2);
            valueLengths = Arrays.copyOf(valueLengths, count * 2);
        }
        nameStarts[count] = start;
        nameLengths[count] = length;
        types[count] = type;
        values[count] = value;
        valueStarts[count] = valueStart;
        valueLengths[count] = valueLength;
        count++;
    }
}
