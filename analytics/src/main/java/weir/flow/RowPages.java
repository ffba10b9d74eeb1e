package weir.flow;

import java.util.Arrays;

/**
 * Numbered rows of longs, kept in pages so that growth copies nothing and wastes less than a page.
 *
 * <p>A row is read and written in place: {@link #page} and {@link #at} say where it is. Words that are seldom needed stand apart,
 * {@link #rareAt} in the same page, so that those that are needed often fill the cache of the processor alone. Released rows are
 * handed out again, the latest first.
 */
class RowPages {

    private static final int PAGE_BITS = 9;
    static final int PAGE_ROWS = 1 << PAGE_BITS;

    private final int stride;
    private final int rareStride;
    private final MemoryBudget budget;
    private long[][] pages = new long[4][];
    private int pageCount;
    private int used;
    private int free = -1;

    /**
     * No rows yet.
     *
     * @param stride words of a row
     * @param rareStride words of it that stand apart
     */
    RowPages(int stride, int rareStride, MemoryBudget budget) {
        this.stride = stride;
        this.rareStride = rareStride;
        this.budget = budget;
    }

    /** Number of a row of zeros. Absent: -1 when there is no memory for it. */
    int allocate() {
        if (free >= 0) {
            int row = free;
            long[] page = page(row);
            int at = at(row);
            free = (int) page[at];
            Arrays.fill(page, at, at + stride, 0);
            int rareAt = rareAt(row);
            Arrays.fill(page, rareAt, rareAt + rareStride, 0);
            return row;
        }
        if (used == pageCount << PAGE_BITS && !addPage()) {
            return -1;
        }
        return used++;
    }

    void release(int row) {
        page(row)[at(row)] = free;
        free = row;
    }

    long[] page(int row) {
        return pages[row >>> PAGE_BITS];
    }

    int at(int row) {
        return (row & PAGE_ROWS - 1) * stride;
    }

    /** Where the words of a row begin that stand apart. */
    int rareAt(int row) {
        return PAGE_ROWS * stride + (row & PAGE_ROWS - 1) * rareStride;
    }

    /** Numbers below this have been handed out at some time. */
    int end() {
        return used;
    }

    /** Gives all memory back; no row is left. */
    void clear() {
        budget.give(rowMemory());
        pages = new long[4][];
        pageCount = 0;
        used = 0;
        free = -1;
    }

    /** Memory of all there is. Units: bytes. */
    long memory() {
        return rowMemory();
    }

    /** Memory of rows alone. Units: bytes. */
    final long rowMemory() {
        return (long) pageCount * pageBytes();
    }

    private boolean addPage() {
        if (pageCount == 1 << Integer.SIZE - 2 - PAGE_BITS || !budget.take(pageBytes())) {
            return false;
        }
        if (pageCount == pages.length) {
            pages = Arrays.copyOf(pages, pageCount * 2);
        }
        pages[pageCount++] = new long[PAGE_ROWS * (stride + rareStride)];
        return true;
    }

    private long pageBytes() {
        return (long) PAGE_ROWS * (stride + rareStride) * Long.BYTES;
    }
}
