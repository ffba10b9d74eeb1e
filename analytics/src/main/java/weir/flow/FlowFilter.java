package weir.flow;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pattern over the fields of a key: values in key order with commas between them. An empty one matches anything, as do
 * those that the pattern does not reach; {@code *} stands for any run of characters.
 *
 * <p>Lifetime and thread: any; immutable.
 */
public final class FlowFilter {

    /** Matches every key. */
    public static final FlowFilter ALL = parse("");

    private final List<Pattern> fields;

    private FlowFilter(List<Pattern> fields) {
        this.fields = fields;
    }

    /** Reads a pattern; every text is one. */
    public static FlowFilter parse(String text) {
        return new FlowFilter(
                Stream.of(text.split(",", -1)).map(FlowFilter::field).toList());
    }

    /** Whether a key is of the pattern. */
    public boolean matches(FlowKey key) {
        if (this == ALL) {
            return true;
        }
        List<String> values = key.fields();
        for (int i = 0; i < fields.size(); i++) {
            // Beyond the last field of the key there is nothing: only an empty pattern matches that.
            String value = i < values.size() ? values.get(i) : "";
            if (!fields.get(i).matcher(value).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern field(String text) {
        String regex = text.isEmpty()
                ? ".*"
                : Stream.of(text.split("\\*", -1))
                        .map(Pattern::quote)
                        .reduce((one, other) -> one + ".*" + other)
                        .orElseThrow();
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
