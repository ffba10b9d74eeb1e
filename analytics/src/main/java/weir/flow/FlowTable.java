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
    private static final int PACKED = -1;

    /** Instead of the number of a data source: the row is free. */
    private static final int NOBODY = -1;
    /** With the number of the data source: the key is not packed, so that its words mean nothing. */
    private static final int NUMBERED = Integer.MIN_VALUE;

    private static final int UPPER = Integer.SIZE;
    private static final long LOWER = 0xffffffffL;

    private final EntryLayout layout;
    private final int keyWords;
    /** Whether keys of the usual width are packed. */
    private final boolean packs;

    private final KeyPool keys;
    private final Index index;
    private final SourceRows sources;

    FlowTable(EntryLayout layout, MemoryBudget budget) {
        super(layout.words(), budget);
        this.layout = layout;
        keyWords = KeyView.words(layout.keyWidth());
        packs = layout.keyWidth() >= 0;
        keys = new KeyPool(budget);
        index = new Index(budget);
        sources = new SourceRows(budget);
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
        return (int) (page(entry)[at(entry) + EntryLayout.NEXT] >>> UPPER) - 1;
    }

    /** Reads both ends of what every row has. The sum is of no use. */
    long touch(int entry) {
        long[] page = page(entry);
        int at = at(entry);
        return page[at + EntryLayout.NEXT] + page[at + EntryLayout.OWNER];
    }

    double sum(int entry) {
        return ValueTrack.get(page(entry), at(entry) + EntryLayout.SUM);
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
        return (int) page(entry)[at(entry) + EntryLayout.NEXT];
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
        long[] page = page(entry);
        int at = at(entry);
        int number = (int) page[at + EntryLayout.NEXT];
        if (number == PACKED) {
            into.setPacked(page, at + EntryLayout.KEY);
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
        int number = (int) page[at + EntryLayout.NEXT];
        int otherNumber = (int) otherPage[otherAt + EntryLayout.NEXT];
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

    /** The slots, each of which names an entry, {@link #entryOf}; until the next change. */
    int[] slots() {
        return index.slots();
    }

    /** The entry that a slot names, which may be gone where the slot was read before. Absent: -1. */
    static int entryOf(int slot) {
        return (slot & SlotTable.ITEM_MASK) - 1;
    }

    /** First word of a row that says whose it is, or that a sample changes. */
    int firstWord() {
        return packs ? EntryLayout.SUM : EntryLayout.NEXT;
    }

    /** Last word that a row has for a packed key, or that every row has. */
    int lastKeyWord() {
        return EntryLayout.KEY + keyWords - 1;
    }

    /** Entry of a data source and a key. Absent: -1. */
    int find(int source, KeyView key) {
        if (key.packed()) {
            return findPacked(source, key);
        }
        int number = keys.find(key.bytes(), key.offset(), key.length(), key.hash());
        return number < 0 ? -1 : findNumbered(source, number);
    }

    private int findPacked(int source, KeyView key) {
        return find(source, key.words(), 0, key.hash(source));
    }

    /**
     * Entry of a data source and a key as batches have it. Absent: -1.
     *
     * @param words has the key from an index on: packed, or its number where this table packs none
     * @param hash of the key at the data source
     */
    int find(int source, long[] words, int from, int hash) {
        int[] table = index.slots();
        int mask = table.length - 1;
        int i = hash & mask;
        for (int slot = table[i]; slot != 0; slot = table[i]) {
            if (((slot ^ hash) & SlotTable.TAG_MASK) == 0) {
                int entry = entryOf(slot);
                if (isOf(entry, source, words, from)) {
                    return entry;
                }
            }
            i = i + 1 & mask;
        }
        return -1;
    }

    /** Whether an entry is that of a data source and a key as batches have it, which begins at an index of some words. */
    boolean isOf(int entry, int source, long[] words, int from) {
        long[] page = page(entry);
        int at = at(entry);
        int owner = (int) (page[at + EntryLayout.OWNER] >>> UPPER);
        return packs
                ? owner == source && equal(words, from, page, at + EntryLayout.KEY)
                : owner == (source | NUMBERED) && (int) page[at + EntryLayout.NEXT] == words[from];
    }

    /** Words of a key in a batch. */
    int batchWords() {
        return packs ? keyWords : 1;
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

    /** Hash of the number of a key at a data source. */
    static int hash(int source, int number) {
        return Index.hash(source, number);
    }

    /** The first slot, of those where a key with such a hash may be named, that has the tag of the hash; 0 when none has. */
    int tagged(int hash) {
        int[] table = index.slots();
        int mask = table.length - 1;
        int i = hash & mask;
        int slot = table[i];
        while (slot != 0 && ((slot ^ hash) & SlotTable.TAG_MASK) != 0) {
            i = i + 1 & mask;
            slot = table[i];
        }
        return slot;
    }

    private boolean equal(long[] words, int from, long[] page, int at) {
        for (int i = 0; i < keyWords; i++) {
            if (words[from + i] != page[at + i]) {
                return false;
            }
        }
        return true;
    }

    private int findNumbered(int source, int number) {
        int hash = Index.hash(source, number);
        int[] table = index.slots();
        int mask = table.length - 1;
        for (int i = hash & mask; table[i] != 0; i = i + 1 & mask) {
            int entry = (table[i] & SlotTable.ITEM_MASK) - 1;
            if (((table[i] ^ hash) & SlotTable.TAG_MASK) == 0
                    && keyNumber(entry) == number
                    && source(entry) == source) {
                return entry;
            }
        }
        return -1;
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
            index.add(entry, Index.hash(source, number));
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
            page[at + EntryLayout.NEXT] = (long) (sources.first(source) + 1) << UPPER | number & LOWER;
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
            int at = at(before) + EntryLayout.NEXT;
            page[at] = (long) (next + 1) << UPPER | page[at] & LOWER;
        }
    }

    private void discard(int source, int entry) {
        long[] page = page(entry);
        int at = at(entry);
        layout.end(page, at);
        index.remove(entry, index.hashOf(entry));
        int number = (int) page[at + EntryLayout.NEXT];
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

    private final class Index extends SlotTable {

        Index(MemoryBudget budget) {
            super(budget);
        }

        @Override
        int hashOf(int item) {
            long[] page = page(item);
            int at = at(item);
            int number = (int) page[at + EntryLayout.NEXT];
            return number == PACKED
                    ? KeyView.hash(source(item), page, at + EntryLayout.KEY, keyWords)
                    : hash(source(item), number);
        }

        static int hash(int source, int number) {
            long h = ((long) source << UPPER | number & LOWER) * 0x9e3779b97f4a7c15L;
            return (int) (h ^ h >>> 32);
        }
    }
}
