package weir.flow;

import java.util.Arrays;
import weir.flow.ValueTrack.MergeStep;

/**
 * Numbers of distinct values over a sliding window, exact while they are small.
 *
 * <p>A sketch is a set of hashes, each with the slot of the pane in which it was last seen, and a limit for each slot: a
 * hash seen in a pane is kept when it is below the pane's limit. Limits begin at the top, so every hash is kept and the
 * number is exact. When {@value #MOST} hashes are held, or memory for more is refused, the limits of all panes are
 * lowered to the median and what lies above is dropped: a uniform sample of the distinct values remains, of which there
 * are (hashes below the lowest limit of the window) / (that limit as a share of all hashes). A new pane starts with the
 * limit at the top again, so that a sketch recovers when a flood of values is over.
 *
 * <p>Error: none up to {@value #MOST} values; above, a standard error of at most 5.2 % (1/√(MOST/2)), unless memory was
 * refused. Merging is the union with the lower limits: the same values spread over several sketches give, merged, a
 * sample of the same kind.
 *
 * <p>Lifetime and thread: owner thread only. Source: Z. Bar-Yossef and others, "Counting Distinct Elements in a Data
 * Stream", RANDOM 2002, algorithm 2 (the sample below a falling limit); A. Dasgupta and others, "A Framework for
 * Estimating Stream Expression Cardinalities", ICDT 2016 (why limits may differ when they are merged by the minimum).
 */
final class DistinctSketches {

    /** Most hashes in a sketch. */
    static final int MOST = 768;

    private static final int TOP = 1 << 28;
    private static final int SLOT_BITS = 3;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    // A block: number of hashes, a limit for each slot, the latest answer, then a table of hash and slot with open
    // addressing, 0 empty.
    private static final int COUNT = 0;
    private static final int LIMITS = 1;
    private static final int LIMITS_END = LIMITS + Window.SLOTS;
    /** Slots that the latest answer is about; 0 when it is no longer true. */
    private static final int ASKED = LIMITS_END;
    /** How many hashes it found, below which limit. */
    private static final int FOUND = ASKED + 1;

    private static final int FOUND_BELOW = FOUND + 1;
    private static final int TABLE = FOUND_BELOW + 1;
    private static final int SMALLEST_TABLE = 8;
    private static final int LARGEST_TABLE = 1024;

    private final SketchBlocks blocks;
    private final int[] scratch = new int[2 * LARGEST_TABLE];

    DistinctSketches(MemoryBudget budget) {
        blocks = new SketchBlocks(TABLE, SMALLEST_TABLE, LARGEST_TABLE, budget);
    }

    /** A hash, well spread from 1 up to but without {@link #TOP}, of a value as {@link ValueForm#DISTINCT} says. */
    static int hash(double value) {
        long h = ((long) value) * 0x9e3779b97f4a7c15L;
        h = (h ^ h >>> 32) * 0xd6e8feb86659fd93L;
        h ^= h >>> 32;
        int hash = (int) (h >>> 36);
        return hash == 0 ? 1 : hash;
    }

    /** Number of a new, empty sketch. Absent: -1 when there is no memory for it. */
    int allocate() {
        int sketch = blocks.allocate();
        if (sketch >= 0) {
            Arrays.fill(blocks.get(sketch), LIMITS, LIMITS_END, TOP);
        }
        return sketch;
    }

    /** Reads both ends of what is asked of a small sketch. The sum is of no use. */
    long touch(int sketch) {
        int[] block = blocks.get(sketch);
        return block.length == 0 ? 0 : block[COUNT] + block[TABLE + SMALLEST_TABLE - 1];
    }

    void release(int sketch) {
        blocks.release(sketch);
    }

    /** Adds a value to the slot of the latest pane. */
    void add(int sketch, int slot, int hash) {
        int[] block = blocks.get(sketch);
        if (hash < block[LIMITS + slot]) {
            int at = find(block, hash);
            if (block[at] == 0) {
                insert(sketch, slot, hash);
            } else {
                seenAgain(block, at, slot);
            }
        }
    }

    private static void seenAgain(int[] block, int at, int slot) {
        int before = block[at] & SLOT_MASK;
        // Most often the slots in question hold it before and after.
        if ((block[ASKED] >> before & block[ASKED] >> slot & 1) == 0) {
            block[ASKED] = 0;
        }
        block[at] = block[at] & ~SLOT_MASK | slot;
    }

    /** Forgets the values last seen in the slots of the set, whose panes are new now. */
    void forget(int sketch, int slotSet) {
        int[] block = blocks.get(sketch);
        for (int slot = 0; slot < Window.SLOTS; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                block[LIMITS + slot] = TOP;
            }
        }
        block[ASKED] = 0;
        int kept = 0;
        for (int i = TABLE; i < block.length; i++) {
            if (block[i] != 0 && (slotSet >> (block[i] & SLOT_MASK) & 1) == 0) {
                scratch[kept++] = block[i];
            }
        }
        if (kept < block[COUNT]) {
            refill(block, kept);
        }
    }

    /** Number of distinct values last seen in the slots of the set. */
    double estimate(int sketch, int slotSet) {
        if (slotSet == 0) {
            return 0;
        }
        int[] block = blocks.get(sketch);
        if (block[ASKED] != slotSet) {
            count(block, slotSet);
        }
        int found = block[FOUND];
        int limit = block[FOUND_BELOW];
        return limit == TOP ? found : found * ((double) TOP / limit);
    }

    private static void count(int[] block, int slotSet) {
        int limit = TOP;
        for (int slot = 0; slot < Window.SLOTS; slot++) {
            if ((slotSet >> slot & 1) != 0) {
                limit = Math.min(limit, block[LIMITS + slot]);
            }
        }
        int found = 0;
        for (int i = TABLE; i < block.length; i++) {
            int item = block[i];
            if (item != 0 && (slotSet >> (item & SLOT_MASK) & 1) != 0 && item >>> SLOT_BITS < limit) {
                found++;
            }
        }
        block[ASKED] = slotSet;
        block[FOUND] = found;
        block[FOUND_BELOW] = limit;
    }

    /**
     * Adds the values that another sketch has in the slots of the step.
     *
     * <p>What remains depends on the two sets only, not on which is added to which.
     */
    void merge(int sketch, DistinctSketches from, int other, MergeStep step) {
        int[] block = blocks.get(sketch);
        int[] otherBlock = from.blocks.get(other);
        for (int slot = 0; slot < Window.SLOTS; slot++) {
            if (step.has(slot)) {
                block[LIMITS + slot] = Math.min(block[LIMITS + slot], otherBlock[LIMITS + slot]);
            }
        }
        int count = gather(block);
        for (int i = TABLE; i < otherBlock.length; i++) {
            if (otherBlock[i] != 0 && step.has(otherBlock[i] & SLOT_MASK)) {
                scratch[count++] = otherBlock[i];
            }
        }
        count = union(block, count, step.newest());
        if (count > MOST) {
            count = halve(block, count);
        }
        while (count > most(blocks.get(sketch))) {
            count = blocks.grow(sketch) ? count : halve(blocks.get(sketch), count);
        }
        refill(blocks.get(sketch), count);
    }

    /** Writes number of hashes, limits and hashes in rising order. */
    void write(int sketch, ByteSink out) {
        int[] block = blocks.get(sketch);
        int count = gather(block);
        Arrays.sort(scratch, 0, count);
        // A sketch without hashes can still have limits that count.
        out.putInt(count + 1);
        for (int i = LIMITS; i < LIMITS_END; i++) {
            out.putInt(block[i]);
        }
        for (int i = 0; i < count; i++) {
            out.putInt(scratch[i]);
        }
    }

    /** Reads what {@link #write} has written after its number. */
    void read(int sketch, int number, ByteSource in) {
        in.check(number <= MOST + 1, "hashes of a sketch");
        int[] limits = new int[Window.SLOTS];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = in.getInt();
            in.check(limits[i] > 0 && limits[i] <= TOP, "limit of a sketch");
        }
        System.arraycopy(limits, 0, blocks.get(sketch), LIMITS, limits.length);
        for (int i = 1; i < number; i++) {
            int item = in.getInt();
            int slot = item & SLOT_MASK;
            in.check(item > SLOT_MASK && slot < Window.SLOTS, "hash of a sketch");
            add(sketch, slot, item >>> SLOT_BITS);
        }
    }

    /** Units: bytes. */
    long memory() {
        return blocks.memory();
    }

    /** Forgets all sketches and gives their memory back. */
    void clear() {
        blocks.clear();
    }

    /** Sorts what is in the scratch and leaves each hash once, as last seen, if it is below its limit. */
    private int union(int[] block, int count, int newest) {
        Arrays.sort(scratch, 0, count);
        int kept = 0;
        for (int i = 0; i < count; ) {
            int hash = scratch[i] >>> SLOT_BITS;
            int slot = scratch[i] & SLOT_MASK;
            for (i++; i < count && scratch[i] >>> SLOT_BITS == hash; i++) {
                slot = age(scratch[i] & SLOT_MASK, newest) < age(slot, newest) ? scratch[i] & SLOT_MASK : slot;
            }
            if (hash < block[LIMITS + slot]) {
                scratch[kept++] = hash << SLOT_BITS | slot;
            }
        }
        return kept;
    }

    private static int age(int slot, int newest) {
        return Math.floorMod(newest - slot, Window.SLOTS);
    }

    private void insert(int sketch, int slot, int hash) {
        int[] block = blocks.get(sketch);
        if (block[COUNT] >= most(block)) {
            int count = gather(block);
            if (block.length - TABLE == LARGEST_TABLE || !blocks.grow(sketch)) {
                Arrays.sort(scratch, 0, count);
                count = halve(block, count);
            }
            block = blocks.get(sketch);
            refill(block, count);
        }
        if (hash < block[LIMITS + slot]) {
            block[find(block, hash)] = hash << SLOT_BITS | slot;
            block[COUNT]++;
            boolean counts = (block[ASKED] >> slot & 1) != 0 && hash < block[FOUND_BELOW];
            block[FOUND] += counts ? 1 : 0;
        }
    }

    /** Most hashes in a table of some size: three quarters, so that looking for one stays short. */
    private static int most(int[] block) {
        int table = block.length - TABLE;
        return table - (table >>> 2);
    }

    /** Lowers all limits to the median of the hashes sorted in the scratch; answers how many are left. */
    private int halve(int[] block, int count) {
        int limit = scratch[count / 2] >>> SLOT_BITS;
        for (int i = LIMITS; i < LIMITS_END; i++) {
            block[i] = Math.min(block[i], limit);
        }
        return count / 2;
    }

    private int gather(int[] block) {
        int count = 0;
        for (int i = TABLE; i < block.length; i++) {
            if (block[i] != 0) {
                scratch[count++] = block[i];
            }
        }
        return count;
    }

    private void refill(int[] block, int count) {
        block[ASKED] = 0;
        Arrays.fill(block, TABLE, block.length, 0);
        for (int i = 0; i < count; i++) {
            block[find(block, scratch[i] >>> SLOT_BITS)] = scratch[i];
        }
        block[COUNT] = count;
    }

    /** Where a hash is, or the empty place where it belongs. */
    private static int find(int[] block, int hash) {
        int mask = block.length - TABLE - 1;
        int i = hash & mask;
        while (block[TABLE + i] != 0 && block[TABLE + i] >>> SLOT_BITS != hash) {
            i = i + 1 & mask;
        }
        return TABLE + i;
    }
}
