package weir.flow;

/**
 * What one sample contributes to one definition: where it was taken, its key, its values and its weight.
 *
 * <p>The bytes of the key are those of the caller's array, read during the call that is given the contribution. One
 * object serves all samples of a thread.
 *
 * <p>Lifetime and thread: owner thread only.
 */
public final class Contribution {

    // So that squares of sums in forward decay stay finite.
    private static final double MOST_VALUE = 0x1p100;
    private static final double MOST_WEIGHT = 0x1p64;

    private final double[] values;
    private int source;
    private byte[] key = new byte[0];
    private int offset;
    private int length;
    private int hash;
    private double value;
    private double weight = 1;
    private long time;

    /** For definitions with at most so many further values. */
    public Contribution(int values) {
        this.values = new double[values];
    }

    /** Sets the data source, numbered from 0 without large gaps. */
    public Contribution source(int number) {
        source = number;
        return this;
    }

    /** Sets the key: bytes in the caller's array and their hash, the same for the same bytes. */
    public Contribution key(byte[] array, int start, int count, int hashOfBytes) {
        key = array;
        offset = start;
        length = count;
        hash = hashOfBytes;
        return this;
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
        return Math.abs(value) <= MOST_VALUE && weight >= 0 && weight <= MOST_WEIGHT;
    }

    int source() {
        return source;
    }

    byte[] key() {
        return key;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    int hash() {
        return hash;
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
