package weir.flow.key;

import java.util.List;
import weir.flow.attribute.KeyValue;
import weir.flow.pattern.TextPattern;

/** Whether the whole text of a value matches one of some expressions. */
final class PatternTest implements ValueTest {

    private final TextPattern[] patterns;
    private final TextView view = new TextView();

    PatternTest(List<TextPattern> patterns) {
        this.patterns = patterns.toArray(TextPattern[]::new);
    }

    @Override
    public boolean test(KeyValue value) {
        view.of(value);
        for (TextPattern pattern : patterns) {
            if (pattern.matches(view.bytes(), view.start(), view.end())) {
                return true;
            }
        }
        return false;
    }
}
