package weir.flow;

import java.util.Arrays;

/**
 * Numbered blocks of ints: a head and a table whose size is a power of two. Blocks given up are handed out again, so that
 * sketches that come, grow and go allocate nothing.
 */
final class SketchBlocks {

    private static final int HEADER_BYTES = 16;

    private final int head;
    private final int smallest;
    private final MemoryBudget budget;
    /** Blocks given up, for each size of table. */
    private final Spare[] spare;

    private int[][] blocks = new int[16][];
    private int used;
    private int[] freeNumbers = new int[16];
    private int freeCount;
    private long memory;

    SketchBlocks(int head, int smallest, int largest, MemoryBudget budget) {
        this.head = head;
        this.smallest = smallest;
        this.budget = budget;
        spare = new Spare[Integer.numberOfTrailingZeros(largest / smallest) + 1];
        Arrays.setAll(spare, i -> new Spare());
    }

    int[] get(int number) {
        return blocks[number];
    }

    /** Number of a block of zeros of the smallest size. Absent: -1 when there is no memory for it. */
    int allocate() {
        int[] block = block(smallest);
        if (block.length == 0) {
            return -1;
        }
        int number = freeCount > 0 ? freeNumbers[--freeCount] : used++;
        if (number == blocks.length) {
            blocks = Arrays.copyOf(blocks, number * 2);
        }
        blocks[number] = block;
        return number;
    }

    /** Puts a block with a table of zeros, twice as large, in the place of a block; false when there is no memory. */
    boolean grow(int number) {
        int[] old = blocks[number];
        int[] larger = block((old.length - head) * 2);
        if (larger.length == 0) {
            return false;
        }
        System.arraycopy(old, 0, larger, 0, head);
        blocks[number] = larger;
        giveUp(old);
        return true;
    }

    void release(int number) {
        giveUp(blocks[number]);
        blocks[number] = NONE;
        if (freeCount == freeNumbers.length) {
            freeNumbers = Arrays.copyOf(freeNumbers, freeCount * 2);
        }
        freeNumbers[freeCount++] = number;
    }

    /** Units: bytes. */
    long memory() {
        return memory;
    }

    void clear() {
        budget.give(memory);
        memory = 0;
        blocks = new int[16][];
        used = 0;
        freeCount = 0;
        Arrays.setAll(spare, i -> new Spare());
    }

    private int[] block(int table) {
        Spare list = list(table);
        if (list.count > 0) {
            int[] block = list.blocks[--list.count];
            Arrays.fill(block, 0);
            return block;
        }
        long bytes = (long) (head + table) * Integer.BYTES + HEADER_BYTES;
        if (!budget.take(bytes)) {
            return NONE;
        }
        memory += bytes;
        return new int[head + table];
    }

    private void giveUp(int[] block) {
        Spare list = list(block.length - head);
        if (list.count == list.blocks.length) {
            list.blocks = Arrays.copyOf(list.blocks, list.count * 2);
        }
        list.blocks[list.count++] = block;
    }

    private Spare list(int table) {
        return spare[Integer.numberOfTrailingZeros(table / smallest)];
    }

    private static final int[] NONE = new int[0];

    private static final class Spare {
        private int[][] blocks = new int[4][];
        private int count;
    }
}
