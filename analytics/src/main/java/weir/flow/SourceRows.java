package weir.flow;

import java.util.Arrays;

/**
 * What a table knows of each data source, by its number. What every sample changes stands side by side, so that it meets
 * one line of the cache: largest entry and time of the last sample, rank of the largest entry, what samples count. Apart
 * from that, what changes when entries come and go: first entry and number of entries, floor.
 *
 * <p>What samples count, for {@link Estimate}, is Σ|w| and Σw² over all samples of the data source, whatever their flow, w
 * being the value × the sampling weight, without smoothing. Both are halved with each epoch ({@link DecayClock}), so that
 * they follow what the traffic is like and are the same in any cache of the same place.
 *
 * <p>An entry is stored plus one, so that 0 is none and all bits are one that is not known. Lifetime and thread: owner thread only.
 */
final class SourceRows {

    /** Instead of the largest entry: there is none yet. */
    static final int NONE = -1;
    /** Instead of the largest entry: which one it is has to be found. */
    static final int NOT_KNOWN = -2;

    private static final int STRIDE = 4;
    private static final int TOP = 0;
    private static final int TOP_RANK = 1;
    private static final int WEIGHTS = 2;
    private static final int WEIGHT_SQUARES = 3;
    private static final int LIST_STRIDE = 2;
    private static final int LIST = 0;
    private static final int FLOOR = 1;
    private static final int BYTES = (STRIDE + LIST_STRIDE) * Long.BYTES;
    private static final long LOW = 0xffffffffL;

    private final MemoryBudget budget;
    private long[] rows = new long[0];
    private long[] lists = new long[0];
    private int end;

    SourceRows(MemoryBudget budget) {
        this.budget = budget;
    }

    /** All numbers in use are below this. */
    int end() {
        return end;
    }

    /** Makes room for a number; false when there is no memory. */
    boolean open(int source) {
        if (source < end) {
            return true;
        }
        int length = Math.max(source + 1, end + (end >> 1) + 16);
        if (source >= Integer.MAX_VALUE / STRIDE / 2 || !budget.take((long) (length - end) * BYTES)) {
            return false;
        }
        rows = Arrays.copyOf(rows, length * STRIDE);
        lists = Arrays.copyOf(lists, length * LIST_STRIDE);
        end = length;
        return true;
    }

    /** Reads both ends of what samples change, for its lines of the cache to be there when they are needed. The sum is of no use. */
    long touch(int source) {
        int at = source * STRIDE;
        return source < end ? rows[at] + rows[at + STRIDE - 1] : 0;
    }

    /** The entry that came last. Absent: -1. */
    int first(int source) {
        return source < end ? (int) (lists[source * LIST_STRIDE + LIST] >>> Integer.SIZE) - 1 : -1;
    }

    int count(int source) {
        return source < end ? (int) lists[source * LIST_STRIDE + LIST] : 0;
    }

    void setList(int source, int first, int count) {
        lists[source * LIST_STRIDE + LIST] = (long) (first + 1) << Integer.SIZE | count;
    }

    /** The largest entry. Absent: {@link #NONE} before the first, {@link #NOT_KNOWN}. */
    int top(int source) {
        return source < end ? (int) (rows[source * STRIDE + TOP] >>> Integer.SIZE) - 1 : NONE;
    }

    /** Sets the largest entry, {@link #NONE} or {@link #NOT_KNOWN}. */
    void setTop(int source, int entry, double rank) {
        int at = source * STRIDE;
        rows[at + TOP] = (long) (entry + 1) << Integer.SIZE | rows[at + TOP] & LOW;
        rows[at + TOP_RANK] = Double.doubleToRawLongBits(rank);
    }

    /** Rank of the largest entry, as {@link #setTop} was told. */
    double topRank(int source) {
        return Double.longBitsToDouble(rows[source * STRIDE + TOP_RANK]);
    }

    /** Time of the last sample. Units: ms, modulo 2<sup>32</sup>. */
    int last(int source) {
        return (int) rows[source * STRIDE + TOP];
    }

    void setLast(int source, int millis) {
        int at = source * STRIDE + TOP;
        rows[at] = rows[at] & ~LOW | millis & LOW;
    }

    double floor(int source) {
        return source < end ? Double.longBitsToDouble(lists[source * LIST_STRIDE + FLOOR]) : 0;
    }

    void setFloor(int source, double floor) {
        lists[source * LIST_STRIDE + FLOOR] = Double.doubleToRawLongBits(floor);
    }

    /**
     * Takes note of a sample in one go: when it came, what it counts, and the new rank of its entry where that only grew.
     *
     * @param entry its entry
     * @param rank the entry's rank now, which is its sum
     * @param counts the sample's value × its sampling weight
     * @return false when the largest entry has to be found another way: it is not known, has the same rank, or an entry
     *     has become smaller
     */
    boolean sampled(int source, int entry, double rank, double counts, int millis) {
        long[] all = rows;
        int at = source * STRIDE;
        ValueTrack.set(all, at + WEIGHTS, ValueTrack.get(all, at + WEIGHTS) + Math.abs(counts));
        ValueTrack.set(all, at + WEIGHT_SQUARES, ValueTrack.get(all, at + WEIGHT_SQUARES) + counts * counts);
        long top = all[at + TOP] & ~LOW;
        double topRank = ValueTrack.get(all, at + TOP_RANK);
        boolean known = top > 0 && counts >= 0 && rank > 0 && topRank > 0 && rank != topRank;
        if (known) {
            // Without a branch, because which entry is the largest can hardly be foretold. Bits of positive numbers
            // are in the order of the numbers.
            long larger = all[at + TOP_RANK] - Double.doubleToRawLongBits(rank) >> Long.SIZE - 1;
            top ^= (top ^ (long) (entry + 1) << Integer.SIZE) & larger;
            ValueTrack.set(all, at + TOP_RANK, Math.max(rank, topRank));
        }
        all[at + TOP] = top | millis & LOW;
        return known;
    }

    /** Takes note of what samples count. */
    void addWeights(int source, double sum, double sumOfSquares) {
        int at = source * STRIDE;
        rows[at + WEIGHTS] = Double.doubleToRawLongBits(weights(source) + sum);
        rows[at + WEIGHT_SQUARES] = Double.doubleToRawLongBits(weightSquares(source) + sumOfSquares);
    }

    double weights(int source) {
        return source < end ? Double.longBitsToDouble(rows[source * STRIDE + WEIGHTS]) : 0;
    }

    double weightSquares(int source) {
        return source < end ? Double.longBitsToDouble(rows[source * STRIDE + WEIGHT_SQUARES]) : 0;
    }

    /** What a sample counts that makes up the traffic of the data source: Σw² / Σ|w|. Absent: 0. */
    double typicalWeight(int source) {
        double sum = weights(source);
        return sum > 0 ? weightSquares(source) / sum : 0;
    }

    /** Whether nothing is known of a data source. */
    boolean isEmpty(int source) {
        return count(source) == 0 && floor(source) == 0 && weights(source) == 0;
    }

    /** Moves a data source to a later epoch, named by the power of two that moves sums of forward decay there. */
    void shift(int source, int shift) {
        setFloor(source, DecayClock.shifted(floor(source), shift));
        if (top(source) >= 0) {
            setTop(source, top(source), DecayClock.shifted(topRank(source), shift));
        }
        double sum = shiftedWeights(weights(source), shift);
        double squares = shiftedWeights(weightSquares(source), shift);
        forgetWeights(source);
        addWeights(source, sum, squares);
    }

    static double shiftedWeights(double sum, int shift) {
        return DecayClock.shifted(sum, shift / DecayClock.HALVINGS);
    }

    /** Forgets what is known of a data source without entries. */
    void forget(int source) {
        setFloor(source, 0);
        forgetWeights(source);
    }

    private void forgetWeights(int source) {
        rows[source * STRIDE + WEIGHTS] = 0;
        rows[source * STRIDE + WEIGHT_SQUARES] = 0;
    }

    /** Forgets everything and gives all memory back. */
    void clear() {
        budget.give(memory());
        rows = new long[0];
        lists = new long[0];
        end = 0;
    }

    /** Units: bytes. */
    long memory() {
        return (long) end * BYTES;
    }
}
