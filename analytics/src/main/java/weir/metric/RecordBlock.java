package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * A block that keeps the record as it was sent, and the one before it, and computes a metric when someone asks: of
 * records whose fields all have fixed places, which are nearly all that switches send. Counters come far more often than
 * they are asked for.
 *
 * <p>Thread: any; immutable.
 */
final class RecordBlock extends MetricBlock implements Interval {

    private final FixedRecord layout;
    private final RecordBytes record;
    private final @Nullable RecordBytes before;
    /** Nanoseconds since the record before; 0 when there is none. */
    private final long elapsed;

    /**
     * A block of a record.
     *
     * @param before the record with which it is compared. Absent: null
     */
    RecordBlock(
            FixedRecord layout,
            MetricSchema schema,
            RecordBytes record,
            @Nullable RecordBytes before,
            long updated,
            long elapsed) {
        super(schema, updated);
        this.layout = layout;
        this.record = record;
        this.before = before;
        this.elapsed = elapsed;
    }

    /** The record as it was sent. */
    RecordBytes record() {
        return record;
    }

    @Override
    public double number(int position) {
        double number = layout.number(position, this);
        return Double.isFinite(number) ? number : Double.NaN;
    }

    @Override
    public @Nullable String text(int position) {
        return layout.text(position, this);
    }

    /** A field as it was sent, see {@link FixedRecord#field}. */
    long field(int field) {
        return layout.field(record, field);
    }

    /** Bytes of the record that are known. */
    int length() {
        return record.length();
    }

    @Override
    public double seconds() {
        return Interval.seconds(elapsed);
    }

    @Override
    public double delta(int field) {
        RecordBytes earlier = before;
        return earlier == null
                ? Double.NaN
                : CounterDelta.of(layout.type(field), layout.field(earlier, field), layout.field(record, field));
    }

    @Override
    public double shares() {
        return layout.shares(this);
    }
}
