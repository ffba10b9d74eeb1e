package weir.flow.pattern;

import java.util.List;

/** Syntax tree of an expression. */
sealed interface PatternNode {

    /** One character of a set. */
    record One(CharSet set) implements PatternNode {}

    /** All parts, one behind the other; none for the empty text. */
    record Sequence(List<PatternNode> parts) implements PatternNode {}

    /** Any of the parts. */
    record Choice(List<PatternNode> parts) implements PatternNode {}

    /**
     * A part several times.
     *
     * @param most how often at most; -1 for no limit
     */
    record Repeat(PatternNode part, int least, int most) implements PatternNode {}

    /** The beginning of the text. */
    record Beginning() implements PatternNode {}

    /** The end of the text. */
    record End() implements PatternNode {}
}
