package weir.metric.query;

import java.util.Arrays;
import java.util.List;

/** The common form of selectors: items separated by commas or semicolons. */
final class Selectors {

    private Selectors() {}

    /** The items in their order; empty ones are ignored. */
    static List<String> items(String text) {
        return Arrays.stream(text.split("[,;]"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
