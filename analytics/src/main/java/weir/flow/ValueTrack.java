package weir.flow;

/**
 * How one value of an entry is kept in the words of the entry's row.
 *
 * <p>Statistics over time keep their samples apart by <i>pane</i>, a piece of the window; a pane has a slot in the row
 * (see {@link Window}). Totals of records use the same code with one slot. A method is given the page and the word where
 * the value's part of the row starts.
 */
abstract sealed class ValueTrack permits RateTrack, TotalTrack, AverageTrack, ExtremeTrack, DistinctTrack {

    /** A value over the slots of a window, or smoothed. */
    static ValueTrack of(ValueForm form, int slots, DistinctSketches sketches) {
        return switch (form) {
            case RATE -> new RateTrack();
            case AVERAGE -> new AverageTrack(slots);
            case MINIMUM -> new ExtremeTrack(slots, false);
            case MAXIMUM -> new ExtremeTrack(slots, true);
            case DISTINCT -> new DistinctTrack(sketches);
        };
    }

    /** A value over the whole of a record. */
    static ValueTrack total(ValueForm form, DistinctSketches sketches) {
        return form == ValueForm.RATE ? new TotalTrack() : of(form, 1, sketches);
    }

    /** Number of words in a row. */
    abstract int words();

    /** Begins with words that are all 0. */
    void start(long[] page, int at) {}

    /** Reads what the words refer to, so that it is at hand later. The answer means nothing. */
    long touch(long[] page, int at) {
        return 0;
    }

    /** Gives up what the words refer to; they are not used any more, or started again as zeros. */
    void end(long[] page, int at) {}

    /**
     * Adds the value of one sample.
     *
     * @param slot slot of the pane the sample falls into
     * @param value value as it is
     * @param scaled value times sampling weight
     * @param growth what a unit counts for in sums of forward decay
     */
    abstract void add(long[] page, int at, int slot, double value, double scaled, double growth);

    /** Forgets the slots in the set. */
    void forget(long[] page, int at, int slotSet) {}

    /** Moves sums of forward decay to a later epoch. */
    void shift(long[] page, int at, int shift) {}

    /** The value over the slots in the set. Absent: 0 without samples. */
    abstract double read(long[] page, int at, int slotSet, double perSecond);

    /** How many samples are behind the value, for statistics that are merged by them. Absent: 0. */
    double samples(long[] page, int at, int slotSet) {
        return 0;
    }

    /** Adds what another row holds for the same form in the slots of the step. */
    abstract void merge(long[] page, int at, ValueTrack other, long[] otherPage, int otherAt, MergeStep step);

    /** Writes the value's part of a row. */
    void write(long[] page, int at, ByteSink out) {
        for (int i = 0; i < words(); i++) {
            out.putLong(page[at + i]);
        }
    }

    /** Reads what {@link #write} has written over a part that was started. */
    void read(long[] page, int at, ByteSource in) {
        for (int i = 0; i < words(); i++) {
            page[at + i] = in.getLong();
        }
    }

    /**
     * How one row is added to another.
     *
     * @param slotSet slots of the other row that count
     * @param newest slot of the latest pane of this row; the slot before it holds the pane before it, in a ring
     * @param shift power of two that moves the other's sums of forward decay to the epoch of this one
     */
    record MergeStep(int slotSet, int newest, int shift) {

        boolean has(int slot) {
            return (slotSet >> slot & 1) != 0;
        }
    }

    static double get(long[] page, int at) {
        return Double.longBitsToDouble(page[at]);
    }

    static void set(long[] page, int at, double value) {
        page[at] = Double.doubleToRawLongBits(value);
    }
}
