package weir.flow;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * What a turn from one epoch of forward decay to a later one ({@link DecayClock}) does to a whole table: sums move, and
 * entries that have decayed to nothing go.
 *
 * <p>Lifetime and thread: owner thread only.
 */
final class EpochTurn {

    private final FlowTable table;
    private final EntryLayout layout;

    EpochTurn(FlowTable table, EntryLayout layout) {
        this.table = table;
        this.layout = layout;
    }

    /** Moves all sums to a later epoch. */
    void shift(int shift) {
        for (int source = 0; source < table.sourcesEnd(); source++) {
            table.sources().shift(source, shift);
        }
        for (int first = 0; first < table.end(); first += RowPages.PAGE_ROWS) {
            shiftPage(first, shift);
        }
    }

    /**
     * Entries of one page, in the order in which they lie in memory, which costs the least. Page by page also because all this
     * comes at one moment, the first time minutes after the start: what is called often is compiled soon.
     */
    private void shiftPage(int first, int shift) {
        int end = Math.min(first + RowPages.PAGE_ROWS, table.end());
        for (int entry = first; entry < end; entry++) {
            if (table.source(entry) >= 0) {
                shift(table.page(entry), table.at(entry), shift);
                table.setMissed(entry, DecayClock.shifted(table.missed(entry), shift));
            }
        }
    }

    private void shift(long[] page, int at, int shift) {
        for (int sum : EntryLayout.sums()) {
            double moved = DecayClock.shifted(ValueTrack.get(page, at + sum), EntryLayout.shift(sum, shift));
            ValueTrack.set(page, at + sum, moved);
        }
        layout.shift(page, at, shift);
    }

    /** Removes entries of which nothing is left and that had no sample for so many ms at the instant of the reading. */
    void removeIdle(EntryReading reading, long idle) {
        IntPredicate gone = entry -> isNothing(table.page(entry), table.at(entry)) && reading.age(entry) >= idle;
        // Lists are followed only where there is something to remove.
        BitSet having = new BitSet();
        for (int first = 0; first < table.end(); first += RowPages.PAGE_ROWS) {
            noteIdle(first, gone, having);
        }
        having.stream().forEach(source -> table.removeIf(source, gone));
    }

    private void noteIdle(int first, IntPredicate gone, BitSet having) {
        int end = Math.min(first + RowPages.PAGE_ROWS, table.end());
        for (int entry = first; entry < end; entry++) {
            if (table.source(entry) >= 0 && gone.test(entry)) {
                having.set(table.source(entry));
            }
        }
    }

    private boolean isNothing(long[] page, int at) {
        return page[at + EntryLayout.SUM] == 0 && page[at + EntryLayout.SQUARES] == 0 && !layout.recordOpen(page, at);
    }
}
