package weir.flow.pattern;

import java.util.ArrayList;
import java.util.List;
import weir.flow.pattern.PatternNode.Beginning;
import weir.flow.pattern.PatternNode.Choice;
import weir.flow.pattern.PatternNode.End;
import weir.flow.pattern.PatternNode.One;
import weir.flow.pattern.PatternNode.Repeat;
import weir.flow.pattern.PatternNode.Sequence;

/**
 * Reads expressions: characters, {@code .}, classes, {@code \d \w \s} and their opposites, groups, {@code |}, the
 * quantifiers {@code * + ? {n} {n,} {n,m}}, {@code ^ $}, and {@code (?i)} at the beginning.
 *
 * <p>A reluctant quantifier is the same as a plain one, because only whole texts match. What needs backtracking is
 * refused: references to groups, looking around, atomic groups, possessive quantifiers.
 */
final class PatternParser {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_REPEAT = 1000;
    private static final String IGNORE_CASE = "(?i)";

    private final String text;
    private final boolean ignoreCase;
    private int at;
    private int depth;

    private PatternParser(String text) {
        this.text = text;
        ignoreCase = text.startsWith(IGNORE_CASE);
        at = ignoreCase ? IGNORE_CASE.length() : 0;
    }

    static PatternNode parse(String text) {
        PatternParser parser = new PatternParser(text);
        PatternNode node = parser.choice();
        if (parser.at < text.length()) {
            throw new PatternException(parser.at, "')' without '('");
        }
        return node;
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        boolean next = isNext(c);
        at += next ? 1 : 0;
        return next;
    }

    private PatternNode choice() {
        List<PatternNode> parts = new ArrayList<>();
        parts.add(sequence());
        while (take('|')) {
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.getFirst() : new Choice(parts);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (at < text.length() && !isNext('|') && !isNext(')')) {
            parts.add(quantified(part()));
        }
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    private PatternNode quantified(PatternNode part) {
        int start = at;
        PatternNode node = repeated(part);
        if (at == start) {
            return part;
        }
        if (isNext('+')) {
            throw new PatternException(at, "possessive quantifiers are not supported");
        }
        if (isNext('*') || isNext('{')) {
            throw new PatternException(at, "a quantifier behind a quantifier");
        }
        take('?');
        return node;
    }

    private PatternNode repeated(PatternNode part) {
        if (take('*')) {
            return new Repeat(part, 0, -1);
        }
        if (take('+')) {
            return new Repeat(part, 1, -1);
        }
        if (take('?')) {
            return new Repeat(part, 0, 1);
        }
        return isNext('{') ? counted(part) : part;
    }

    private PatternNode counted(PatternNode part) {
        int end = text.indexOf('}', at);
        String inside = end < 0 ? "" : text.substring(at + 1, end);
        if (!inside.matches("\\d{1,4}(,\\d{0,4})?")) {
            throw new PatternException(at, "'{' begins a count as {2} or {2,3}; write \\{ for the character");
        }
        int comma = inside.indexOf(',');
        int least = Integer.parseInt(comma < 0 ? inside : inside.substring(0, comma));
        int most =
                comma < 0 ? least : comma == inside.length() - 1 ? -1 : Integer.parseInt(inside.substring(comma + 1));
        if (least > MAX_REPEAT || most > MAX_REPEAT) {
            throw new PatternException(at, "counts go up to " + MAX_REPEAT);
        }
        if (most >= 0 && most < least) {
            throw new PatternException(at, "the second count is less than the first");
        }
        at = end + 1;
        return new Repeat(part, least, most);
    }

    private PatternNode part() {
        int start = at;
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group(start);
            case '[' -> one(characterClass(start));
            case '.' -> one(CharSet.LINE_END.inverted());
            case '^' -> new Beginning();
            case '$' -> new End();
            case '\\' -> one(escape(start));
            case '*', '+', '?' -> throw new PatternException(start, "'" + c + "' has nothing to repeat");
            case '{' -> throw new PatternException(start, "'{' has nothing to repeat; write \\{ for the character");
            default -> {
                at = start;
                yield one(character());
            }
        };
    }

    private One one(CharSet set) {
        return new One(ignoreCase ? set.ignoringCase() : set);
    }

    private PatternNode group(int start) {
        if (take('?')) {
            boolean named = text.startsWith("<", at) && !text.startsWith("<=", at) && !text.startsWith("<!", at);
            int end = text.indexOf('>', at);
            if (take(':')) {
                return inside(start);
            }
            if (!named || end < 0) {
                throw new PatternException(start, "only (?:…) is supported of the groups that begin with (?");
            }
            at = end + 1;
        }
        return inside(start);
    }

    private PatternNode inside(int start) {
        if (++depth > MAX_DEPTH) {
            throw new PatternException(start, "groups are nested too deeply");
        }
        PatternNode node = choice();
        depth--;
        if (!take(')')) {
            throw new PatternException(start, "'(' is never closed");
        }
        return node;
    }

    private CharSet character() {
        int codePoint = text.codePointAt(at);
        at += Character.charCount(codePoint);
        return CharSet.range(codePoint, codePoint);
    }

    /** What stands behind a backslash: a class, a control character, or a character that means itself. */
    private CharSet escape(int start) {
        if (at == text.length()) {
            throw new PatternException(start, "'\\' has nothing behind it");
        }
        char c = text.charAt(at);
        if (!Character.isLetterOrDigit(c)) {
            return character();
        }
        at++;
        return switch (c) {
            case 'd' -> CharSet.DIGIT;
            case 'D' -> CharSet.DIGIT.inverted();
            case 'w' -> CharSet.WORD;
            case 'W' -> CharSet.WORD.inverted();
            case 's' -> CharSet.SPACE;
            case 'S' -> CharSet.SPACE.inverted();
            case 't' -> CharSet.range('\t', '\t');
            case 'n' -> CharSet.range('\n', '\n');
            case 'r' -> CharSet.range('\r', '\r');
            case 'f' -> CharSet.range('\f', '\f');
            case 'x' -> hex(start, 2);
            case 'u' -> hex(start, 4);
            default -> throw new PatternException(start, "'\\" + c + "' is not supported");
        };
    }

    private CharSet hex(int start, int digits) {
        String number = text.substring(at, Math.min(text.length(), at + digits));
        if (number.length() < digits || !number.matches("[0-9a-fA-F]+")) {
            throw new PatternException(start, "expected " + digits + " hexadecimal digits");
        }
        at += digits;
        int codePoint = Integer.parseInt(number, 16);
        return CharSet.range(codePoint, codePoint);
    }

    private CharSet characterClass(int start) {
        boolean inverted = take('^');
        CharSet set = CharSet.NONE;
        boolean first = true;
        while (first || !isNext(']')) {
            set = set.with(classPart(start));
            first = false;
        }
        take(']');
        return inverted ? set.inverted() : set;
    }

    /** A character, a range or an escape; {@code ]} may come first. */
    private CharSet classPart(int start) {
        CharSet low = classCharacter(start);
        boolean range = isNext('-') && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (!range) {
            return low;
        }
        int dash = at++;
        CharSet high = classCharacter(start);
        boolean single = isSingle(low) && isSingle(high);
        if (!single || high.starts().getFirst() < low.starts().getFirst()) {
            throw new PatternException(dash, "the range in the class is not from a character to a later one");
        }
        return CharSet.range(low.starts().getFirst(), high.starts().getFirst());
    }

    private static boolean isSingle(CharSet set) {
        return set.starts().size() == 1 && set.ends().getFirst() == set.starts().getFirst() + 1;
    }

    private CharSet classCharacter(int start) {
        if (at >= text.length()) {
            throw new PatternException(start, "'[' is never closed");
        }
        char c = text.charAt(at);
        if (c == '[' || text.startsWith("&&", at)) {
            throw new PatternException(
                    at, "classes inside classes are not supported; write \\" + c + " for the character");
        }
        if (c == '\\') {
            return escape(at++);
        }
        return character();
    }
}
