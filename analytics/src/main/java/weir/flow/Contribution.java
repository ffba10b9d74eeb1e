package weir.flow;

import weir.flow.attribute.KeyBuffer;

/**
 * What one sample contributes to one definition: where it was taken, its key, its values and its weight.
 *
 * <p>A key is given as bytes of the caller's array, which must stay as they are until the contribution is accepted, or,
 * where all keys have one width, as words. One object serves many samples.
 *
 * <p>Lifetime and thread: owner thread only.
 */
public final class Contribution {

    // So that squares of sums in forward decay stay finite.
    private static final double MOST_VALUE = 0x1p100;
    private static final double MOST_WEIGHT = 0x1p64;

    private final double[] values;
    private final KeyView key;
    private int source;
    private double value;
    private double weight = 1;
    private long time;

    /** For caches with at most so many further values and packed keys of a width. */
    Contribution(int values, int keyWidth) {
        this.values = new double[values];
        key = new KeyView(keyWidth);
    }

    /** Sets the data source, numbered from 0 without large gaps. */
    public Contribution source(int number) {
        source = number;
        return this;
    }

    /** Sets the key: bytes in the caller's array and their hash, the same for the same bytes. */
    public Contribution key(byte[] array, int start, int count, int hashOfBytes) {
        key.set(array, start, count, hashOfBytes);
        return this;
    }

    /**
     * The words of a key of the width that the cache's format names, for the caller to fill before {@link #packed}: its bytes,
     * first byte first, zeros behind them.
     */
    public long[] packedKey() {
        return key.words();
    }

    /** Sets the key that {@link #packedKey} holds, with the hash of its words. */
    public Contribution packed(long hashOfWords) {
        key.setPacked(hashOfWords);
        return this;
    }

    /** Copies the key's bytes out of the array that {@link #key} was given, which may change from now on. */
    public Contribution keepKey() {
        key.keep();
        return this;
    }

    /** Writes the key's bytes. */
    public void writeKey(KeyBuffer out) {
        out.clear();
        key.write(out);
    }

    /** Sets the value as the sample has it, not scaled. */
    public Contribution value(double number) {
        value = number;
        return this;
    }

    /** Sets a further value as the sample has it, 0 where it has none; what is no reasonable number counts as 0 too. */
    public Contribution value(int i, double number) {
        values[i] = Math.abs(number) <= MOST_VALUE ? number : 0;
        return this;
    }

    /** Says that the sample has nothing to count distinct values of. */
    public Contribution absent(int i) {
        values[i] = Double.NaN;
        return this;
    }

    /** Sets the effective sampling weight: how many packets or operations the sample stands for. */
    public Contribution weight(double number) {
        weight = number;
        return this;
    }

    /** Sets the engine time. Units: ns since the epoch. */
    public Contribution time(long nanos) {
        time = nanos;
        return this;
    }

    /** Whether the value and its weight are reasonable numbers; NaN is none. */
    boolean measurable() {
        return measurable(value, weight);
    }

    /** Whether a value and its weight are reasonable numbers; NaN is none. */
    static boolean measurable(double value, double weight) {
        return Math.abs(value) <= MOST_VALUE && weight >= 0 && weight <= MOST_WEIGHT;
    }

    /** Hash by which the search for the entry begins; of no meaning for a key that is not packed. */
    public int home() {
        return key.packed() ? key.hash(source) : 0;
    }

    /** Number of the data source. */
    public int source() {
        return source;
    }

    KeyView key() {
        return key;
    }

    double value() {
        return value;
    }

    double value(int i) {
        return values[i];
    }

    double weight() {
        return weight;
    }

    long time() {
        return time;
    }
}
