package weir.flow;

/** Adds the entries of one table to those of another of the same layout. */
final class FlowMerge {

    private final FlowTable into;
    private final EntryLayout layout;
    private final FlowTable from;
    private final EntryLayout fromLayout;
    private final int shift;

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
    }

    /**
     * Adds the entries of a data source there to a data source here.
     *
     * <p>What an entry may lack is what it may lack in either table; a table that has no such entry lacks its floor.
     *
     * @return how many entries found no room
     */
    int merge(int there, int here) {
        if (!into.open(here)) {
            return from.count(there);
        }
        into.weights()
                .add(
                        here,
                        SampleWeights.shifted(from.weights().sum(there), shift),
                        SampleWeights.shifted(from.weights().squares(there), shift));
        double floorThere = DecayClock.shifted(from.floor(there), shift);
        double floorHere = into.floor(here);
        for (int entry = into.first(here); entry >= 0; entry = into.next(entry)) {
            if (!has(from, there, into, entry)) {
                add(into.page(entry), into.at(entry) + EntryLayout.MISSED, floorThere);
            }
        }
        boolean none = into.count(here) == 0;
        int last = into.lastOf(here);
        int refused = 0;
        double lost = 0;
        for (int entry = from.first(there); entry >= 0; entry = from.next(entry)) {
            if (!merge(entry, here, floorHere)) {
                refused++;
                lost = Math.max(lost, bound(entry));
            }
        }
        into.setFloor(here, floorHere + floorThere + lost);
        into.setLastOf(here, none ? from.lastOf(there) : later(last, from.lastOf(there)));
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
        int key = key(into, from, entry);
        int found = key < 0 ? -1 : into.find(here, key);
        int last = from.last(entry);
        double missed = 0;
        if (found >= 0) {
            last = later(into.last(found), last);
        } else {
            found = addEntry(entry, key, here);
            missed = floorHere;
        }
        if (found < 0) {
            return false;
        }
        long[] page = into.page(found);
        int at = into.at(found);
        for (int word = EntryLayout.SUM; word <= EntryLayout.MISSED; word++) {
            double other = ValueTrack.get(from.page(entry), from.at(entry) + word);
            add(page, at + word, DecayClock.shifted(other, EntryLayout.shift(word, shift)));
        }
        add(page, at + EntryLayout.MISSED, missed);
        layout.merge(page, at, fromLayout, from.page(entry), from.at(entry), shift);
        into.setLast(found, last);
        return true;
    }

    private int addEntry(int entry, int foundKey, int here) {
        KeyPool keys = into.keys();
        KeyPool theirs = from.keys();
        int number = from.key(entry);
        int key = foundKey >= 0
                ? foundKey
                : keys.add(theirs.bytes(), theirs.start(number), theirs.length(number), theirs.hash(number));
        if (key < 0) {
            return -1;
        }
        int added = into.add(here, key, fromLayout.pane(from.page(entry), from.at(entry)));
        if (added < 0 && foundKey < 0) {
            keys.discard(key);
        }
        return added;
    }

    private double bound(int entry) {
        long[] page = from.page(entry);
        int at = from.at(entry);
        return DecayClock.shifted(
                ValueTrack.get(page, at + EntryLayout.SUM) + ValueTrack.get(page, at + EntryLayout.MISSED), shift);
    }

    /** Whether a data source of one table has the key of an entry of another. */
    private static boolean has(FlowTable table, int source, FlowTable of, int entry) {
        int key = key(table, of, entry);
        return key >= 0 && table.find(source, key) >= 0;
    }

    /** Number in one table of the key of an entry of another. Absent: -1. */
    private static int key(FlowTable table, FlowTable of, int entry) {
        KeyPool keys = of.keys();
        int number = of.key(entry);
        return table.keys().find(keys.bytes(), keys.start(number), keys.length(number), keys.hash(number));
    }

    /** The later of two times in ms modulo 2^32. */
    private static int later(int one, int other) {
        return one - other < 0 ? other : one;
    }

    private static void add(long[] page, int at, double value) {
        ValueTrack.set(page, at, ValueTrack.get(page, at) + value);
    }
}
