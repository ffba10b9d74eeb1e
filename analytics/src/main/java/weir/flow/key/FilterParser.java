package weir.flow.key;

import java.util.ArrayList;
import java.util.List;
import weir.flow.pattern.PatternException;
import weir.flow.pattern.TextPattern;
import weir.request.InvalidRequestException;

/**
 * Reads filters.
 *
 * <pre>
 * filter = term *( "|" term ) | term *( "&amp;" term )
 * term   = test | "(" filter ")" | "!(" filter ")"
 * test   = key ( "=" | "!=" | "~" | "!~" ) value *( "," value )
 * </pre>
 *
 * <p>Values end at {@code , & | )}; a backslash makes one of these part of a value. In a value to compare with, a
 * backslash makes any character mean itself; in an expression it stays, but before the four.
 */
final class FilterParser {

    private static final int MAX_DEPTH = 64;
    private static final String NULL = "null";
    private static final String VALUE_END = ",&|)";

    private final String what;
    private final String text;
    private int at;
    private int depth;

    private FilterParser(String what, String text) {
        this.what = what;
        this.text = text;
    }

    /**
     * Reads a filter.
     *
     * @throws InvalidRequestException it is malformed
     */
    static FilterExpression parse(String what, String text) {
        FilterParser parser = new FilterParser(what, text);
        FilterExpression filter = parser.filter();
        if (parser.at < text.length()) {
            String sentence = parser.isNext(')') ? "')' without '('" : "'&' or '|' is missing before this";
            throw parser.mistake(parser.at, sentence);
        }
        return filter;
    }

    private InvalidRequestException mistake(int index, String sentence) {
        return Mistake.at(what, text, index, sentence);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private FilterExpression filter() {
        List<FilterExpression> terms = new ArrayList<>();
        terms.add(term());
        char joint = isNext('&') ? '&' : '|';
        while (isNext('&') || isNext('|')) {
            if (!isNext(joint)) {
                throw mistake(at, "'&' and '|' need brackets to stand beside each other");
            }
            at++;
            terms.add(term());
        }
        if (terms.size() == 1) {
            return terms.getFirst();
        }
        return joint == '&' ? new FilterExpression.And(terms) : new FilterExpression.Or(terms);
    }

    private FilterExpression term() {
        skipBlanks();
        int start = at;
        boolean negated = isNext('!');
        if (negated) {
            at++;
            skipBlanks();
        }
        if (isNext('(')) {
            FilterExpression inner = inBrackets();
            skipBlanks();
            return negated ? new FilterExpression.Not(inner) : inner;
        }
        if (negated) {
            throw mistake(start, "'!' stands before '(', '=' or '~' only");
        }
        FilterExpression test = test();
        skipBlanks();
        return test;
    }

    private FilterExpression inBrackets() {
        int start = at++;
        if (++depth > MAX_DEPTH) {
            throw mistake(start, "brackets are nested too deeply");
        }
        FilterExpression inner = filter();
        if (!isNext(')')) {
            throw mistake(start, "'(' is never closed");
        }
        at++;
        depth--;
        return inner;
    }

    private FilterExpression test() {
        int start = at;
        KeyParser.LeftSide left = KeyParser.leftSide(what, text, at);
        at = left.end();
        boolean negated = isNext('!');
        at += negated ? 1 : 0;
        if (!isNext('=') && !isNext('~')) {
            throw mistake(start, "a comparison with =, !=, ~ or !~ is missing");
        }
        boolean pattern = text.charAt(at++) == '~';
        boolean withNull = false;
        List<String> texts = new ArrayList<>();
        boolean more = true;
        while (more) {
            skipBlanks();
            int valueStart = at;
            String value = value(pattern);
            if (value.equals(NULL) && text.startsWith(NULL, valueStart)) {
                withNull = true;
            } else {
                texts.add(checked(value, valueStart, pattern));
            }
            more = isNext(',');
            at += more ? 1 : 0;
        }
        return new FilterExpression.Test(left.key(), pattern, negated, withNull, texts);
    }

    private String checked(String value, int start, boolean pattern) {
        if (value.isEmpty()) {
            throw mistake(start, "a value is missing");
        }
        if (pattern) {
            try {
                TextPattern.compile(value);
            } catch (PatternException e) {
                throw mistake(
                        start,
                        "the expression is wrong at its character " + (e.index() + 1) + ": " + e.getMessage()
                                + "; a backslash goes before each of , & | ) in it");
            }
        }
        return value;
    }

    /** Reads a value, without the blanks around. */
    private String value(boolean pattern) {
        StringBuilder value = new StringBuilder();
        int keep = 0;
        while (at < text.length() && VALUE_END.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at++);
            boolean literal = c == '\\' && at < text.length();
            if (literal) {
                char escaped = text.charAt(at++);
                if (pattern && VALUE_END.indexOf(escaped) < 0) {
                    value.append(c);
                }
                c = escaped;
            } else if (c == '\\' && !pattern) {
                throw mistake(at - 1, "'\\' has nothing behind it");
            }
            value.append(c);
            keep = literal || c > ' ' ? value.length() : keep;
        }
        return value.substring(0, keep);
    }
}
