package weir.flow;

/** A smoothed rate beside the one that ranks the entry. */
final class RateTrack extends ValueTrack {

    @Override
    int words() {
        return 1;
    }

    @Override
    void add(long[] page, int at, int slot, double value, double scaled, double growth) {
        set(page, at, get(page, at) + scaled * growth);
    }

    @Override
    void shift(long[] page, int at, int shift) {
        set(page, at, DecayClock.shifted(get(page, at), shift));
    }

    @Override
    double read(long[] page, int at, int slotSet, double perSecond) {
        return get(page, at) * perSecond;
    }

    @Override
    void merge(long[] page, int at, ValueTrack other, long[] otherPage, int otherAt, MergeStep step) {
        set(page, at, get(page, at) + DecayClock.shifted(get(otherPage, otherAt), step.shift()));
    }
}
