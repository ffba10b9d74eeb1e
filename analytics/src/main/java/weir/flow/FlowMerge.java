package weir.flow;

/** Adds the entries of one table to those of another of the same layout. */
final class FlowMerge {

    private final FlowTable into;
    private final EntryLayout layout;
    private final FlowTable from;
    private final EntryLayout fromLayout;
    private final int shift;
    private final KeyView key;

    /**
     * A merge of two tables.
     *
     * @param shift power of two that moves sums of the second table to the epoch of the first
     */
    FlowMerge(FlowTable into, EntryLayout layout, FlowTable from, EntryLayout fromLayout, int shift) {
        this.into = into;
        this.layout = layout;
        this.from = from;
        this.fromLayout = fromLayout;
        this.shift = shift;
        key = into.newKey();
    }

    /**
     * Adds the entries of a data source there to a data source here.
     *
     * <p>What an entry may lack is what it may lack in either table; a table that has no such entry lacks its floor.
     *
     * @return how many entries found no room
     */
    int merge(int there, int here) {
        if (!into.sources().open(here)) {
            return from.count(there);
        }
        into.sources()
                .addWeights(
                        here,
                        SourceRows.shiftedWeights(from.sources().weights(there), shift),
                        SourceRows.shiftedWeights(from.sources().weightSquares(there), shift));
        double floorThere = DecayClock.shifted(from.sources().floor(there), shift);
        double floorHere = into.sources().floor(here);
        for (int entry = into.first(here); entry >= 0; entry = into.next(entry)) {
            if (from.find(there, into.key(entry, key)) < 0) {
                into.setMissed(entry, into.missed(entry) + floorThere);
            }
        }
        boolean none = into.count(here) == 0;
        int last = into.sources().last(here);
        int refused = 0;
        double lost = 0;
        for (int entry = from.first(there); entry >= 0; entry = from.next(entry)) {
            if (!merge(entry, here, floorHere)) {
                refused++;
                lost = Math.max(lost, bound(entry));
            }
        }
        into.sources().setFloor(here, floorHere + floorThere + lost);
        into.sources()
                .setLast(
                        here,
                        none
                                ? from.sources().last(there)
                                : later(last, from.sources().last(there)));
        return refused;
    }

    /** The latest pane of any entry of a data source. */
    static long latestPane(FlowTable table, EntryLayout layout, int source) {
        long latest = Long.MIN_VALUE;
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            latest = Math.max(latest, layout.pane(table.page(entry), table.at(entry)));
        }
        return latest;
    }

    private boolean merge(int entry, int here, double floorHere) {
        int found = into.find(here, from.key(entry, key));
        int last = from.last(entry);
        double missed = 0;
        if (found >= 0) {
            last = later(into.last(found), last);
        } else {
            found = into.add(here, key, fromLayout.pane(from.page(entry), from.at(entry)));
            missed = floorHere;
        }
        if (found < 0) {
            return false;
        }
        long[] page = into.page(found);
        int at = into.at(found);
        for (int word : EntryLayout.sums()) {
            double other = ValueTrack.get(from.page(entry), from.at(entry) + word);
            add(page, at + word, DecayClock.shifted(other, EntryLayout.shift(word, shift)));
        }
        into.setMissed(found, into.missed(found) + DecayClock.shifted(from.missed(entry), shift) + missed);
        layout.merge(page, at, fromLayout, from.page(entry), from.at(entry), shift);
        into.setLast(found, last);
        return true;
    }

    private double bound(int entry) {
        return DecayClock.shifted(from.sum(entry) + from.missed(entry), shift);
    }

    /** The later of two times in ms modulo 2^32. */
    private static int later(int one, int other) {
        return one - other < 0 ? other : one;
    }

    private static void add(long[] page, int at, double value) {
        ValueTrack.set(page, at, ValueTrack.get(page, at) + value);
    }
}
