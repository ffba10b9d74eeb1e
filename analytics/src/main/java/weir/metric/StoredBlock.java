package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * A block whose values were computed when the record came: of records with texts and lists, and of custom metrics.
 *
 * <p>Thread: any; immutable.
 */
final class StoredBlock extends MetricBlock {

    private static final double[] NO_NUMBERS = {};
    private static final String[] NO_TEXTS = {};

    private final double[] numbers;
    private final @Nullable String[] texts;

    /** Keeps the arrays, which nobody may change from now on. */
    StoredBlock(MetricSchema schema, double[] numbers, @Nullable String[] texts, long updated) {
        super(schema, updated);
        this.numbers = numbers;
        this.texts = texts;
    }

    static double[] numbersFor(MetricSchema schema) {
        int count = schema.numbers().size();
        return count == 0 ? NO_NUMBERS : new double[count];
    }

    static @Nullable String[] textsFor(MetricSchema schema) {
        int count = schema.texts().size();
        return count == 0 ? NO_TEXTS : new String[count];
    }

    @Override
    public double number(int position) {
        return numbers[position];
    }

    @Override
    public @Nullable String text(int position) {
        return texts[position];
    }
}
