package weir.flow.key;

import java.util.ArrayList;
import java.util.List;
import weir.request.InvalidRequestException;

/**
 * Reads keys and key functions.
 *
 * <pre>
 * keylist = key *( "," key )
 * key     = name | function 1*( ":" argument )
 * argument = name | text | "[" key "]"
 * </pre>
 *
 * <p>Blanks around separators do not count; {@code \} makes the next character mean itself. Inside brackets a comma is an
 * ordinary character.
 */
final class KeyParser {

    private static final int MAX_DEPTH = 32;

    private final String what;
    private final String text;
    private final boolean inFilter;
    private int at;
    private int depth;

    /** A word and whether any of it was escaped. */
    private record Word(String text, int index, boolean escaped) {}

    private KeyParser(String what, String text, int at, boolean inFilter) {
        this.what = what;
        this.text = text;
        this.at = at;
        this.inFilter = inFilter;
    }

    /**
     * Reads a list of keys; none in blank text.
     *
     * @param what attribute of the definition, for messages
     * @throws InvalidRequestException it is malformed
     */
    static List<KeyExpression> list(String what, String text) {
        List<KeyExpression> keys = new ArrayList<>();
        KeyParser parser = new KeyParser(what, text, 0, false);
        if (text.isBlank()) {
            return keys;
        }
        do {
            keys.add(parser.key());
        } while (parser.take(','));
        parser.expectEnd();
        return keys;
    }

    /**
     * Reads one key.
     *
     * @throws InvalidRequestException it is malformed, or more follows
     */
    static KeyExpression one(String what, String text, int from) {
        KeyParser parser = new KeyParser(what, text, from, false);
        KeyExpression key = parser.key();
        parser.expectEnd();
        return key;
    }

    /**
     * Reads one key in brackets.
     *
     * @param from where the bracket opens
     * @throws InvalidRequestException it is malformed, or more follows
     */
    static KeyExpression inBrackets(String what, String text, int from) {
        KeyParser parser = new KeyParser(what, text, from, false);
        KeyExpression key = parser.argument(true).asKey();
        parser.expectEnd();
        return key;
    }

    /** A key at the left of a comparison and where the reading stopped. */
    record LeftSide(KeyExpression key, int end) {}

    /** Reads the key at the left of a comparison. */
    static LeftSide leftSide(String what, String text, int from) {
        KeyParser parser = new KeyParser(what, text, from, true);
        KeyExpression key = parser.key();
        return new LeftSide(key, parser.at);
    }

    private InvalidRequestException mistake(int index, String sentence) {
        return Mistake.at(what, text, index, sentence);
    }

    private void expectEnd() {
        if (at < text.length()) {
            throw mistake(at, "this is not expected here");
        }
    }

    private boolean isNext(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        boolean next = isNext(c);
        at += next ? 1 : 0;
        return next;
    }

    private KeyExpression key() {
        Word name = word();
        if (!isNext(':')) {
            return attribute(name);
        }
        KeyFunction function = KeyFunctionTable.find(name.text());
        if (function == null) {
            throw mistake(name.index(), "there is no function '" + name.text() + "'");
        }
        List<Argument> arguments = new ArrayList<>();
        while (take(':')) {
            arguments.add(argument(function.takesKey(arguments.size())));
        }
        String wrong = function.check(arguments);
        if (wrong != null) {
            throw mistake(name.index(), wrong);
        }
        return new KeyExpression.Call(function, arguments);
    }

    private KeyExpression attribute(Word name) {
        if (name.text().isEmpty()) {
            throw mistake(name.index(), "a key is missing");
        }
        if (!name.escaped() && name.text().chars().anyMatch(c -> c <= ' ')) {
            throw mistake(name.index(), "the name of a key has no blanks");
        }
        return KeyExpression.Attribute.of(name.text());
    }

    private Argument argument(boolean key) {
        skipBlanks();
        int index = at;
        if (take('[')) {
            if (!key) {
                throw mistake(index, "this argument is text; write \\[ for the character");
            }
            return bracketed(index);
        }
        Word word = word();
        return new Argument(word.text(), key ? attribute(word) : null, word.index());
    }

    private Argument bracketed(int index) {
        if (++depth > MAX_DEPTH) {
            throw mistake(index, "keys are nested too deeply");
        }
        KeyExpression nested = key();
        if (!take(']')) {
            throw mistake(index, "'[' is never closed");
        }
        depth--;
        skipBlanks();
        return new Argument("", nested, index);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    /** Reads up to the next separator, without the blanks around. */
    private Word word() {
        skipBlanks();
        int index = at;
        StringBuilder word = new StringBuilder();
        int keep = 0; // length up to the last character that is no blank or was escaped
        boolean escaped = false;
        while (at < text.length() && !isSeparator()) {
            char c = text.charAt(at++);
            boolean literal = c == '\\';
            if (literal) {
                if (at == text.length()) {
                    throw mistake(at - 1, "'\\' has nothing behind it");
                }
                c = text.charAt(at++);
                escaped = true;
            }
            word.append(c);
            keep = literal || c > ' ' ? word.length() : keep;
        }
        return new Word(word.substring(0, keep), index, escaped);
    }

    private boolean isSeparator() {
        char c = text.charAt(at);
        if (c == ':' || c == '[' || c == ']' || c == ',' && depth == 0) {
            return true;
        }
        if (!inFilter || depth > 0) {
            return false;
        }
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return "=~&|()".indexOf(c) >= 0 || c == '!' && (next == '=' || next == '~');
    }
}
