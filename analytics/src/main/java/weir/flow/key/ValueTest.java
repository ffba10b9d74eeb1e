package weir.flow.key;

import java.util.List;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.pattern.TextPattern;

/**
 * A test of a value's text, in the quickest form that its format allows: a bit in a table where the format has few
 * values, a comparison of numbers where the text of a number is one to one with it, else a comparison of bytes.
 *
 * <p>Thread: one.
 */
interface ValueTest {

    /** Whether the value passes. */
    boolean test(KeyValue value);

    /** Tests whether the text is one of a list. */
    static ValueTest equalTo(KeyFormat format, List<String> texts) {
        TextEquality byText = new TextEquality(texts);
        if (format == KeyFormat.TEXT) {
            return byText;
        }
        return format.domain() > 0 ? new RememberedTest(format, byText) : new NumberEquality(format, texts, byText);
    }

    /** Tests whether the text matches one of some expressions. */
    static ValueTest matching(KeyFormat format, List<TextPattern> patterns) {
        ValueTest byText = new PatternTest(patterns);
        return format.domain() > 0 ? new RememberedTest(format, byText) : byText;
    }
}
