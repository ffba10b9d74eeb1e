package weir.flow;

import java.nio.ByteBuffer;
import java.util.function.IntPredicate;

/**
 * The entries of a cache: rows found by data source and key, and a list of them for each data source.
 *
 * <p>A list begins with the entry that came last. It depends on the samples of its data source alone, so what is done in
 * its order is the same however data sources are spread over caches.
 *
 * <p>A key of the usual width stands in the entry's row ({@link KeyView}), so that finding an entry touches one slot and
 * one row. Other keys, above all texts, are kept once in a {@link KeyPool}, and the row has their number.
 *
 * <p>Beside the list a data source has its largest entry, when that is known, the floor: the most that an entry which is
 * not in the table may have lost, and what its samples count ({@link SourceRows}).
 */
final class FlowTable extends RowPages {

    /** Instead of the number of a key: it is packed in the row. */
    static final int PACKED = -1;

    /** Instead of the number of a data source: the row is free. */
    private static final int NOBODY = -1;
    /** With the number of the data source: the key is not packed, so that its words mean nothing. */
    static final int NUMBERED = Integer.MIN_VALUE;

    private static final int UPPER = Integer.SIZE;
    private static final long LOWER = 0xffffffffL;

    private final EntryLayout layout;
    private final int keyWords;
    /** Whether keys of the usual width are packed. */
    private final boolean packs;

    private final KeyPool keys;
    private final EntryIndex index;
    private final SourceRows sources;

    FlowTable(EntryLayout layout, MemoryBudget budget) {
        super(layout.words(), EntryLayout.RARE, budget);
        this.layout = layout;
        keyWords = KeyView.words(layout.keyWidth());
        packs = layout.keyWidth() >= 0;
        keys = new KeyPool(budget);
        index = new EntryIndex(this, packs ? keyWords : -1, budget);
        sources = new SourceRows(budget);
    }

    /** By which entries are found. */
    EntryIndex index() {
        return index;
    }

    /** What is known of data sources. */
    SourceRows sources() {
        return sources;
    }

    int size() {
        return index.size();
    }

    /** All data source numbers in use are below this. */
    int sourcesEnd() {
        return sources.end();
    }

    int count(int source) {
        return sources.count(source);
    }

    /** The entry that came last. Absent: -1. */
    int first(int source) {
        return sources.first(source);
    }

    /** The entry of the same data source that came before. Absent: -1. */
    int next(int entry) {
        return (int) (page(entry)[rareAt(entry) + EntryLayout.NEXT] >>> UPPER) - 1;
    }

    /** Reads what every row has. The sum is of no use. */
    long touch(int entry) {
        long[] page = page(entry);
        return page[rareAt(entry) + EntryLayout.NEXT] + page[at(entry) + EntryLayout.OWNER];
    }

    double sum(int entry) {
        return ValueTrack.get(page(entry), at(entry) + EntryLayout.SUM);
    }

    /** Most that the sum may lack because the entry was evicted before. */
    double missed(int entry) {
        return ValueTrack.get(page(entry), rareAt(entry) + EntryLayout.MISSED);
    }

    void setMissed(int entry, double missed) {
        ValueTrack.set(page(entry), rareAt(entry) + EntryLayout.MISSED, missed);
    }

    /** Its data source. Absent: -1 for a row that is no entry now. */
    int source(int entry) {
        int owner = (int) (page(entry)[at(entry) + EntryLayout.OWNER] >>> UPPER);
        return owner == NOBODY ? NOBODY : owner & ~NUMBERED;
    }

    /** A view that fits the keys of this table. */
    KeyView newKey() {
        return new KeyView(layout.keyWidth());
    }

    boolean isPacked(int entry) {
        return keyNumber(entry) == PACKED;
    }

    /** Number of a key that is not packed. */
    int keyNumber(int entry) {
        return (int) page(entry)[rareAt(entry) + EntryLayout.NEXT];
    }

    /** Hash of a packed key, {@link KeyView#hash()}. */
    int keyHash(int entry) {
        return KeyView.hash(0, page(entry), at(entry) + EntryLayout.KEY, keyWords);
    }

    /** Whether a packed key is that of an entry, which is packed too. */
    boolean hasKey(int entry, KeyView key) {
        return key.equalsPacked(page(entry), at(entry) + EntryLayout.KEY);
    }

    /** Bytes of a key that is not packed; valid until the next change of the table. */
    ByteBuffer keyBytes(int number) {
        return ByteBuffer.wrap(keys.bytes(), keys.start(number), keys.length(number));
    }

    /** Sets a view to the key of an entry; valid until the next change of the table. */
    KeyView key(int entry, KeyView into) {
        int number = keyNumber(entry);
        if (number == PACKED) {
            into.setPacked(page(entry), at(entry) + EntryLayout.KEY);
        } else {
            setNumbered(into, number);
        }
        return into;
    }

    /** Order of the keys of two entries by their bytes, unsigned. */
    int compareKeys(int one, int other) {
        long[] page = page(one);
        int at = at(one);
        long[] otherPage = page(other);
        int otherAt = at(other);
        int number = keyNumber(one);
        int otherNumber = keyNumber(other);
        if (number != PACKED || otherNumber != PACKED) {
            return number != PACKED && otherNumber != PACKED
                    ? keys.compare(number, otherNumber)
                    : java.util.Arrays.compareUnsigned(
                            key(one, newKey()).copy(), key(other, newKey()).copy());
        }
        for (int i = EntryLayout.KEY; i < EntryLayout.KEY + keyWords; i++) {
            int order = Long.compareUnsigned(page[at + i], otherPage[otherAt + i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Moves keys that are not packed together when most of their array is free. */
    void compactKeys() {
        keys.compact();
    }

    /** Time of the last sample. Units: ms, modulo 2<sup>32</sup>. */
    int last(int entry) {
        return (int) page(entry)[at(entry) + EntryLayout.OWNER];
    }

    /** Sets the time of the last sample of an entry, and of its data source. */
    void setLast(int entry, int millis) {
        setLast(page(entry), at(entry), millis);
        sources.setLast(source(entry), millis);
    }

    /** Sets the time of the last sample of the entry whose row begins at a word of a page. */
    static void setLast(long[] page, int at, int millis) {
        page[at + EntryLayout.OWNER] = page[at + EntryLayout.OWNER] & ~LOWER | millis & LOWER;
    }

    /** Entry of a data source and a key. Absent: -1. */
    int find(int source, KeyView key) {
        if (key.packed()) {
            return index.find(source, key.words(), 0, key.hash(source));
        }
        int number = keys.find(key.bytes(), key.offset(), key.length(), key.hash());
        return number < 0 ? -1 : index.find(source, number);
    }

    /** Number of a key that is not packed, for a batch, which {@link #letGo lets go} of it. Absent: -1, no memory. */
    int hold(byte[] key, int length, int hashOfBytes) {
        int found = keys.find(key, 0, length, hashOfBytes);
        int number = found >= 0 ? found : keys.add(key, 0, length, hashOfBytes);
        if (number >= 0) {
            keys.retain(number);
        }
        return number;
    }

    /** The batch needs the key that begins at an index of some words no more. */
    void letGo(long[] words, int from) {
        if (!packs) {
            keys.release((int) words[from]);
        }
    }

    /** Sets a view to the key that a batch has from an index of some words on. */
    void setKey(KeyView view, long[] words, int from) {
        if (packs) {
            view.setPacked(words, from);
        } else {
            setNumbered(view, (int) words[from]);
        }
    }

    private void setNumbered(KeyView view, int number) {
        view.set(keys.bytes(), keys.start(number), keys.length(number), keys.hash(number));
    }

    /** Adds an entry that is not there, at an opened data source. Absent: -1, no memory. */
    int add(int source, KeyView key, long pane) {
        if (key.packed()) {
            int entry = addRow(source, PACKED, pane);
            if (entry >= 0) {
                System.arraycopy(key.words(), 0, page(entry), at(entry) + EntryLayout.KEY, keyWords);
                index.add(entry, key.hash(source));
            }
            return entry;
        }
        int found = keys.find(key.bytes(), key.offset(), key.length(), key.hash());
        int number = found >= 0 ? found : keys.add(key.bytes(), key.offset(), key.length(), key.hash());
        int entry = number < 0 ? -1 : addRow(source, number, pane);
        if (entry >= 0) {
            keys.retain(number);
            index.add(entry, EntryIndex.hash(source, number));
        } else if (number >= 0 && found < 0) {
            keys.discard(number);
        }
        return entry;
    }

    private int addRow(int source, int number, long pane) {
        int entry = index.hasRoom() ? allocate() : -1;
        if (entry >= 0) {
            long[] page = page(entry);
            int at = at(entry);
            page[at + EntryLayout.OWNER] = (long) (number == PACKED ? source : source | NUMBERED) << UPPER;
            page[rareAt(entry) + EntryLayout.NEXT] = (long) (sources.first(source) + 1) << UPPER | number & LOWER;
            layout.start(page, at, pane);
            int before = sources.count(source);
            if (before > 0 && sources.top(source) == SourceRows.NONE) {
                sources.setTop(source, SourceRows.NOT_KNOWN, 0);
            }
            sources.setList(source, entry, before + 1);
        }
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
        sources.forget(source);
    }

    @Override
    void clear() {
        super.clear();
        sources.clear();
        index.clear();
        keys.clear();
    }

    @Override
    long memory() {
        return rowMemory() + keys.memory() + index.memory() + sources.memory();
    }

    private void unlink(int source, int before, int next) {
        if (before < 0) {
            sources.setList(source, next, sources.count(source));
        } else {
            long[] page = page(before);
            int at = rareAt(before) + EntryLayout.NEXT;
            page[at] = (long) (next + 1) << UPPER | page[at] & LOWER;
        }
    }

    private void discard(int source, int entry) {
        long[] page = page(entry);
        int at = at(entry);
        layout.end(page, at);
        index.remove(entry, index.hashOf(entry));
        int number = keyNumber(entry);
        if (number != PACKED) {
            keys.release(number);
        }
        page[at + EntryLayout.OWNER] = (long) NOBODY << UPPER;
        release(entry);
        int left = sources.count(source) - 1;
        sources.setList(source, sources.first(source), left);
        if (sources.top(source) == entry) {
            sources.setTop(source, left == 0 ? SourceRows.NONE : SourceRows.NOT_KNOWN, 0);
        }
    }
}
