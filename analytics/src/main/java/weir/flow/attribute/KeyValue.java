package weir.flow.attribute;

import java.util.Arrays;

/**
 * The value of one attribute of the sample at hand: a number, an address or text, as its {@link #format()} says.
 *
 * <p>Readers set it with the methods that answer {@code true}, so that they can end with {@code return into.unsigned(…)};
 * a reader that finds nothing leaves it alone and answers {@code false}.
 *
 * <p>Lifetime and thread: reused; valid until the next sample. One thread.
 */
public final class KeyValue {

    private KeyFormat format = KeyFormat.TEXT;
    private long high;
    private long low;
    private int prefixLength;
    private byte[] bytes = {};
    private int start;
    private int end;
    private final TextBuffer written = new TextBuffer();

    /** How the value is to be read and written. */
    public KeyFormat format() {
        return format;
    }

    /** Upper half of an IPv6 address; 0 for other values. */
    public long high() {
        return high;
    }

    /** The number, the bits of a {@code double}, the MAC or IPv4 address, or the lower half of an IPv6 address. */
    public long low() {
        return low;
    }

    /** Length of an address prefix. */
    public int prefixLength() {
        return prefixLength;
    }

    /** Array that holds the text. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the first byte of the text. */
    public int start() {
        return start;
    }

    /** Index behind the last byte of the text. */
    public int end() {
        return end;
    }

    /** Sets a number, a flag, bits, a MAC address or an interface. */
    public boolean unsigned(KeyFormat as, long number) {
        format = as;
        high = 0;
        low = number;
        return true;
    }

    /** Sets an integer of unknown sign. */
    public boolean signed(long number) {
        return unsigned(number < 0 ? KeyFormat.S64 : KeyFormat.U64, number);
    }

    /** Sets a number with a fraction. */
    public boolean real(double number) {
        return unsigned(KeyFormat.REAL, Double.doubleToLongBits(number));
    }

    /** Sets a flag. */
    public boolean flag(boolean value) {
        return unsigned(KeyFormat.BOOLEAN, value ? 1 : 0);
    }

    /** Sets an IPv4 address. */
    public boolean ipv4(long address) {
        return unsigned(KeyFormat.IPV4, address & 0xFFFF_FFFFL);
    }

    /** Sets an IPv6 address. */
    public boolean ipv6(long upper, long lower) {
        unsigned(KeyFormat.IPV6, lower);
        high = upper;
        return true;
    }

    /** Sets an address prefix; {@code as} is {@link KeyFormat#PREFIX4} or {@link KeyFormat#PREFIX6}. */
    public boolean prefix(KeyFormat as, long upper, long lower, int bits) {
        unsigned(as, lower);
        high = upper;
        prefixLength = bits;
        return true;
    }

    /** Sets text that is well-formed UTF-8 and stays unchanged while this value is used. */
    public boolean text(byte[] source, int from, int to) {
        format = KeyFormat.TEXT;
        bytes = source;
        start = from;
        end = to;
        return true;
    }

    /** Sets text that is well-formed UTF-8. */
    public boolean text(byte[] source) {
        return text(source, 0, source.length);
    }

    /** Sets text from the wire: cut at its first NUL and at the bound, with replacements for what is no UTF-8. */
    public boolean wireText(byte[] source, int from, int to) {
        int limit = from;
        while (limit < to && source[limit] != 0) {
            limit++;
        }
        if (limit - from <= TextBuffer.MAX_LENGTH && Utf8.isAscii(source, from, limit)) {
            return text(source, from, limit);
        }
        startText().untrusted(source, from, limit);
        return endText();
    }

    /** Begins text that is written piece by piece; {@link #endText()} sets it. */
    public TextBuffer startText() {
        return written.clear();
    }

    /** Sets the text that was written since {@link #startText()}. */
    public boolean endText() {
        return text(written.bytes(), 0, written.length());
    }

    /** Takes the value of another; text is shared, not copied. */
    public boolean set(KeyValue other) {
        format = other.format;
        high = other.high;
        low = other.low;
        prefixLength = other.prefixLength;
        bytes = other.bytes;
        start = other.start;
        end = other.end;
        return true;
    }

    /** Writes the value as text. */
    public void appendTo(TextBuffer out) {
        format.append(this, out);
    }

    /** Whether this is an IPv4 or IPv6 address. */
    public boolean isAddress() {
        return format == KeyFormat.IPV4 || format == KeyFormat.IPV6;
    }

    /** Value as a number; text counts when it is a plain decimal number. Absent: NaN when it is none. */
    public double number() {
        return switch (format) {
            case U8, U16, U32 -> low;
            case U64 -> low >= 0 ? low : (low >>> 1) * 2.0;
            case S64 -> low;
            case REAL -> Double.longBitsToDouble(low);
            case INTERFACE -> InterfaceText.isIndex(low) ? low : Double.NaN;
            case TEXT -> DecimalText.parse(bytes, start, end);
            default -> Double.NaN;
        };
    }

    /** Whether another value of the same format has the same text. */
    public boolean sameValue(KeyValue other) {
        return switch (format) {
            case TEXT -> Arrays.equals(bytes, start, end, other.bytes, other.start, other.end);
            case IPV6 -> high == other.high && low == other.low;
            case PREFIX4, PREFIX6 -> high == other.high && low == other.low && prefixLength == other.prefixLength;
            default -> low == other.low;
        };
    }

    /** The text; allocates. */
    @Override
    public String toString() {
        TextBuffer out = new TextBuffer();
        appendTo(out);
        return out.toString();
    }
}
