package weir.flow.key;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;

/**
 * Whether a number or address is one of a list. A text in the list that is not written as the format writes it, as
 * {@code 010.0.0.1}, equals no value.
 */
final class NumberEquality implements ValueTest {

    private final KeyFormat format;
    private final KeyValue[] values;
    private final long[] lows;
    private final TextEquality byText;

    NumberEquality(KeyFormat format, List<String> texts, TextEquality byText) {
        this.format = format;
        this.byText = byText;
        List<KeyValue> parsed = new ArrayList<>();
        for (String text : texts) {
            KeyValue value = new KeyValue();
            if (format.parse(text, value)) {
                parsed.add(value);
            }
        }
        parsed.sort(Comparator.comparingLong(KeyValue::low));
        values = parsed.toArray(KeyValue[]::new);
        lows = parsed.stream().mapToLong(KeyValue::low).toArray();
    }

    @Override
    public boolean test(KeyValue value) {
        if (!format.holds(value)) {
            return byText.test(value); // from a custom flow, which gives its fields any type
        }
        for (int i = firstAtLeast(value.low()); i < lows.length && lows[i] == value.low(); i++) {
            boolean sameKind = value.isAddress() ? values[i].format() == value.format() : true;
            if (sameKind && values[i].high() == value.high() && samePrefix(values[i], value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean samePrefix(KeyValue a, KeyValue b) {
        boolean prefixes = a.format() == KeyFormat.PREFIX4 || a.format() == KeyFormat.PREFIX6;
        return !prefixes || a.prefixLength() == b.prefixLength();
    }

    private int firstAtLeast(long low) {
        int from = 0;
        int to = lows.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (lows[middle] < low) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
