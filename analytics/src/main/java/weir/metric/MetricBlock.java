package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * The metrics that came with one record, or one custom metric, with the time they came.
 *
 * <p>Absent: a metric that could not be had is NaN or null. Thread: any; immutable.
 */
public final class MetricBlock {

    private static final double[] NO_NUMBERS = {};
    private static final String[] NO_TEXTS = {};

    private final MetricSchema schema;
    private final double[] numbers;
    private final @Nullable String[] texts;
    private final long updated;

    /** Keeps the arrays, which nobody may change from now on. */
    MetricBlock(MetricSchema schema, double[] numbers, @Nullable String[] texts, long updated) {
        this.schema = schema;
        this.numbers = numbers;
        this.texts = texts;
        this.updated = updated;
    }

    static double[] numbersFor(MetricSchema schema) {
        int count = schema.numbers().size();
        return count == 0 ? NO_NUMBERS : new double[count];
    }

    static @Nullable String[] textsFor(MetricSchema schema) {
        int count = schema.texts().size();
        return count == 0 ? NO_TEXTS : new String[count];
    }

    /** Names and positions of the metrics. */
    public MetricSchema schema() {
        return schema;
    }

    /** A number by its position in the schema. Absent: NaN. */
    public double number(int position) {
        return numbers[position];
    }

    /** A text by its position in the schema. Absent: null. */
    public @Nullable String text(int position) {
        return texts[position];
    }

    /** Whether a metric is of this block and has a value. */
    boolean has(String metric) {
        int number = schema.number(metric);
        if (number >= 0) {
            return !Double.isNaN(numbers[number]);
        }
        int text = schema.text(metric);
        return text >= 0 && texts[text] != null;
    }

    /** A metric as {@link Double} or {@link String}. Absent: null. */
    public @Nullable Object value(String metric) {
        int number = schema.number(metric);
        if (number >= 0) {
            return Double.isNaN(numbers[number]) ? null : (Object) numbers[number];
        }
        int text = schema.text(metric);
        return text < 0 ? null : texts[text];
    }

    /** Engine time of the record, in nanoseconds. */
    public long updated() {
        return updated;
    }
}
