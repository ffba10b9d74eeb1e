package weir.flow;

import java.util.Arrays;

/**
 * Byte blocks in one growing array.
 *
 * <p>Released blocks are handed out again for the same size: sizes are rounded to 4 bytes up to 256, then to powers of
 * two, so the keys of one definition, which mostly have one length, come and go without waste and without allocation.
 */
final class KeyArena {

    private static final int SMALL = 256;
    private static final int SMALL_SIZES = SMALL / 4;
    private static final int LIMIT = Integer.MAX_VALUE - 64;

    private final MemoryBudget budget;
    /** Start of the first free block of each size; its first four bytes hold the next, -1 at the end. */
    private final int[] free = new int[SMALL_SIZES + Integer.SIZE];

    private byte[] bytes = new byte[0];
    private int end;
    private int freeBytes;

    KeyArena(MemoryBudget budget) {
        this.budget = budget;
        Arrays.fill(free, -1);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Start of a block of at least so many bytes. Absent: -1 when there is no memory for it. */
    int allocate(int length) {
        int size = rounded(length);
        int list = listOf(size);
        int start = free[list];
        if (size > 0 && start >= 0) {
            free[list] = link(start);
            freeBytes -= size;
            return start;
        }
        if (size > bytes.length - end && !grow(size)) {
            return -1;
        }
        start = end;
        end += size;
        return start;
    }

    void release(int start, int length) {
        int size = rounded(length);
        if (size > 0) {
            int list = listOf(size);
            setLink(start, free[list]);
            free[list] = start;
            freeBytes += size;
        }
    }

    /** Whether most of the array is free blocks, so that a copy of what is in use would be much smaller. */
    boolean wasteful() {
        return freeBytes > SMALL * SMALL && freeBytes > end / 2;
    }

    /** Units: bytes. */
    long memory() {
        return bytes.length;
    }

    /** Gives all memory back; no block is left. */
    void clear() {
        budget.give(bytes.length);
        bytes = new byte[0];
        end = 0;
        freeBytes = 0;
        Arrays.fill(free, -1);
    }

    private boolean grow(int size) {
        long wanted = Math.min(LIMIT, Math.max(end + (long) size, bytes.length + (bytes.length >> 2) + 1024L));
        if (wanted - end < size || !budget.take(wanted - bytes.length)) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, (int) wanted);
        return true;
    }

    private int link(int start) {
        return bytes[start] << 24
                | (bytes[start + 1] & 0xff) << 16
                | (bytes[start + 2] & 0xff) << 8
                | bytes[start + 3] & 0xff;
    }

    private void setLink(int start, int next) {
        bytes[start] = (byte) (next >> 24);
        bytes[start + 1] = (byte) (next >> 16);
        bytes[start + 2] = (byte) (next >> 8);
        bytes[start + 3] = (byte) next;
    }

    private static int rounded(int length) {
        return length <= SMALL ? length + 3 & ~3 : Integer.highestOneBit(length - 1) << 1;
    }

    private static int listOf(int size) {
        return size <= SMALL ? size / 4 : SMALL_SIZES + Integer.numberOfTrailingZeros(size);
    }
}
