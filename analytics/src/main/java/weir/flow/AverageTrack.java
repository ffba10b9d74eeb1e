package weir.flow;

/** A plain mean: for each slot the sum of values and their number. */
final class AverageTrack extends ValueTrack {

    private final int slots;

    AverageTrack(int slots) {
        this.slots = slots;
    }

    @Override
    int words() {
        return 2 * slots;
    }

    @Override
    void add(long[] page, int at, int slot, double value, double scaled, double growth) {
        set(page, at + slot, get(page, at + slot) + value);
        page[at + slots + slot]++;
    }

    @Override
    void forget(long[] page, int at, int slotSet) {
        for (int slot = 0; slot < slots; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                page[at + slot] = 0;
                page[at + slots + slot] = 0;
            }
        }
    }

    @Override
    double read(long[] page, int at, int slotSet, double perSecond) {
        double sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                sum += get(page, at + slot);
            }
        }
        double samples = samples(page, at, slotSet);
        return samples == 0 ? 0 : sum / samples;
    }

    @Override
    double samples(long[] page, int at, int slotSet) {
        long samples = 0;
        for (int slot = 0; slot < slots; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                samples += page[at + slots + slot];
            }
        }
        return samples;
    }

    @Override
    void merge(long[] page, int at, ValueTrack other, long[] otherPage, int otherAt, MergeStep step) {
        for (int slot = 0; slot < slots; slot++) {
            if (step.has(slot)) {
                set(page, at + slot, get(page, at + slot) + get(otherPage, otherAt + slot));
                page[at + slots + slot] += otherPage[otherAt + slots + slot];
            }
        }
    }
}
