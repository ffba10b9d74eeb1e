package weir.flow;

/**
 * The slots of a {@link FlowTable}, by which its entries are found.
 *
 * <p>A batch has keys as words: packed, or the number of the key where the table packs none. That a row is the one is seen by its
 * data source and key together.
 *
 * <p>Lifetime and thread: of its table; owner thread only.
 */
final class EntryIndex extends SlotTable {

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final long LOWER = 0xffffffffL;

    private final FlowTable table;
    private final int keyWords;
    private final boolean packs;

    /** The index of a table that packs keys into so many words; of one that packs none for -1. */
    EntryIndex(FlowTable table, int keyWords, MemoryBudget budget) {
        super(budget);
        this.table = table;
        this.keyWords = Math.max(0, keyWords);
        packs = keyWords >= 0;
    }

    /** Words of a key in a batch. */
    int batchWords() {
        return packs ? keyWords : 1;
    }

    /**
     * Entry of a data source and a key as batches have it. Absent: -1.
     *
     * @param words has the key from an index on
     * @param hash of the key at the data source
     */
    int find(int source, long[] words, int from, int hash) {
        int[] slots = slots();
        int mask = slots.length - 1;
        int i = hash & mask;
        for (int slot = slots[i]; slot != 0; slot = slots[i]) {
            if (hasTag(slot, hash)) {
                int entry = entryOf(slot);
                if (isOf(entry, source, words, from)) {
                    return entry;
                }
            }
            i = i + 1 & mask;
        }
        return -1;
    }

    /** Entry of a data source and the number of a key that is not packed. Absent: -1. */
    int find(int source, int number) {
        int hash = hash(source, number);
        int[] slots = slots();
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != 0; i = i + 1 & mask) {
            int entry = entryOf(slots[i]);
            if (hasTag(slots[i], hash) && table.keyNumber(entry) == number && table.source(entry) == source) {
                return entry;
            }
        }
        return -1;
    }

    /** Whether an entry is that of a data source and a key as batches have it, which begins at an index of some words. */
    boolean isOf(int entry, int source, long[] words, int from) {
        long[] page = table.page(entry);
        int at = table.at(entry);
        int owner = (int) (page[at + EntryLayout.OWNER] >>> Integer.SIZE);
        return packs
                ? owner == source && equal(words, from, page, at + EntryLayout.KEY)
                : owner == (source | FlowTable.NUMBERED) && table.keyNumber(entry) == words[from];
    }

    private boolean equal(long[] words, int from, long[] page, int at) {
        for (int i = 0; i < keyWords; i++) {
            if (words[from + i] != page[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** The first entry, of those where a key with such a hash may be, whose slot has the tag of the hash. Absent: -1. */
    int likely(int hash) {
        int[] slots = slots();
        int mask = slots.length - 1;
        int i = hash & mask;
        int slot = slots[i];
        while (slot != 0 && !hasTag(slot, hash)) {
            i = i + 1 & mask;
            slot = slots[i];
        }
        return entryOf(slot);
    }

    /** Last word of a row that says whose it is; samples change words from the first one on. */
    int lastWord() {
        return EntryLayout.KEY + keyWords - 1;
    }

    @Override
    int hashOf(int item) {
        long[] page = table.page(item);
        int at = table.at(item);
        int number = table.keyNumber(item);
        return number == FlowTable.PACKED
                ? KeyView.hash(table.source(item), page, at + EntryLayout.KEY, keyWords)
                : hash(table.source(item), number);
    }

    /** Hash of the number of a key at a data source. */
    static int hash(int source, int number) {
        long h = ((long) source << Integer.SIZE | number & LOWER) * MULTIPLIER;
        return (int) (h ^ h >>> 32);
    }

    /** The entry that a slot names. Absent: -1. */
    private static int entryOf(int slot) {
        return (slot & ITEM_MASK) - 1;
    }

    private static boolean hasTag(int slot, int hash) {
        return ((slot ^ hash) & TAG_MASK) == 0;
    }
}
