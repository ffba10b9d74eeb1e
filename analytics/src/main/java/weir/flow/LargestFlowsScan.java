package weir.flow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the flows that can be among the largest, each where it is largest.
 *
 * <p>The largest flow of a data source is known ({@link FlowRanking}), so data sources are read in falling order of it, until
 * no further one can have a flow as large as the least of those wanted: some dozens out of thousands. How many data sources
 * report a flow is not found out on this way ({@link ReportsScan}).
 *
 * <p>Lifetime and thread: owner thread of the cache only; the result is immutable.
 */
final class LargestFlowsScan implements FlowsScan {

    private final FlowTable table;
    private final EntryReading reading;
    private final FlowRanking ranking;
    private final Runnable moveReading;
    private final ActiveFlows.Shape shape;
    private final FlowSources sources;
    private final int wanted;

    private final Observations found;
    private final KeyView key;
    private int next;

    /** Data sources with what their largest flows are worth: a heap with the largest in front, once all are there. */
    private int[] waiting = new int[64];

    private double[] worth = new double[64];
    private int size;
    private boolean ordered;

    /** The largest value of keys that were read; those that are too small are forgotten now and then. */
    private final Map<FlowKey, Double> best = new HashMap<>();

    /** Value of the last of the wanted keys so far. */
    private double least = Double.NEGATIVE_INFINITY;

    private int added;

    LargestFlowsScan(
            FlowTable table,
            EntryReading reading,
            FlowRanking ranking,
            Runnable moveReading,
            ActiveFlows.Shape shape,
            FlowSources sources,
            int wanted) {
        this.table = table;
        this.reading = reading;
        this.ranking = ranking;
        this.moveReading = moveReading;
        this.shape = shape;
        this.sources = sources;
        this.wanted = wanted;
        key = table.newKey();
        found = new Observations(shape.keyWidth(), shape.values().size(), 64);
    }

    @Override
    public boolean advance(int most) {
        moveReading.run();
        int read = 0;
        for (; read < most && next < table.sourcesEnd(); next++, read++) {
            if (table.count(next) > 0 && sources.source(next) != null) {
                wait(next, reading.value(ranking.largest(next)));
            }
        }
        if (next < table.sourcesEnd()) {
            return false;
        }
        if (!ordered) {
            for (int at = size / 2 - 1; at >= 0; at--) {
                sink(at);
            }
            ordered = true;
        }
        while (read < most && !isDone()) {
            int source = waiting[0];
            waiting[0] = waiting[--size];
            worth[0] = worth[size];
            sink(0);
            read += 1 + table.count(source);
            read(source);
        }
        return isDone();
    }

    private boolean isDone() {
        return ordered && (size == 0 || worth[0] < least);
    }

    @Override
    public ActiveFlows result() {
        if (!isDone()) {
            throw new IllegalStateException("not everything is read");
        }
        return ActiveFlows.of(shape, found);
    }

    private void wait(int source, double value) {
        if (size == waiting.length) {
            waiting = Arrays.copyOf(waiting, size * 2);
            worth = Arrays.copyOf(worth, size * 2);
        }
        waiting[size] = source;
        worth[size++] = value;
    }

    private void sink(int from) {
        int source = waiting[from];
        double value = worth[from];
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && worth[child + 1] > worth[child]) {
                child++;
            }
            if (worth[child] <= value) {
                break;
            }
            waiting[at] = waiting[child];
            worth[at] = worth[child];
            at = child;
        }
        waiting[at] = source;
        worth[at] = value;
    }

    private void read(int source) {
        FlowSource name = sources.source(source);
        if (name == null) {
            return;
        }
        double typical = reading.typical(source);
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            double value = reading.value(entry);
            if (value >= least) {
                found.add(table.key(entry, key), value, reading.squares(entry), typical);
                for (int i = 0; i < shape.values().size(); i++) {
                    found.set(i, reading.value(entry, i), reading.samples(entry, i));
                }
                added++;
                best.merge(new FlowKey(key.copy(), shape.format()), value, Math::max);
            }
        }
        found.endSource(name);
        // The least may lag behind: then a few data sources more are read.
        if (added > wanted / 16 && best.size() >= wanted) {
            added = 0;
            double[] values = best.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            least = values[values.length - wanted];
            best.values().removeIf(value -> value < least);
        }
    }
}
