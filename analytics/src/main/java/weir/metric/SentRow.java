package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * The row of a data source that sends nothing but counter samples of one {@link SampleLayout}: the latest and the one
 * before as they were sent. Its blocks are made when someone asks.
 *
 * <p>Thread: any; immutable.
 */
final class SentRow extends MetricRow {

    private final SampleLayout layout;
    private final byte[] bytes;
    private final byte @Nullable [] before;
    private final long updated;
    /** Nanoseconds since the sample before; 0 when there is none. */
    private final long elapsed;

    /**
     * Keeps the bytes of a sample, which nobody may change from now on.
     *
     * @param before those of the sample with which it is compared. Absent: null
     */
    SentRow(SampleLayout layout, byte[] bytes, byte @Nullable [] before, long updated, long elapsed) {
        super(layout.overlaps());
        this.layout = layout;
        this.bytes = bytes;
        this.before = before;
        this.updated = updated;
        this.elapsed = elapsed;
    }

    @Override
    public int size() {
        return layout.blocks();
    }

    /** Records with texts are not of one size, and so of no layout. */
    @Override
    public boolean hasTexts() {
        return false;
    }

    @Override
    public MetricSchema schema(int position) {
        return layout.schema(position);
    }

    @Override
    public RecordBlock block(int position) {
        return layout.block(position, bytes, before, updated, elapsed);
    }
}
