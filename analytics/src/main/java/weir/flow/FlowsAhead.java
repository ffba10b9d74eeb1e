package weir.flow;

/**
 * Reads what adding samples will need, so that its memory is on the way before it is needed. Changes nothing; the sums that are
 * answered are of no use.
 *
 * <p>A processor waits for several reads at the same time when none needs what another one brings, and there is little between them:
 * so there is a loop for slots, one for the rows that these name, one for what rows refer to. Data sources are read with slots, or
 * in a loop of their own.
 *
 * <p>Lifetime and thread: of its cache; owner thread only.
 */
public final class FlowsAhead {

    private final FlowTable table;
    private final EntryIndex index;
    private final SourceRows sources;
    private final EntryLayout layout;
    private final boolean refers;

    FlowsAhead(FlowTable table, EntryLayout layout) {
        this.table = table;
        this.layout = layout;
        index = table.index();
        sources = table.sources();
        refers = layout.refers();
    }

    /**
     * Reads the slots where the search for some entries begins.
     *
     * @param homes {@link Contribution#home} of each sample
     */
    public long readSlots(int[] homes, int count) {
        int[] all = index.slots();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += all[homes[i] & all.length - 1];
        }
        return sum;
    }

    /** The same for the keys of a batch, and what is known of its data sources. */
    long readSlots(FlowBatch batch) {
        int[] all = index.slots();
        int count = batch.count();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += all[batch.hash(i) & all.length - 1] + sources.touch(batch.source(i));
        }
        return sum;
    }

    /**
     * Reads what samples need of the rows that are most likely theirs, the first ones whose slots have the tags of their keys; the
     * slots were read before.
     *
     * @param entries gets the entry of each such row; below 0 where no slot has the tag
     */
    public long readRows(int[] homes, int count, int[] entries) {
        for (int i = 0; i < count; i++) {
            entries[i] = index.likely(homes[i]);
        }
        return readRows(entries, count);
    }

    /** The same for the keys of a batch. */
    long readRows(FlowBatch batch, int[] entries) {
        int count = batch.count();
        for (int i = 0; i < count; i++) {
            entries[i] = index.likely(batch.hash(i));
        }
        return readRows(entries, count);
    }

    // How far a walk along slots goes cannot be foretold, and after a wrong guess the processor begins anew: so rows
    // are read in a loop without walks.
    private long readRows(int[] entries, int count) {
        int last = index.lastWord();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int entry = entries[i];
            if (entry >= 0) {
                long[] page = table.page(entry);
                int at = table.at(entry);
                sum += page[at] + page[at + last];
            }
        }
        return sum;
    }

    /** The entry of a data source that a walk over its entries begins with. Absent: {@link FlowCache#NONE}. */
    public int firstEntry(int source) {
        return table.first(source);
    }

    /** The entry that follows in the walk. Absent: {@link FlowCache#NONE}. */
    public int nextEntry(int entry) {
        return table.next(entry);
    }

    /** Reads an entry. */
    public long readEntry(int entry) {
        return table.touch(entry);
    }

    /** Reads what the rows of some entries refer to, if they do. */
    public long readFurther(int[] entries, int count) {
        long sum = 0;
        for (int i = 0; refers && i < count; i++) {
            int entry = entries[i];
            if (entry >= 0) {
                sum += layout.touch(table.page(entry), table.at(entry));
            }
        }
        return sum;
    }

    /** Reads what is known of data sources. */
    public long readSources(int[] numbers, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += sources.touch(numbers[i]);
        }
        return sum;
    }
}
