package weir.flow;

/**
 * Reads what adding samples will need, so that its memory is on the way before it is needed. Changes nothing; the sums that are
 * answered are of no use.
 *
 * <p>A processor waits for several reads at the same time when none needs what another one brings, and there is little between them:
 * so there is a loop for slots, one for the rows that these name, one for what rows refer to, and one for data sources.
 *
 * <p>Lifetime and thread: of its cache; owner thread only.
 */
public final class FlowsAhead {

    private final FlowTable table;
    private final SourceRows sources;
    private final EntryLayout layout;
    private final boolean refers;

    FlowsAhead(FlowTable table, EntryLayout layout) {
        this.table = table;
        this.layout = layout;
        sources = table.sources();
        refers = layout.refers();
    }

    /**
     * Reads the slots where the search for some entries begins.
     *
     * @param homes {@link Contribution#home} of each sample
     * @param into what the other methods take
     */
    public void readSlots(int[] homes, int count, int[] into) {
        int[] all = table.slots();
        for (int i = 0; i < count; i++) {
            into[i] = all[homes[i] & all.length - 1];
        }
    }

    /** The same for the keys of a batch, and what is known of its data sources. */
    long readSlots(FlowBatch batch) {
        int[] all = table.slots();
        int count = batch.count();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += all[batch.hash(i) & all.length - 1] + sources.touch(batch.source(i));
        }
        return sum;
    }

    /**
     * Reads what samples of a batch need of the rows that are most likely theirs, the first ones whose slots have the tags of their
     * keys; the slots were read before.
     *
     * @param entries gets the entry of each such row; below 0 where no slot has the tag
     */
    long readRows(FlowBatch batch, int[] entries) {
        int last = table.lastKeyWord();
        int count = batch.count();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int entry = FlowTable.entryOf(table.tagged(batch.hash(i)));
            entries[i] = entry;
            if (entry >= 0) {
                long[] page = table.page(entry);
                int at = table.at(entry);
                sum += page[at + EntryLayout.SUM] + page[at + last];
            }
        }
        return sum;
    }

    /** Reads both ends of what a sample needs of the rows that slots name. */
    public long readRows(int[] slots, int count) {
        long sum = 0;
        int end = table.end();
        int last = table.lastKeyWord();
        for (int i = 0; i < count; i++) {
            int entry = FlowTable.entryOf(slots[i]);
            if (entry >= 0 && entry < end) {
                long[] page = table.page(entry);
                int at = table.at(entry);
                sum += page[at + EntryLayout.SUM] + page[at + last];
            }
        }
        return sum;
    }

    /** Reads an entry. */
    public long readEntry(int entry) {
        return table.touch(entry);
    }

    /** Reads what those rows refer to, if they do. */
    public long readFurther(int[] slots, int count) {
        long sum = 0;
        for (int i = 0; refers && i < count; i++) {
            int entry = FlowTable.entryOf(slots[i]);
            if (entry >= 0 && entry < table.end() && table.source(entry) >= 0) {
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
