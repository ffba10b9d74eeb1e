package weir.flow;

/**
 * Open addressing with linear probing over numbered items that are kept elsewhere.
 *
 * <p>A slot holds the number of an item plus one in its low 24 bits, 0 when empty, and 8 bits of the item's hash above,
 * so that a probe that meets another item hardly ever has to look at it. Removal shifts later items back: there are no
 * tombstones, and a table that is filled and emptied for years stays as fast as on its first day. At most three quarters
 * of the slots are in use while there is memory to grow, then fifteen sixteenths.
 *
 * <p>Owners find items by a loop of their own over {@link #slots}, which knows how to compare.
 */
abstract class SlotTable {

    static final int ITEM_MASK = 0xffffff;
    static final int TAG_MASK = ~ITEM_MASK;

    /** Most items a table can hold. */
    static final int MAX_ITEMS = ITEM_MASK - 1;

    private static final int FIRST_SIZE = 16;

    private final MemoryBudget budget;
    private int[] slots = new int[FIRST_SIZE];
    private int size;

    SlotTable(MemoryBudget budget) {
        this.budget = budget;
    }

    /** Well mixed hash of an item that is in the table. */
    abstract int hashOf(int item);

    int[] slots() {
        return slots;
    }

    int size() {
        return size;
    }

    /** Whether one more item can be added; grows the table when it is time to. */
    boolean hasRoom() {
        int length = slots.length;
        if (size >= MAX_ITEMS || size < length - (length >>> 2)) {
            return size < MAX_ITEMS;
        }
        return grow() || size < length - (length >>> 4);
    }

    /** Adds an item that is not in the table and whose hash is known; {@link #hasRoom} has said that it can. */
    void add(int item, int hash) {
        place(slots, item + 1 | hash & TAG_MASK, hash);
        size++;
    }

    /** Removes an item that is in the table. */
    void remove(int item, int hash) {
        int mask = slots.length - 1;
        int hole = hash & mask;
        while ((slots[hole] & ITEM_MASK) != item + 1) {
            hole = hole + 1 & mask;
        }
        for (int i = hole + 1 & mask; slots[i] != 0; i = i + 1 & mask) {
            int home = hashOf((slots[i] & ITEM_MASK) - 1) & mask;
            // An item may fill the hole unless its home lies behind the hole.
            if ((i - home & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                hole = i;
            }
        }
        slots[hole] = 0;
        size--;
    }

    /** Gives all memory back; no item is left. */
    void clear() {
        budget.give(memory());
        slots = new int[FIRST_SIZE];
        size = 0;
    }

    /** Units: bytes. */
    long memory() {
        return slots.length == FIRST_SIZE ? 0 : (long) slots.length * Integer.BYTES;
    }

    private boolean grow() {
        int length = slots.length * 2;
        if (!budget.take((long) length * Integer.BYTES)) {
            return false;
        }
        budget.give(memory());
        int[] larger = new int[length];
        for (int slot : slots) {
            if (slot != 0) {
                place(larger, slot, hashOf((slot & ITEM_MASK) - 1));
            }
        }
        slots = larger;
        return true;
    }

    private static void place(int[] slots, int slot, int hash) {
        int mask = slots.length - 1;
        int i = hash & mask;
        while (slots[i] != 0) {
            i = i + 1 & mask;
        }
        slots[i] = slot;
    }
}
