package weir.flow;

/**
 * Reads the flows of a cache piece by piece, so that samples need not wait until a large question is answered.
 *
 * <p>A step reads whole data sources. Between steps the cache may change: every data source is as it is when it is read,
 * its values those of the instant of the question.
 *
 * <p>Entries of a data source are a list, scattered over memory, and each names the next: following one list waits for
 * memory at each step. So {@value #LISTS} lists are followed side by side; what they hold is read after that.
 *
 * <p>Lifetime and thread: owner thread of the cache only; the result is immutable.
 */
public final class ActiveFlowsScan implements FlowsScan {

    private final FlowTable table;
    private final EntryReading reading;
    private final Runnable moveReading;
    private final ActiveFlows.Shape shape;
    private final FlowSources sources;

    private static final int LISTS = 24;

    private final Observations found;
    private final KeyView key;
    private int next;
    private boolean done;

    // A group of data sources: their lists, and where the entries of each begin and end among all of the group.
    private final int[] numbers = new int[LISTS];
    private final FlowSource[] names = new FlowSource[LISTS];
    private final int[] heads = new int[LISTS];
    private final int[] places = new int[LISTS];
    private int lists;
    private int[] entries = new int[1024];

    ActiveFlowsScan(
            FlowTable table, EntryReading reading, Runnable moveReading, ActiveFlows.Shape shape, FlowSources sources) {
        this.table = table;
        this.reading = reading;
        this.moveReading = moveReading;
        this.shape = shape;
        this.sources = sources;
        key = table.newKey();
        found = new Observations(shape.keyWidth(), shape.values().size(), 64);
    }

    /**
     * Reads data sources until so many entries were read, a data source that is not asked about counting as one.
     *
     * @return whether everything is read
     */
    @Override
    public boolean advance(int most) {
        moveReading.run();
        for (int read = 0; read < most && next < table.sourcesEnd(); ) {
            read += gather(most - read);
            follow();
            read();
        }
        done = next >= table.sourcesEnd();
        return done;
    }

    @Override
    public ActiveFlows result() {
        if (!done) {
            throw new IllegalStateException("not everything is read");
        }
        return ActiveFlows.of(shape, found);
    }

    /** Forms the next group, of so many entries or a little more. Answers what it counts. */
    private int gather(int most) {
        lists = 0;
        int looked = 0;
        int count = 0;
        for (; lists < LISTS && looked + count < most && next < table.sourcesEnd(); next++, looked++) {
            int inList = table.count(next);
            FlowSource name = inList > 0 ? sources.source(next) : null;
            if (name != null) {
                numbers[lists] = next;
                names[lists] = name;
                places[lists++] = count;
                count += inList;
            }
        }
        if (count > entries.length) {
            entries = new int[count + (count >> 1)];
        }
        return looked + count;
    }

    /** Writes the entries of each list of the group to their places. */
    private void follow() {
        int[] at = places.clone();
        int[] open = new int[lists];
        int left = 0;
        for (int list = 0; list < lists; list++) {
            heads[list] = table.first(numbers[list]);
            open[left++] = list;
        }
        while (left > 0) {
            for (int i = left - 1; i >= 0; i--) {
                int list = open[i];
                int entry = heads[list];
                entries[at[list]++] = entry;
                heads[list] = table.next(entry);
                if (heads[list] < 0) {
                    open[i] = open[--left];
                }
            }
        }
    }

    private void read() {
        for (int list = 0; list < lists; list++) {
            int end = places[list] + table.count(numbers[list]);
            double typical = reading.typical(numbers[list]);
            for (int i = places[list]; i < end; i++) {
                read(entries[i], typical);
            }
            found.endSource(names[list]);
        }
    }

    private void read(int entry, double typical) {
        found.add(table.key(entry, key), reading.value(entry), reading.squares(entry), typical);
        for (int i = 0; i < shape.values().size(); i++) {
            found.set(i, reading.value(entry, i), reading.samples(entry, i));
        }
    }
}
