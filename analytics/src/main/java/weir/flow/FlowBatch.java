package weir.flow;

/**
 * Samples on their way into a {@link FlowCache}: key, data source, what the sample counts, and when.
 *
 * <p>Finding an entry waits for memory three times: for a slot, for a row, for what is known of the data source. One sample after
 * another, that is most of what a definition costs. Of a batch all slots and data sources are read first, then all rows:
 * such reads do not wait for each other. And what adding needs to know of the cache is at hand for all of them.
 *
 * <p>Shape: a row of words for each sample: the packed key, or the number of a text, then the words named below. One row is one line or two of the cache.
 *
 * <p>Bound: {@value #MOST} samples. Lifetime and thread: one for each cache that takes batches; owner thread only.
 */
public final class FlowBatch {

    static final int MOST = 128;

    /** Number of the data source, and the hash of the key there; behind the key. */
    private static final int PLACE = 0;
    /** Value × sampling weight. */
    private static final int COUNTS = 1;
    /** The same in forward decay. */
    private static final int GROWN = 2;
    /** Units: ms, modulo 2<sup>32</sup>. */
    private static final int MILLIS = 3;

    private static final int WORDS = 4;

    private final long[] rows;
    private final int keyWords;
    private final int stride;
    private final FlowAdding.Instant now;
    private int count;

    /** A batch of a cache that says what it has come to. */
    FlowBatch(int keyWords, FlowAdding.Instant now) {
        this.keyWords = keyWords;
        this.now = now;
        stride = keyWords + WORDS;
        rows = new long[MOST * stride];
    }

    /** Where the words of the next key go, from {@link #nextKey} on. */
    public long[] keys() {
        return rows;
    }

    /** Index of the first word of the next key. */
    public int nextKey() {
        return count * stride;
    }

    /** Moves a key that was written at an index to where the next one goes. */
    void moveKey(int from) {
        if (from != nextKey()) {
            System.arraycopy(rows, from, rows, nextKey(), keyWords);
        }
    }

    /** Adds a sample whose key was written. Answers whether the batch is full now. */
    boolean add(int source, int hash, double counts) {
        int at = count * stride + keyWords;
        rows[at + PLACE] = (long) source << Integer.SIZE | hash & 0xffffffffL;
        ValueTrack.set(rows, at + COUNTS, counts);
        ValueTrack.set(rows, at + GROWN, counts * now.growth);
        rows[at + MILLIS] = now.millis;
        return ++count == MOST;
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }

    /** Index of the first word of a key. */
    int key(int i) {
        return i * stride;
    }

    int source(int i) {
        return (int) (rows[i * stride + keyWords + PLACE] >>> Integer.SIZE);
    }

    int hash(int i) {
        return (int) rows[i * stride + keyWords + PLACE];
    }

    double counts(int i) {
        return ValueTrack.get(rows, i * stride + keyWords + COUNTS);
    }

    double grown(int i) {
        return ValueTrack.get(rows, i * stride + keyWords + GROWN);
    }

    int millis(int i) {
        return (int) rows[i * stride + keyWords + MILLIS];
    }
}
