package weir.flow;

import java.util.Arrays;

/**
 * What data sources report at one moment, in columns: for each data source its flows, for each flow its value and what
 * merging needs. Keys are numbered.
 *
 * <p>Lifetime and thread: filled by one thread, then never changed.
 */
final class Observations {

    private final KeyPool keys = new KeyPool(MemoryBudget.unlimited());
    private final int width;

    private FlowSource[] sources = new FlowSource[16];
    private int[] ends = new int[16];
    private int sourceCount;

    private int[] key;
    private double[] value;
    private double[] squares;
    private double[] typical;
    private double[] values;
    private double[] samples;
    private int count;

    /**
     * No observations yet.
     *
     * @param width number of further values
     * @param expected how many observations there will be, about
     */
    Observations(int width, int expected) {
        this.width = width;
        key = new int[expected];
        value = new double[expected];
        squares = new double[expected];
        typical = new double[expected];
        values = new double[expected * width];
        samples = new double[expected * width];
    }

    KeyPool keys() {
        return keys;
    }

    int keyOf(byte[] bytes, int offset, int length, int hash) {
        int number = keys.find(bytes, offset, length, hash);
        return number >= 0 ? number : keys.add(bytes, offset, length, hash);
    }

    /**
     * Adds an observation to the data source that {@link #endSource} ends; further values follow.
     *
     * @param typicalNow what a sample typically counts where it was taken ({@link EntryReading#typical})
     */
    void add(int keyNumber, double valueNow, double squaresNow, double typicalNow) {
        if (count == key.length) {
            grow();
        }
        key[count] = keyNumber;
        value[count] = valueNow;
        squares[count] = squaresNow;
        typical[count++] = typicalNow;
    }

    /** Sets a further value of the latest observation. */
    void set(int i, double valueNow, double samplesBehind) {
        values[(count - 1) * width + i] = valueNow;
        samples[(count - 1) * width + i] = samplesBehind;
    }

    void endSource(FlowSource source) {
        if (sourceCount == ends.length) {
            sources = Arrays.copyOf(sources, sourceCount * 2);
            ends = Arrays.copyOf(ends, sourceCount * 2);
        }
        sources[sourceCount] = source;
        ends[sourceCount++] = count;
    }

    int sourceCount() {
        return sourceCount;
    }

    FlowSource source(int number) {
        return sources[number];
    }

    /** First observation of a data source. */
    int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Observation after the last of a data source. */
    int end(int number) {
        return ends[number];
    }

    int key(int observation) {
        return key[observation];
    }

    double value(int observation) {
        return value[observation];
    }

    double squares(int observation) {
        return squares[observation];
    }

    double typical(int observation) {
        return typical[observation];
    }

    double value(int observation, int i) {
        return values[observation * width + i];
    }

    double samples(int observation, int i) {
        return samples[observation * width + i];
    }

    private void grow() {
        int length = count + (count >> 1) + 64;
        key = Arrays.copyOf(key, length);
        value = Arrays.copyOf(value, length);
        squares = Arrays.copyOf(squares, length);
        typical = Arrays.copyOf(typical, length);
        values = Arrays.copyOf(values, length * width);
        samples = Arrays.copyOf(samples, length * width);
    }
}
