package weir.flow.key;

import java.util.List;
import weir.flow.pattern.TextPattern;

/**
 * Syntax tree of a filter. Equal trees accept the same samples.
 *
 * <p>Thread: any; immutable.
 */
sealed interface FilterExpression {

    /**
     * A comparison of a key.
     *
     * @param key the key
     * @param pattern whether the texts are regular expressions
     * @param negated whether none of them may fit
     * @param withNull whether {@code null} is among them
     * @param texts the others
     */
    record Test(KeyExpression key, boolean pattern, boolean negated, boolean withNull, List<String> texts)
            implements FilterExpression {

        /** Copies the list. */
        public Test {
            texts = List.copyOf(texts);
        }

        /** The test of a value, whose format is given. */
        ValueTest valueTest(weir.flow.attribute.KeyFormat format) {
            return pattern
                    ? ValueTest.matching(
                            format, texts.stream().map(TextPattern::compile).toList())
                    : ValueTest.equalTo(format, texts);
        }
    }

    /** All of them. */
    record And(List<FilterExpression> terms) implements FilterExpression {}

    /** Any of them. */
    record Or(List<FilterExpression> terms) implements FilterExpression {}

    /** The opposite. */
    record Not(FilterExpression term) implements FilterExpression {}
}
