package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * The metrics that came with one record, or one custom metric, with the time they came.
 *
 * <p>Absent: a metric that could not be had is NaN or null. Thread: any; immutable.
 */
public abstract sealed class MetricBlock permits StoredBlock, RecordBlock {

    private final MetricSchema schema;
    private final long updated;

    MetricBlock(MetricSchema schema, long updated) {
        this.schema = schema;
        this.updated = updated;
    }

    /** Names and positions of the metrics. */
    public final MetricSchema schema() {
        return schema;
    }

    /** Engine time of the record, in nanoseconds. */
    public final long updated() {
        return updated;
    }

    /** A number by its position in the schema. Absent: NaN. */
    public abstract double number(int position);

    /** A text by its position in the schema. Absent: null. */
    public abstract @Nullable String text(int position);

    /** Whether a metric is of this block and has a value. */
    final boolean has(String metric) {
        int number = schema.number(metric);
        if (number >= 0) {
            return !Double.isNaN(number(number));
        }
        int text = schema.text(metric);
        return text >= 0 && text(text) != null;
    }

    /** A metric as {@link Double} or {@link String}. Absent: null. */
    public final @Nullable Object value(String metric) {
        int position = schema.number(metric);
        if (position >= 0) {
            double number = number(position);
            return Double.isNaN(number) ? null : (Object) number;
        }
        int text = schema.text(metric);
        return text < 0 ? null : text(text);
    }
}
