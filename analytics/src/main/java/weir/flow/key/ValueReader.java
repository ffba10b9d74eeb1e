package weir.flow.key;

import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.TextBuffer;

/**
 * A value of a definition in the form that runs.
 *
 * <p>Thread: one.
 */
final class ValueReader {

    private final ValueForm form;
    private final EvaluatedKey key;
    private final int factor;
    private final KeyBuffer distinct = new KeyBuffer();
    private final TextBuffer scratch = new TextBuffer();

    ValueReader(ValueExpression expression, KeyCompiler compiler) {
        form = expression.form();
        key = compiler.compile(expression.key());
        factor = expression.factor();
    }

    ValueForm form() {
        return form;
    }

    /** What the value is made of. */
    EvaluatedKey key() {
        return key;
    }

    /** What a number is multiplied with. */
    int factor() {
        return factor;
    }

    /** What a sample must have to have this value. */
    long required() {
        return key.required();
    }

    /** The number to sum, average or compare; 1 where distinct values are counted. Absent: NaN. */
    double number(SampleContext sample) {
        if (form == ValueForm.DISTINCT) {
            return key.of(sample) == null ? Double.NaN : 1;
        }
        return key.number(sample) * factor;
    }

    /** Hash of the text of the key, of a sample that has it. */
    long distinctHash(SampleContext sample) {
        KeyValue value = key.of(sample);
        if (value == null) {
            return 0;
        }
        distinct.clear();
        if (key.format().holds(value)) {
            key.format().encode(value, distinct, scratch);
        } else {
            value.appendTo(scratch.clear());
            distinct.raw(scratch.bytes(), 0, scratch.length());
        }
        return distinct.hash();
    }
}
