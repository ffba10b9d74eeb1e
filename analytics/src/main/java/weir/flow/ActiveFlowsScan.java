package weir.flow;

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
    private final FlowSources sources;

    private final Observations found;
    private int next;
    private boolean done;
    private final KeyView key;
    private final byte[] unpacked = new byte[KeyView.MOST_PACKED];

    ActiveFlowsScan(
            FlowTable table, EntryReading reading, Runnable moveReading, ActiveFlows.Shape shape, FlowSources sources) {
        this.table = table;
        this.reading = reading;
        this.moveReading = moveReading;
        this.shape = shape;
        this.sources = sources;
        key = table.newKey();
        found = new Observations(shape.values().size(), 64);
    }

    /**
     * Reads data sources until so many entries were read, a data source that is not asked about counting as one.
     *
     * @return whether everything is read
     */
    public boolean advance(int entries) {
        moveReading.run();
        for (int read = 0; read < entries && next < table.sourcesEnd(); next++) {
            FlowSource name = table.count(next) > 0 ? sources.source(next) : null;
            read++;
            if (name != null) {
                read += read(next);
                found.endSource(name);
            }
        }
        done = next >= table.sourcesEnd();
        return done;
    }

    /** What was read, once everything is. */
    public ActiveFlows result() {
        if (!done) {
            throw new IllegalStateException("not everything is read");
        }
        return ActiveFlows.of(shape, found);
    }

    private int read(int source) {
        int read = 0;
        double typical = reading.typical(source);
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            found.add(key(entry), reading.value(entry), reading.squares(entry), typical);
            for (int i = 0; i < shape.values().size(); i++) {
                found.set(i, reading.value(entry, i), reading.samples(entry, i));
            }
            read++;
        }
        return read;
    }

    /** Number in {@link #found} of the key of an entry. */
    private int key(int entry) {
        table.key(entry, key);
        if (!key.packed()) {
            return found.keyOf(key.bytes(), key.offset(), key.length(), key.hash());
        }
        key.unpack(unpacked);
        return found.keyOf(unpacked, 0, key.length(), key.hash());
    }
}
