package weir.flow.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A value of a definition: a numeric key and what is made of it.
 *
 * @param form what is made of it
 * @param key the key
 * @param factor what the key is multiplied with
 */
record ValueExpression(ValueForm form, KeyExpression key, int factor) {

    private static final int BITS_IN_BYTE = 8;
    private static final String DURATION = "duration";
    private static final Pattern CONSTANT = Pattern.compile("[+-]?[0-9]*\\.?[0-9]+");
    private static final Map<String, ValueForm> FORMS = Map.of(
            "rate", ValueForm.RATE,
            "avg", ValueForm.AVERAGE,
            "min", ValueForm.MINIMUM,
            "max", ValueForm.MAXIMUM,
            "count", ValueForm.DISTINCT);

    /**
     * Reads a value.
     *
     * @param what attribute of the definition, for messages
     */
    static ValueExpression parse(String what, String text) {
        return parse(what, text, 0, text.length());
    }

    /** Reads values between commas; none in blank text. */
    static List<ValueExpression> list(String what, String text) {
        List<ValueExpression> values = new ArrayList<>();
        if (text.isBlank()) {
            return values;
        }
        int from = 0;
        int depth = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '\\') {
                i++;
            } else if (c == '[' || c == ']') {
                depth += c == '[' ? 1 : -1;
            } else if (c == ',' && (depth <= 0 || i == text.length())) {
                values.add(parse(what, text, from, Math.min(i, text.length())));
                from = i + 1;
            }
        }
        return values;
    }

    private static ValueExpression parse(String what, String whole, int from, int to) {
        String text = whole.substring(0, to); // positions stay those of the attribute
        int start = from;
        while (start < to && text.charAt(start) <= ' ') {
            start++;
        }
        int colon = text.indexOf(':', start);
        if (colon < 0) {
            return plain(noConstant(what, text, start, KeyParser.one(what, text, start)));
        }
        ValueForm form = FORMS.get(text.substring(start, colon).strip());
        if (form == null) {
            throw Mistake.at(what, whole, start, "the functions of values are rate, avg, min, max and count");
        }
        return new ValueExpression(form, argument(what, text, colon + 1), 1);
    }

    /** A key, or a function in brackets. */
    private static KeyExpression argument(String what, String text, int from) {
        int start = from;
        while (start < text.length() && text.charAt(start) <= ' ') {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '[') {
            return KeyParser.inBrackets(what, text, start);
        }
        KeyExpression key = KeyParser.one(what, text, start);
        if (key instanceof KeyExpression.Call) {
            throw Mistake.at(what, text, start, "a function inside a function goes in brackets");
        }
        return noConstant(what, text, start, key);
    }

    private static KeyExpression noConstant(String what, String text, int start, KeyExpression key) {
        if (CONSTANT.matcher(key.toString()).matches()) {
            throw Mistake.at(what, text, start, "a constant is no value");
        }
        return key;
    }

    private static ValueExpression plain(KeyExpression key) {
        return switch (key.toString()) {
            case DURATION -> new ValueExpression(ValueForm.AVERAGE, key, 1);
            case "bps" -> new ValueExpression(ValueForm.RATE, KeyExpression.Attribute.of("bytes"), BITS_IN_BYTE);
            case "fps" -> new ValueExpression(ValueForm.RATE, KeyExpression.Attribute.of("frames"), 1);
            default -> new ValueExpression(ValueForm.RATE, key, 1);
        };
    }
}
