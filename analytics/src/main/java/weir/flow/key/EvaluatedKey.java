package weir.flow.key;

import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;

/**
 * A key expression with its value for the sample at hand, which is computed on first need and then shared by all
 * definitions, filters and functions that use the same expression.
 *
 * <p>Thread: one, that of its {@link DefinitionSet}.
 */
final class EvaluatedKey implements SampleNumber {

    private final AttributeReader reader;
    private final KeyFormat format;
    private final long required;
    private final KeyValue value = new KeyValue();
    private long computedFor = -1;
    private boolean present;
    private long numberFor = -1;
    private double number;

    /**
     * An expression.
     *
     * @param reader computes it
     * @param format narrowest format that holds all its values
     * @param required what a sample must have for it not to be null, as {@link SampleContext#mayHave} takes it
     */
    EvaluatedKey(AttributeReader reader, KeyFormat format, long required) {
        this.reader = reader;
        this.format = format;
        this.required = required;
    }

    /** Narrowest format that holds all values. */
    KeyFormat format() {
        return format;
    }

    /** What a sample must have for the value not to be null. */
    long required() {
        return required;
    }

    /** What computes the value. */
    AttributeReader reader() {
        return reader;
    }

    /** The value for a sample as a number. Absent: NaN, also when it is none. */
    @Override
    public double number(SampleContext sample) {
        if (numberFor != sample.generation()) {
            numberFor = sample.generation();
            if (computedFor == numberFor) {
                number = present ? value.number() : Double.NaN;
            } else {
                number = reader.number(sample, value);
            }
        }
        return number;
    }

    /** The value for a sample. Absent: null. */
    @Nullable
    KeyValue of(SampleContext sample) {
        if (computedFor != sample.generation()) {
            computedFor = sample.generation();
            present = reader.read(sample, value);
        }
        return present ? value : null;
    }
}
