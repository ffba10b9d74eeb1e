package weir.flow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The largest entries of a data source.
 *
 * <p>The order of smoothed rates does not change while time passes, so the largest entry changes only when a sample comes
 * and is kept along. The order of statistics of a window can change with each pane: the largest is then known for one
 * pane, and looked for again in the next.
 */
final class FlowRanking {

    private final FlowTable table;
    private final SourceRows sources;
    private final EntryLayout layout;
    private final EntryReading reading;

    /** Pane for which the largest entry of a data source is known, where the value is a statistic. */
    private long[] panes = new long[0];

    // The largest so far, in falling order, while they are looked for.
    private int[] best = new int[0];
    private double[] bestRanks = new double[0];

    FlowRanking(FlowTable table, EntryLayout layout, EntryReading reading) {
        this.table = table;
        sources = table.sources();
        this.layout = layout;
        this.reading = reading;
    }

    /** Takes note that an entry has another rank, and whether it is smaller than before. */
    void changed(int source, int entry, double rank, boolean fell) {
        int top = sources.top(source);
        if (top >= 0 && known(source) && !(top == entry && fell)) {
            if (top == entry || larger(entry, rank, top, sources.topRank(source))) {
                setTop(source, entry, rank);
            }
        } else if (top == SourceRows.NONE) {
            setTop(source, entry, rank);
        } else {
            forget(source);
        }
    }

    /** Takes note that anything may have changed at a data source. */
    void forget(int source) {
        sources.setTop(source, SourceRows.NOT_KNOWN, 0);
    }

    /** The largest entry of a data source; of equals the one with the lesser key. Absent: -1 without entries. */
    int largest(int source) {
        int top = sources.top(source);
        if (top >= 0 && known(source)) {
            return top;
        }
        top = -1;
        double rank = 0;
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            double other = reading.rank(entry);
            if (top < 0 || larger(entry, other, top, rank)) {
                top = entry;
                rank = other;
            }
        }
        if (top >= 0) {
            setTop(source, top, rank);
        }
        return top;
    }

    /** At most so many of the largest flows of a data source, by falling value, equal ones by key. */
    List<TopFlow> topFlows(int source, int most) {
        if (best.length < most) {
            best = new int[most];
            bestRanks = new double[most];
        }
        int count = 0;
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            double rank = reading.rank(entry);
            int place = place(entry, rank, count);
            if (place < most) {
                count = Math.min(most, count + 1);
                System.arraycopy(best, place, best, place + 1, count - 1 - place);
                System.arraycopy(bestRanks, place, bestRanks, place + 1, count - 1 - place);
                best[place] = entry;
                bestRanks[place] = rank;
            }
        }
        var flows = new ArrayList<TopFlow>(count);
        for (int i = 0; i < count; i++) {
            flows.add(reading.topFlow(best[i]));
        }
        return flows;
    }

    private int place(int entry, double rank, int count) {
        int place = count;
        while (place > 0 && bestRanks[place - 1] <= rank) {
            if (bestRanks[place - 1] == rank && reading.key(best[place - 1]).compareTo(reading.key(entry)) < 0) {
                break;
            }
            place--;
        }
        return place;
    }

    private boolean larger(int one, double rankOne, int other, double rankOther) {
        int order = Double.compare(rankOne, rankOther);
        return order > 0 || order == 0 && table.compareKeys(one, other) < 0;
    }

    private boolean known(int source) {
        return !layout.ranksByWindow() || source < panes.length && panes[source] == reading.pane();
    }

    private void setTop(int source, int entry, double rank) {
        sources.setTop(source, entry, rank);
        if (layout.ranksByWindow()) {
            if (source >= panes.length) {
                panes = Arrays.copyOf(panes, source + (source >> 1) + 16);
            }
            panes[source] = reading.pane();
        }
    }
}
