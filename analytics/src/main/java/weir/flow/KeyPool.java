package weir.flow;

import java.util.Arrays;

/**
 * Keys as dense numbers: equal bytes have one number for as long as something refers to them.
 *
 * <p>Every entry that has a key holds one reference; the number of a key without references is handed out again. The
 * hash of a key comes from the caller, who must always give the same for the same bytes; it is mixed once more here.
 *
 * <p>Bound: {@value #MAX_LENGTH} bytes for a key, {@link SlotTable#MAX_ITEMS} keys, and the budget.
 */
final class KeyPool {

    static final int MAX_LENGTH = 1 << 16;

    // A row: start and length in the arena, hash and number of references.
    private static final int PLACE = 0;
    private static final int HASH = 1;
    private static final int ROW = 2;

    private final RowPages rows;
    private final KeyArena arena;
    private final Slots slots;

    KeyPool(MemoryBudget budget) {
        rows = new RowPages(ROW, 0, budget);
        arena = new KeyArena(budget);
        slots = new Slots(budget);
    }

    /** Number of keys. */
    int size() {
        return slots.size();
    }

    /** All numbers are below this. */
    int end() {
        return rows.end();
    }

    /** Number of a key. Absent: -1. */
    int find(byte[] key, int offset, int length, int hash) {
        int mixed = mix(hash);
        int[] table = slots.slots();
        int mask = table.length - 1;
        for (int i = mixed & mask; table[i] != 0; i = i + 1 & mask) {
            int number = (table[i] & SlotTable.ITEM_MASK) - 1;
            if (((table[i] ^ mixed) & SlotTable.TAG_MASK) == 0 && equal(number, hash, key, offset, length)) {
                return number;
            }
        }
        return -1;
    }

    /** Number of a key that {@link #find} has not found; it has no references yet. Absent: -1 when there is no room. */
    int add(byte[] key, int offset, int length, int hash) {
        if (length > MAX_LENGTH || !slots.hasRoom()) {
            return -1;
        }
        int start = arena.allocate(length);
        if (start < 0) {
            return -1;
        }
        int number = rows.allocate();
        if (number < 0) {
            arena.release(start, length);
            return -1;
        }
        System.arraycopy(key, offset, arena.bytes(), start, length);
        long[] page = rows.page(number);
        int at = rows.at(number);
        page[at + PLACE] = (long) start << Integer.SIZE | length;
        page[at + HASH] = (long) hash << Integer.SIZE;
        slots.add(number, mix(hash));
        return number;
    }

    void retain(int number) {
        rows.page(number)[rows.at(number) + HASH]++;
    }

    void release(int number) {
        long[] page = rows.page(number);
        int at = rows.at(number);
        if ((int) --page[at + HASH] == 0) {
            discard(number);
        }
    }

    /** Gives up a number that has no references. */
    void discard(int number) {
        slots.remove(number, mix(hash(number)));
        arena.release(start(number), length(number));
        rows.release(number);
    }

    /** Array in which {@link #start} and {@link #length} place a key; valid until the next change of the pool. */
    byte[] bytes() {
        return arena.bytes();
    }

    int start(int number) {
        return (int) (rows.page(number)[rows.at(number) + PLACE] >>> Integer.SIZE);
    }

    int length(int number) {
        return (int) rows.page(number)[rows.at(number) + PLACE];
    }

    /** The caller's hash of a key. */
    int hash(int number) {
        return (int) (rows.page(number)[rows.at(number) + HASH] >>> Integer.SIZE);
    }

    byte[] copy(int number) {
        int start = start(number);
        return Arrays.copyOfRange(arena.bytes(), start, start + length(number));
    }

    /** Order of two keys by their bytes, unsigned. */
    int compare(int one, int other) {
        int a = start(one);
        int b = start(other);
        byte[] bytes = arena.bytes();
        return Arrays.compareUnsigned(bytes, a, a + length(one), bytes, b, b + length(other));
    }

    /** Moves keys together when most of their array is free. */
    void compact() {
        if (!arena.wasteful()) {
            return;
        }
        byte[] old = arena.bytes();
        arena.clear();
        for (int slot : slots.slots()) {
            if (slot != 0) {
                move((slot & SlotTable.ITEM_MASK) - 1, old);
            }
        }
    }

    /** Units: bytes. */
    long memory() {
        return rows.memory() + arena.memory() + slots.memory();
    }

    /** Forgets all keys and gives their memory back. */
    void clear() {
        slots.clear();
        arena.clear();
        rows.clear();
    }

    private void move(int number, byte[] old) {
        int start = start(number);
        int length = length(number);
        // Cannot be refused: less is taken again than was just given back.
        int moved = arena.allocate(length);
        System.arraycopy(old, start, arena.bytes(), moved, length);
        rows.page(number)[rows.at(number) + PLACE] = (long) moved << Integer.SIZE | length;
    }

    private boolean equal(int number, int hash, byte[] key, int offset, int length) {
        long[] page = rows.page(number);
        int at = rows.at(number);
        long place = page[at + PLACE];
        if ((int) (page[at + HASH] >>> Integer.SIZE) != hash || (int) place != length) {
            return false;
        }
        int start = (int) (place >>> Integer.SIZE);
        return Arrays.equals(arena.bytes(), start, start + length, key, offset, offset + length);
    }

    /** The finalizer of MurmurHash3: every bit of the hash moves every bit of the result. */
    private static int mix(int hash) {
        int h = hash;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        return h ^ h >>> 16;
    }

    private final class Slots extends SlotTable {

        Slots(MemoryBudget budget) {
            super(budget);
        }

        @Override
        int hashOf(int item) {
            return mix(hash(item));
        }
    }
}
