package weir.flow;

import java.util.Arrays;

/**
 * What data sources report at one moment, in columns: for each data source its flows, for each flow its key, its value and
 * what merging needs. Keys are as they were in the table, packed or bytes; that equal ones belong together is found out by
 * who asks ({@link FoldedKeys}), not while samples wait.
 *
 * <p>Lifetime and thread: filled by one thread, then never changed.
 */
final class Observations {

    /** Instead of the number of a key: it is packed. */
    private static final int PACKED = -1;

    private final KeyPool keys = new KeyPool(MemoryBudget.unlimited());
    private final int keyWidth;
    private final int keyWords;
    private final int width;

    private FlowSource[] sources = new FlowSource[16];
    private int[] ends = new int[16];
    private int sourceCount;

    private int[] key;
    private long[] words;
    private double[] value;
    private double[] squares;
    private double[] typical;
    private double[] values;
    private double[] samples;
    private int count;

    /**
     * No observations yet.
     *
     * @param keyWidth of the keys that are packed, in bytes; -1 when none are
     * @param width number of further values
     * @param expected how many observations there will be, about
     */
    Observations(int keyWidth, int width, int expected) {
        this.keyWidth = keyWidth;
        keyWords = KeyView.words(keyWidth);
        this.width = width;
        key = new int[expected];
        words = new long[expected * keyWords];
        value = new double[expected];
        squares = new double[expected];
        typical = new double[expected];
        values = new double[expected * width];
        samples = new double[expected * width];
    }

    /** Width of the keys that are packed. Absent: -1 when none are. Units: bytes. */
    int keyWidth() {
        return keyWidth;
    }

    int size() {
        return count;
    }

    /**
     * Adds an observation to the data source that {@link #endSource} ends; further values follow.
     *
     * @param typicalNow what a sample typically counts where it was taken ({@link EntryReading#typical})
     */
    void add(KeyView keyNow, double valueNow, double squaresNow, double typicalNow) {
        if (count == key.length) {
            grow();
        }
        if (keyNow.packed()) {
            key[count] = PACKED;
            System.arraycopy(keyNow.words(), 0, words, count * keyWords, keyWords);
        } else {
            key[count] = numberOf(keyNow);
        }
        value[count] = valueNow;
        squares[count] = squaresNow;
        typical[count++] = typicalNow;
    }

    private int numberOf(KeyView other) {
        int number = keys.find(other.bytes(), other.offset(), other.length(), other.hash());
        return number >= 0 ? number : keys.add(other.bytes(), other.offset(), other.length(), other.hash());
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

    /** Sets a view to the key of an observation. */
    KeyView key(int observation, KeyView into) {
        int number = key[observation];
        if (number == PACKED) {
            into.setPacked(words, observation * keyWords);
        } else {
            into.set(keys.bytes(), keys.start(number), keys.length(number), keys.hash(number));
        }
        return into;
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
        words = Arrays.copyOf(words, length * keyWords);
        value = Arrays.copyOf(value, length);
        squares = Arrays.copyOf(squares, length);
        typical = Arrays.copyOf(typical, length);
        values = Arrays.copyOf(values, length * width);
        samples = Arrays.copyOf(samples, length * width);
    }
}
