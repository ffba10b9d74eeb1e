package weir.flow.key;

import weir.flow.attribute.KeyFormat;
import weir.flow.attribute.KeyValue;
import weir.flow.attribute.TextBuffer;

/**
 * The text of a value as a range of bytes: the value's own where it is text, else written here.
 *
 * <p>Lifetime and thread: reused; valid until the next call and no longer than the value. One thread.
 */
final class TextView {

    private final TextBuffer written = new TextBuffer();
    private byte[] bytes = {};
    private int start;
    private int end;

    TextView of(KeyValue value) {
        if (value.format() == KeyFormat.TEXT) {
            bytes = value.bytes();
            start = value.start();
            end = value.end();
        } else {
            value.appendTo(written.clear());
            bytes = written.bytes();
            start = 0;
            end = written.length();
        }
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Index of a text at or behind a place. Absent: -1. */
    int indexOf(byte[] wanted, int from) {
        for (int at = from; at + wanted.length <= end; at++) {
            if (startsWith(wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Index of the last occurrence of a text that ends at or before a place. Absent: -1. */
    int lastIndexOf(byte[] wanted, int before) {
        for (int at = before - wanted.length; at >= start; at--) {
            if (startsWith(wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    private boolean startsWith(byte[] wanted, int at) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes of a range are exactly these. */
    boolean equalsAt(int from, int to, byte[] other) {
        return java.util.Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    /** Whether two views show the same text. */
    boolean sameAs(TextView other) {
        return java.util.Arrays.equals(bytes, start, end, other.bytes, other.start, other.end);
    }
}
