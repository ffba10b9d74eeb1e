package weir.flow;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Removes the smallest entries of a data source, an eighth of its capacity at a time, so that looking for them costs
 * each new entry little.
 *
 * <p>Smallest is least value now; of equal values the one with less in its smoothed sum, then the one whose key comes
 * later. So which entries go is a function of the samples of the data source alone.
 */
final class Eviction implements IntPredicate {

    private static final int BATCH_SHIFT = 3;

    private final FlowTable table;
    private final EntryReading reading;
    private final FlowRecords records;

    private int[] entries = new int[0];
    private double[] ranks = new double[0];
    private int going;
    private double floor;

    Eviction(FlowTable table, EntryReading reading, FlowRecords records) {
        this.table = table;
        this.reading = reading;
        this.records = records;
    }

    /** How many entries a data source with so many loses at once. */
    static int batch(int count) {
        return Math.max(1, count >> BATCH_SHIFT);
    }

    /** Removes so many entries of a data source, which has as many at least, at the instant of the reading. */
    void evict(int source, int number) {
        select(gather(source), number - 1);
        going = number;
        Arrays.sort(entries, 0, going);
        floor = table.sources().floor(source);
        table.removeIf(source, this);
        table.sources().setFloor(source, floor);
    }

    /** Whether the entry is one of those to go. */
    @Override
    public boolean test(int entry) {
        if (Arrays.binarySearch(entries, 0, going, entry) < 0) {
            return false;
        }
        floor = Math.max(floor, table.sum(entry) + table.missed(entry));
        records.close(entry);
        return true;
    }

    private int gather(int source) {
        int count = table.count(source);
        if (entries.length < count) {
            int length = count + (count >> 1);
            entries = new int[length];
            ranks = new double[length];
        }
        int found = 0;
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            entries[found] = entry;
            ranks[found++] = reading.rank(entry);
        }
        return found;
    }

    /** Puts the k-th smallest entry in its place, smaller ones before it. */
    private void select(int count, int k) {
        int from = 0;
        int to = count - 1;
        while (from < to) {
            int middle = partition(from, to);
            if (middle <= k) {
                from = middle + 1;
            }
            if (middle >= k) {
                to = middle - 1;
            }
        }
    }

    private int partition(int from, int to) {
        swap(from + to >>> 1, to);
        int entry = entries[to];
        double rank = ranks[to];
        int place = from;
        for (int i = from; i < to; i++) {
            if (compare(entries[i], ranks[i], entry, rank) < 0) {
                swap(i, place++);
            }
        }
        swap(place, to);
        return place;
    }

    private void swap(int i, int j) {
        int entry = entries[i];
        double rank = ranks[i];
        entries[i] = entries[j];
        ranks[i] = ranks[j];
        entries[j] = entry;
        ranks[j] = rank;
    }

    private int compare(int one, double rankOne, int other, double rankOther) {
        int order = Double.compare(rankOne, rankOther);
        if (order == 0) {
            order = Double.compare(table.sum(one), table.sum(other));
        }
        return order != 0 || one == other ? order : -table.compareKeys(one, other);
    }
}
