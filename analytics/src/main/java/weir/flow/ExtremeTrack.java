package weir.flow;

/** The smallest or the largest value: for each slot that value, NaN while there is none. */
final class ExtremeTrack extends ValueTrack {

    private final int slots;
    private final boolean largest;

    ExtremeTrack(int slots, boolean largest) {
        this.slots = slots;
        this.largest = largest;
    }

    @Override
    int words() {
        return slots;
    }

    @Override
    void start(long[] page, int at) {
        forget(page, at, -1);
    }

    @Override
    void add(long[] page, int at, int slot, double value, double scaled, double growth) {
        set(page, at + slot, more(get(page, at + slot), value));
    }

    @Override
    void forget(long[] page, int at, int slotSet) {
        for (int slot = 0; slot < slots; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                set(page, at + slot, Double.NaN);
            }
        }
    }

    @Override
    double read(long[] page, int at, int slotSet, double perSecond) {
        double found = extreme(page, at, slotSet);
        return Double.isNaN(found) ? 0 : found;
    }

    /** 1 when there is a value, so that an empty window is not taken for a 0. */
    @Override
    double samples(long[] page, int at, int slotSet) {
        return Double.isNaN(extreme(page, at, slotSet)) ? 0 : 1;
    }

    @Override
    void merge(long[] page, int at, ValueTrack other, long[] otherPage, int otherAt, MergeStep step) {
        for (int slot = 0; slot < slots; slot++) {
            if (step.has(slot)) {
                set(page, at + slot, more(get(page, at + slot), get(otherPage, otherAt + slot)));
            }
        }
    }

    private double extreme(long[] page, int at, int slotSet) {
        double found = Double.NaN;
        for (int slot = 0; slot < slots; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                found = more(found, get(page, at + slot));
            }
        }
        return found;
    }

    private double more(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return Double.isNaN(one) ? other : one;
        }
        return largest ? Math.max(one, other) : Math.min(one, other);
    }
}
