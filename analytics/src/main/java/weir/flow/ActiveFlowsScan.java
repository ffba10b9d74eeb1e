package weir.flow;

import java.util.Arrays;

/**
 * Reads the flows of a cache piece by piece, so that samples need not wait until a large question is answered.
 *
 * <p>A step reads whole data sources. Between steps the cache may change: every data source is as it is when it is read,
 * its values those of the instant of the question.
 *
 * <p>Lifetime and thread: owner thread of the cache only; the result is immutable.
 */
public final class ActiveFlowsScan {

    private final FlowTable table;
    private final EntryReading reading;
    private final Runnable moveReading;
    private final ActiveFlows.Shape shape;

    private final int[] numbers;
    private final FlowSource[] names;
    private final Observations found;
    private int next;

    /** Number in {@link #found} of each key of the table, -1 for those not met; void when the generation changes. */
    private int[] keyOf = new int[0];

    private long generation = -1;

    ActiveFlowsScan(
            FlowTable table, EntryReading reading, Runnable moveReading, ActiveFlows.Shape shape, FlowSources sources) {
        this.table = table;
        this.reading = reading;
        this.moveReading = moveReading;
        this.shape = shape;
        int[] chosen = new int[table.sourcesEnd()];
        FlowSource[] called = new FlowSource[chosen.length];
        int count = 0;
        int entries = 0;
        for (int number = 0; number < chosen.length; number++) {
            FlowSource name = table.count(number) > 0 ? sources.source(number) : null;
            if (name != null) {
                chosen[count] = number;
                called[count++] = name;
                entries += table.count(number);
            }
        }
        numbers = Arrays.copyOf(chosen, count);
        names = Arrays.copyOf(called, count);
        found = new Observations(shape.values().size(), entries);
    }

    /**
     * Reads data sources until so many entries were read.
     *
     * @return whether everything is read
     */
    public boolean advance(int entries) {
        moveReading.run();
        if (generation != table.keys().generation()
                || keyOf.length < table.keys().end()) {
            generation = table.keys().generation();
            keyOf = new int[table.keys().end()];
            Arrays.fill(keyOf, -1);
        }
        for (int read = 0; read < entries && next < numbers.length; next++) {
            read += read(numbers[next]);
            found.endSource(names[next]);
        }
        return next == numbers.length;
    }

    /** What was read, once everything is. */
    public ActiveFlows result() {
        if (next < numbers.length) {
            throw new IllegalStateException("not everything is read");
        }
        return ActiveFlows.of(shape, found);
    }

    private int read(int source) {
        int read = 0;
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            found.add(key(table.key(entry)), reading.value(entry), reading.squares(entry));
            for (int i = 0; i < shape.values().size(); i++) {
                found.set(i, reading.value(entry, i), reading.samples(entry, i));
            }
            read++;
        }
        return read;
    }

    private int key(int number) {
        if (keyOf[number] < 0) {
            KeyPool keys = table.keys();
            keyOf[number] = found.keyOf(keys.bytes(), keys.start(number), keys.length(number), keys.hash(number));
        }
        return keyOf[number];
    }
}
