package weir.flow.key;

import java.util.ArrayList;
import java.util.List;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.KeyWords;
import weir.flow.attribute.TextBuffer;

/**
 * How the keys of one definition are laid out in bytes, such that equal text is equal bytes.
 *
 * <p>The first byte says which of two forms follows. In the binary form each position is written in its format: four
 * bytes for an IPv4 address, two for a port, a length and bytes for text. That is one to one with the text as long as
 * the text can be taken apart at its separators. Where it cannot, because the separator may occur in more than one
 * position, and where a custom flow has a value that the format of a position cannot hold, the joined text follows.
 *
 * <p>Thread: any; immutable.
 */
public final class KeyLayout {

    /** First byte of a key in the binary form. */
    static final int BINARY = 0;

    private static final int JOINED = 1;

    private final List<KeyFormat> formats;
    private final byte[] separator;
    private final String separatorText;
    private final boolean binary;
    private final int width;

    /**
     * A layout.
     *
     * @param formats formats of the positions
     * @param separator text between values
     * @param needsFields whether the values must be found again, as for IPFIX, even if the separator is ill chosen
     */
    KeyLayout(List<KeyFormat> formats, String separator, boolean needsFields) {
        this.formats = List.copyOf(formats);
        this.separatorText = separator;
        this.separator = separator.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        this.binary = needsFields || canBeTakenApart(formats, separator);
        boolean fixed = binary && this.formats.stream().allMatch(format -> format.width() >= 0);
        width = fixed ? 1 + this.formats.stream().mapToInt(KeyFormat::width).sum() : -1;
    }

    /** Bytes of keys in the binary form. Absent: -1 when some position holds text, whose length varies. */
    public int width() {
        return width;
    }

    /**
     * Writes the values of all positions as words: the bytes that {@link #write} writes behind the one for the form, first byte
     * first, zeros behind them. Only for layouts that have a {@link #width()}.
     *
     * @param out was started
     * @return false when some position cannot hold its value, and the key needs the joined form
     */
    boolean pack(KeyValue[] values, KeyWords out) {
        for (int i = 0; i < values.length; i++) {
            KeyFormat format = formats.get(i);
            if (!format.holds(values[i])) {
                return false;
            }
            format.encode(values[i], out);
        }
        out.end();
        return true;
    }

    /** Whether some character of the separator occurs in one position at most: then it marks where values end. */
    private static boolean canBeTakenApart(List<KeyFormat> formats, String separator) {
        if (formats.size() < 2) {
            return true;
        }
        return separator
                .chars()
                .anyMatch(c -> formats.stream()
                                .filter(format -> format.mayContain((char) c))
                                .count()
                        <= 1);
    }

    /** Formats of the positions. */
    public List<KeyFormat> formats() {
        return formats;
    }

    /** Writes the values of all positions as a key. */
    void write(KeyValue[] values, KeyBuffer out, TextBuffer scratch) {
        out.clear();
        if (binary && holdsAll(values)) {
            out.u8(BINARY);
            for (int i = 0; i < values.length; i++) {
                formats.get(i).encode(values[i], out, scratch);
            }
            return;
        }
        out.u8(JOINED);
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                out.raw(separator, 0, separator.length);
            }
            values[i].appendTo(scratch.clear());
            out.raw(scratch.bytes(), 0, scratch.length());
        }
    }

    /** Text from a custom flow may be what a format holds, and is then turned into it. */
    private boolean holdsAll(KeyValue[] values) {
        for (int i = 0; i < values.length; i++) {
            KeyFormat format = formats.get(i);
            if (!format.holds(values[i])) {
                KeyValue parsed = new KeyValue();
                if (!format.parse(values[i].toString(), parsed)) {
                    return false;
                }
                values[i] = parsed;
            }
        }
        return true;
    }

    /** Text of a key: its values with the separator between them. */
    public String text(byte[] bytes, int from, int length) {
        return String.join(separatorText, fields(bytes, from, length));
    }

    /**
     * The values of a key as text.
     *
     * <p>Shape: one for each position; of a key in the joined form, what is between separators, which can be more or
     * fewer.
     */
    public List<String> fields(byte[] bytes, int from, int length) {
        if (bytes[from] == JOINED) {
            String text = new String(bytes, from + 1, length - 1, java.nio.charset.StandardCharsets.UTF_8);
            return separatorText.isEmpty()
                    ? List.of(text)
                    : List.of(text.split(java.util.regex.Pattern.quote(separatorText), -1));
        }
        List<String> fields = new ArrayList<>(formats.size());
        KeyValue value = new KeyValue();
        int at = from + 1;
        for (KeyFormat format : formats) {
            at = format.decode(bytes, at, value);
            fields.add(value.toString());
        }
        return fields;
    }

    /**
     * Sets the value of one position.
     *
     * @return false when the key is in the joined form, where positions cannot be told apart
     */
    public boolean value(byte[] bytes, int from, int position, KeyValue into) {
        if (bytes[from] == JOINED) {
            return false;
        }
        int at = from + 1;
        for (int i = 0; i <= position; i++) {
            at = formats.get(i).decode(bytes, at, into);
        }
        return true;
    }
}
