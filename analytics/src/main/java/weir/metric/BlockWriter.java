package weir.metric;

import org.jspecify.annotations.Nullable;

/**
 * Fills one {@link StoredBlock}, number after number and text after text in the order of its schema.
 *
 * <p>Texts that are the same as before are kept, so that what is published again and again is not held in copies.
 *
 * <p>Thread: owner only.
 */
final class BlockWriter {

    private final MetricSchema schema;
    private final double[] numbers;
    private final @Nullable String[] texts;
    private final @Nullable MetricBlock old;
    private int numberCount;
    private int textCount;

    BlockWriter(MetricSchema schema, @Nullable MetricBlock old) {
        this.schema = schema;
        this.old = old != null && old.schema().equals(schema) ? old : null;
        numbers = StoredBlock.numbersFor(schema);
        texts = StoredBlock.textsFor(schema);
    }

    /** Adds a number; one that is not finite is absent. */
    void add(double number) {
        numbers[numberCount++] = Double.isFinite(number) ? number : Double.NaN;
    }

    /** Adds a text; null is absent. */
    void add(@Nullable String text) {
        String before = old == null ? null : old.text(textCount);
        texts[textCount++] = text != null && text.equals(before) ? before : text;
    }

    /** Numbers added so far. */
    int count() {
        return numberCount;
    }

    /** A number added before. */
    double number(int position) {
        return numbers[position];
    }

    /** The block, once everything was added. */
    MetricBlock block(long updated) {
        return new StoredBlock(schema, numbers, texts, updated);
    }
}
