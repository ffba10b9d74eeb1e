package weir.flow;

/** A scaled total since the start of a record, with the sum of squares that tells how many samples it stands on. */
final class TotalTrack extends ValueTrack {

    @Override
    int words() {
        return 2;
    }

    @Override
    void add(long[] page, int at, int slot, double value, double scaled, double growth) {
        set(page, at, get(page, at) + scaled);
        set(page, at + 1, get(page, at + 1) + scaled * scaled);
    }

    @Override
    double read(long[] page, int at, int slotSet, double perSecond) {
        return get(page, at);
    }

    /** The effective number of samples. */
    @Override
    double samples(long[] page, int at, int slotSet) {
        return Estimate.effectiveSamples(get(page, at), get(page, at + 1));
    }

    @Override
    void merge(long[] page, int at, ValueTrack other, long[] otherPage, int otherAt, MergeStep step) {
        set(page, at, get(page, at) + get(otherPage, otherAt));
        set(page, at + 1, get(page, at + 1) + get(otherPage, otherAt + 1));
    }
}
