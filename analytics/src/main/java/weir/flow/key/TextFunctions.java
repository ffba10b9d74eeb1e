package weir.flow.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import weir.flow.attribute.AttributeReader;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.SampleContext;
import weir.flow.attribute.TextBuffer;

/** Key functions that work on text: {@code concat prefix suffix first lc uc hash}. */
final class TextFunctions {

    private static final byte[] HASH_SEPARATOR = {','};

    private TextFunctions() {}

    private static EvaluatedKey text(AttributeReader reader, EvaluatedKey... keys) {
        return new EvaluatedKey(reader, KeyFormat.TEXT, LogicFunctions.all(keys));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All values with a text between them. */
    static EvaluatedKey concat(List<Argument> arguments, KeyCompiler compiler) {
        byte[] between = utf8(arguments.getFirst().text());
        EvaluatedKey[] keys = compiler.keys(arguments.subList(1, arguments.size()));
        AttributeReader reader = (sample, into) -> {
            TextBuffer out = into.startText();
            for (int i = 0; i < keys.length; i++) {
                KeyValue value = keys[i].of(sample);
                if (value == null) {
                    return false;
                }
                if (i > 0) {
                    out.utf8(between);
                }
                value.appendTo(out);
            }
            return into.endText();
        };
        return text(reader, keys);
    }

    /** CRC-32 of all values, the same in every run. */
    static EvaluatedKey hash(List<Argument> arguments, KeyCompiler compiler) {
        EvaluatedKey[] keys = compiler.keys(arguments);
        return text(new Hash(keys), keys);
    }

    private static final class Hash implements AttributeReader {
        private static final int DIGITS = 8;
        private final EvaluatedKey[] keys;
        private final TextView view = new TextView();
        private final CRC32 crc = new CRC32();

        Hash(EvaluatedKey[] keys) {
            this.keys = keys;
        }

        @Override
        public boolean read(SampleContext sample, KeyValue into) {
            crc.reset();
            for (int i = 0; i < keys.length; i++) {
                KeyValue value = keys[i].of(sample);
                if (value == null) {
                    return false;
                }
                if (i > 0) {
                    crc.update(HASH_SEPARATOR);
                }
                view.of(value);
                crc.update(view.bytes(), view.start(), view.end() - view.start());
            }
            into.startText().hexLower(crc.getValue(), DIGITS);
            return into.endText();
        }
    }

    /** The first tokens. */
    static EvaluatedKey prefix(List<Argument> arguments, KeyCompiler compiler) {
        byte[] delimiter = utf8(arguments.get(1).text());
        int count = Integer.parseInt(arguments.get(2).text());
        return tokens(arguments, compiler, (view, into) -> {
            int at = view.start();
            for (int i = 0; i < count; i++) {
                int end = view.indexOf(delimiter, at);
                if (end < 0) {
                    return into.text(view.bytes(), view.start(), view.end());
                }
                at = end + delimiter.length;
            }
            return into.text(view.bytes(), view.start(), at - delimiter.length);
        });
    }

    /** The last tokens. */
    static EvaluatedKey suffix(List<Argument> arguments, KeyCompiler compiler) {
        byte[] delimiter = utf8(arguments.get(1).text());
        int count = Integer.parseInt(arguments.get(2).text());
        return tokens(arguments, compiler, (view, into) -> {
            int before = view.end();
            for (int i = 0; i < count; i++) {
                int begin = view.lastIndexOf(delimiter, before);
                if (begin < 0) {
                    return into.text(view.bytes(), view.start(), view.end());
                }
                before = begin;
            }
            return into.text(view.bytes(), before + delimiter.length, view.end());
        });
    }

    /** The first token that is one of the wanted. */
    static EvaluatedKey first(List<Argument> arguments, KeyCompiler compiler) {
        byte[] delimiter = utf8(arguments.get(1).text());
        List<byte[]> wanted = new ArrayList<>();
        arguments.subList(2, arguments.size()).forEach(argument -> wanted.add(utf8(argument.text())));
        return tokens(arguments, compiler, (view, into) -> {
            int at = view.start();
            while (at <= view.end()) {
                int next = view.indexOf(delimiter, at);
                int end = next < 0 ? view.end() : next;
                for (int i = 0; i < wanted.size(); i++) {
                    if (view.equalsAt(at, end, wanted.get(i))) {
                        return into.text(view.bytes(), at, end);
                    }
                }
                at = end + delimiter.length;
            }
            return false;
        });
    }

    /** Picks a part of a text. */
    private interface Picker {
        boolean pick(TextView view, KeyValue into);
    }

    private static EvaluatedKey tokens(List<Argument> arguments, KeyCompiler compiler, Picker picker) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        TextView view = new TextView();
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            return value != null && picker.pick(view.of(value), into);
        };
        return text(reader, key);
    }

    /** What is wrong with delimiter and number of tokens. Absent: null. */
    static @Nullable String checkTokens(List<Argument> arguments) {
        String count = arguments.get(2).text();
        if (!count.matches("0{0,8}[1-9][0-9]{0,8}")) {
            return "'" + count + "' is not a number of tokens, 1 or more";
        }
        return checkDelimiter(arguments);
    }

    /** What is wrong with a delimiter. Absent: null. */
    static @Nullable String checkDelimiter(List<Argument> arguments) {
        return arguments.get(1).text().isEmpty() ? "the delimiter is empty" : null;
    }

    /** Lower case. */
    static EvaluatedKey lower(List<Argument> arguments, KeyCompiler compiler) {
        return cased(arguments, compiler, false);
    }

    /** Upper case. */
    static EvaluatedKey upper(List<Argument> arguments, KeyCompiler compiler) {
        return cased(arguments, compiler, true);
    }

    private static EvaluatedKey cased(List<Argument> arguments, KeyCompiler compiler, boolean up) {
        EvaluatedKey key = compiler.key(arguments.getFirst());
        TextView view = new TextView();
        AttributeReader reader = (sample, into) -> {
            KeyValue value = key.of(sample);
            if (value == null) {
                return false;
            }
            write(view.of(value), up, into.startText());
            return into.endText();
        };
        return text(reader, key);
    }

    /** ASCII byte by byte; other text, which is rare, as a string, because case can change its length. */
    private static void write(TextView view, boolean up, TextBuffer out) {
        boolean ascii = true;
        for (int i = view.start(); i < view.end(); i++) {
            ascii = ascii && view.bytes()[i] >= 0;
        }
        if (!ascii) {
            String text = new String(view.bytes(), view.start(), view.end() - view.start(), StandardCharsets.UTF_8);
            out.utf8(utf8(up ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT)));
            return;
        }
        for (int i = view.start(); i < view.end(); i++) {
            char c = (char) view.bytes()[i];
            out.ascii(up ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
    }
}
