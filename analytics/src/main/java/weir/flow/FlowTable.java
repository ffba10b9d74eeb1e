package weir.flow;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The entries of a cache: rows found by data source and key, and a list of them for each data source.
 *
 * <p>A list begins with the entry that came last. It depends on the samples of its data source alone, so what is done in
 * its order is the same however data sources are spread over caches.
 *
 * <p>Beside the list a data source has its largest entry, when that is known, the floor: the most that an entry which is
 * not in the table may have lost, and what its samples count.
 */
final class FlowTable {

    private static final int NEXT_SHIFT = Integer.SIZE;
    private static final int PER_SOURCE = Integer.BYTES * 4 + Double.BYTES + SampleWeights.PER_SOURCE;

    private final EntryLayout layout;
    private final MemoryBudget budget;
    private final KeyPool keys;
    private final RowPages rows;
    private final Index index;
    private final SampleWeights weights = new SampleWeights();

    // By data source; an entry is stored plus one, 0 is none.
    private int[] heads = new int[0];
    private int[] counts = new int[0];
    private int[] tops = new int[0];
    private int[] lasts = new int[0];
    private double[] floors = new double[0];

    FlowTable(EntryLayout layout, MemoryBudget budget) {
        this.layout = layout;
        this.budget = budget;
        keys = new KeyPool(budget);
        rows = new RowPages(layout.words(), budget);
        index = new Index(budget);
    }

    KeyPool keys() {
        return keys;
    }

    SampleWeights weights() {
        return weights;
    }

    /** Whether nothing is known of a data source. */
    boolean isEmpty(int source) {
        return count(source) == 0 && floor(source) == 0 && weights.sum(source) == 0;
    }

    int size() {
        return index.size();
    }

    /** All data source numbers in use are below this. */
    int sourcesEnd() {
        return heads.length;
    }

    int count(int source) {
        return source < counts.length ? counts[source] : 0;
    }

    /** The entry that came last. Absent: -1. */
    int first(int source) {
        return source < heads.length ? heads[source] - 1 : -1;
    }

    /** The entry of the same data source that came before. Absent: -1. */
    int next(int entry) {
        return (int) (page(entry)[at(entry) + EntryLayout.LINK] >>> NEXT_SHIFT) - 1;
    }

    long[] page(int entry) {
        return rows.page(entry);
    }

    int at(int entry) {
        return rows.at(entry);
    }

    double sum(int entry) {
        return ValueTrack.get(page(entry), at(entry) + EntryLayout.SUM);
    }

    int source(int entry) {
        return (int) (page(entry)[at(entry) + EntryLayout.OWNER] >>> Integer.SIZE);
    }

    int key(int entry) {
        return (int) page(entry)[at(entry) + EntryLayout.OWNER];
    }

    /** Time of the last sample. Units: ms, modulo 2<sup>32</sup>. */
    int last(int entry) {
        return (int) page(entry)[at(entry) + EntryLayout.LINK];
    }

    /** Time of the last sample of a data source. Units: ms, modulo 2<sup>32</sup>. */
    int lastOf(int source) {
        return lasts[source];
    }

    void setLastOf(int source, int millis) {
        lasts[source] = millis;
    }

    void setLast(int entry, int millis) {
        long[] page = page(entry);
        int at = at(entry) + EntryLayout.LINK;
        page[at] = page[at] & 0xffffffffL << NEXT_SHIFT | millis & 0xffffffffL;
        lasts[source(entry)] = millis;
    }

    /** The largest entry. Absent: -1 when it is not known. */
    int top(int source) {
        return source < tops.length ? tops[source] - 1 : -1;
    }

    void setTop(int source, int entry) {
        tops[source] = entry + 1;
    }

    double floor(int source) {
        return source < floors.length ? floors[source] : 0;
    }

    /** Makes room for the numbers of a data source; false when there is no memory. */
    boolean open(int source) {
        if (source < heads.length) {
            return true;
        }
        int length = Math.max(source + 1, heads.length + (heads.length >> 1) + 16);
        if (source == Integer.MAX_VALUE || !budget.take((long) (length - heads.length) * PER_SOURCE)) {
            return false;
        }
        heads = Arrays.copyOf(heads, length);
        counts = Arrays.copyOf(counts, length);
        tops = Arrays.copyOf(tops, length);
        lasts = Arrays.copyOf(lasts, length);
        floors = Arrays.copyOf(floors, length);
        weights.resize(length);
        return true;
    }

    void setFloor(int source, double floor) {
        floors[source] = floor;
    }

    /** Entry of a data source and a key. Absent: -1. */
    int find(int source, int key) {
        long owner = owner(source, key);
        int hash = Index.hash(owner);
        int[] table = index.slots();
        int mask = table.length - 1;
        for (int i = hash & mask; table[i] != 0; i = i + 1 & mask) {
            int entry = (table[i] & SlotTable.ITEM_MASK) - 1;
            if (((table[i] ^ hash) & SlotTable.TAG_MASK) == 0 && page(entry)[at(entry) + EntryLayout.OWNER] == owner) {
                return entry;
            }
        }
        return -1;
    }

    /** Adds an entry that is not there, at an opened data source, and a reference to its key. Absent: -1, no memory. */
    int add(int source, int key, long pane) {
        int entry = index.hasRoom() ? rows.allocate() : -1;
        if (entry < 0) {
            return -1;
        }
        long owner = owner(source, key);
        long[] page = page(entry);
        int at = at(entry);
        page[at + EntryLayout.OWNER] = owner;
        page[at + EntryLayout.LINK] = (long) heads[source] << NEXT_SHIFT;
        layout.start(page, at, pane);
        heads[source] = entry + 1;
        counts[source]++;
        index.add(entry, Index.hash(owner));
        keys.retain(key);
        return entry;
    }

    /** Removes the entries of a data source that pass a test, which is asked in the order of the list. */
    void removeIf(int source, IntPredicate test) {
        int before = -1;
        for (int entry = first(source); entry >= 0; ) {
            int next = next(entry);
            if (test.test(entry)) {
                unlink(source, before, next);
                discard(source, entry);
            } else {
                before = entry;
            }
            entry = next;
        }
    }

    /** Removes a data source with all its entries. */
    void removeAll(int source) {
        removeIf(source, entry -> true);
        floors[source] = 0;
        weights.forget(source);
    }

    /** Moves all sums to a later epoch. */
    void shift(int shift) {
        weights.shift(shift);
        for (int source = 0; source < heads.length; source++) {
            floors[source] = DecayClock.shifted(floors[source], shift);
            for (int entry = first(source); entry >= 0; entry = next(entry)) {
                long[] page = page(entry);
                int at = at(entry);
                for (int word = at + EntryLayout.SUM; word <= at + EntryLayout.MISSED; word++) {
                    double moved = DecayClock.shifted(ValueTrack.get(page, word), EntryLayout.shift(word - at, shift));
                    ValueTrack.set(page, word, moved);
                }
                layout.shift(page, at, shift);
            }
        }
    }

    /** Removes entries of which nothing is left and that had no sample for so many ms at the instant of the reading. */
    void removeIdle(EntryReading reading, long idle) {
        for (int source = 0; source < heads.length; source++) {
            removeIf(source, entry -> reading.age(entry) >= idle && isNothing(page(entry), at(entry)));
        }
    }

    private boolean isNothing(long[] page, int at) {
        return page[at + EntryLayout.SUM] == 0 && page[at + EntryLayout.SQUARES] == 0 && !layout.recordOpen(page, at);
    }

    /** Forgets everything and gives all memory back. */
    void clear() {
        budget.give((long) heads.length * PER_SOURCE);
        heads = new int[0];
        counts = new int[0];
        tops = new int[0];
        lasts = new int[0];
        floors = new double[0];
        weights.resize(0);
        index.clear();
        rows.clear();
        keys.clear();
    }

    /** Units: bytes. */
    long memory() {
        return keys.memory() + rows.memory() + index.memory() + (long) heads.length * PER_SOURCE;
    }

    private void unlink(int source, int before, int next) {
        if (before < 0) {
            heads[source] = next + 1;
        } else {
            long[] page = page(before);
            int at = at(before) + EntryLayout.LINK;
            page[at] = (long) (next + 1) << NEXT_SHIFT | page[at] & 0xffffffffL;
        }
    }

    private void discard(int source, int entry) {
        long[] page = page(entry);
        int at = at(entry);
        layout.end(page, at);
        index.remove(entry, Index.hash(page[at + EntryLayout.OWNER]));
        keys.release((int) page[at + EntryLayout.OWNER]);
        rows.release(entry);
        counts[source]--;
        if (tops[source] == entry + 1) {
            tops[source] = 0;
        }
    }

    private static long owner(int source, int key) {
        return (long) source << Integer.SIZE | key;
    }

    private final class Index extends SlotTable {

        Index(MemoryBudget budget) {
            super(budget);
        }

        @Override
        int hashOf(int item) {
            return hash(page(item)[at(item) + EntryLayout.OWNER]);
        }

        static int hash(long owner) {
            long h = owner * 0x9e3779b97f4a7c15L;
            return (int) (h ^ h >>> 32);
        }
    }
}
