package weir.flow.attribute;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text being written as UTF-8 bytes, without a string per sample.
 *
 * <p>Bound: {@value #MAX_LENGTH} bytes; what is written beyond is cut off at a character.
 *
 * <p>Thread: one; reused.
 */
public final class TextBuffer {

    /** Longest text of one attribute, in bytes; the structures that carry text allow 255. */
    public static final int MAX_LENGTH = 1024;

    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);
    private static final int IP6_GROUPS = 8;
    private static final double PLAIN_LIMIT = 1e15;

    private byte[] bytes = new byte[64];
    private int length;

    /** The bytes written so far, and room behind them; valid until more is written. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of bytes written. */
    public int length() {
        return length;
    }

    /** Starts anew. */
    public TextBuffer clear() {
        length = 0;
        return this;
    }

    /** Writes one ASCII character. */
    public TextBuffer ascii(char character) {
        if (length < MAX_LENGTH) {
            ensure(1);
            bytes[length++] = (byte) character;
        }
        return this;
    }

    /** Writes UTF-8 bytes that are known to be well formed. */
    public TextBuffer utf8(byte[] source, int from, int to) {
        int count = to - from;
        if (count > MAX_LENGTH - length) {
            count = MAX_LENGTH - length;
            while (count > 0 && (source[from + count] & 0xC0) == 0x80) {
                count--;
            }
        }
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    /** Writes UTF-8 bytes that are known to be well formed. */
    public TextBuffer utf8(byte[] source) {
        return utf8(source, 0, source.length);
    }

    /** Writes bytes from the wire that should be UTF-8; each byte that is not becomes a replacement character. */
    public TextBuffer untrusted(byte[] source, int from, int to) {
        int at = from;
        while (at < to) {
            int size = Utf8.sizeAt(source, at, to);
            if (size > 0) {
                utf8(source, at, at + size);
                at += size;
            } else {
                utf8(REPLACEMENT);
                at++;
            }
        }
        return this;
    }

    /** Writes an unsigned number in decimal. */
    public TextBuffer decimal(long unsigned) {
        if (unsigned < 0) {
            long tens = Long.divideUnsigned(unsigned, 10);
            return decimal(tens).ascii((char) ('0' + (unsigned - tens * 10)));
        }
        ensure(20);
        int digits = 1;
        for (long rest = unsigned; rest >= 10; rest /= 10) {
            digits++;
        }
        if (length + digits > MAX_LENGTH) {
            return this;
        }
        long rest = unsigned;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** Writes a signed number in decimal. */
    public TextBuffer signed(long number) {
        return number < 0 ? ascii('-').decimal(-number) : decimal(number);
    }

    /**
     * Writes a number with its fraction, {@code 1000.0}, in powers of ten only where it is very large or small; allocates
     * when there is more than a zero behind the point.
     */
    public TextBuffer real(double number) {
        double size = Math.abs(number);
        if (number == Math.rint(number) && size < PLAIN_LIMIT) {
            long whole = (long) number;
            return whole == 0 && 1 / number < 0 ? ascii("-0.0") : signed(whole).ascii(".0");
        }
        boolean plain = size >= 1 / PLAIN_LIMIT && size < PLAIN_LIMIT;
        String text = Double.toString(number);
        return ascii(plain ? new BigDecimal(text).toPlainString() : text);
    }

    /** Writes ASCII text. */
    public TextBuffer ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            ascii(text.charAt(i));
        }
        return this;
    }

    /** Writes the lowest bits, most significant first. */
    public TextBuffer bits(long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            ascii((char) ('0' + (value >>> i & 1)));
        }
        return this;
    }

    /** Writes upper-case hexadecimal digits. */
    public TextBuffer hexUpper(long value, int digits) {
        return hex(value, digits, UPPER);
    }

    /** Writes lower-case hexadecimal digits. */
    public TextBuffer hexLower(long value, int digits) {
        return hex(value, digits, LOWER);
    }

    private TextBuffer hex(long value, int digits, byte[] alphabet) {
        for (int i = digits - 1; i >= 0; i--) {
            ascii((char) alphabet[(int) (value >>> 4 * i & 0xF)]);
        }
        return this;
    }

    /** Writes an IPv4 address. */
    public TextBuffer ipv4(long bits) {
        return decimal(bits >>> 24 & 0xFF)
                .ascii('.')
                .decimal(bits >>> 16 & 0xFF)
                .ascii('.')
                .decimal(bits >>> 8 & 0xFF)
                .ascii('.')
                .decimal(bits & 0xFF);
    }

    /** Writes an IPv6 address in its shortest form. Source: RFC 5952, section 4. */
    public TextBuffer ipv6(long high, long low) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < IP6_GROUPS; i++) {
            int end = i;
            while (end < IP6_GROUPS && group(high, low, end) == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        for (int i = 0; i < IP6_GROUPS; i++) {
            if (i == runStart) {
                ascii(':').ascii(':');
                i += runLength - 1;
            } else {
                if (i > 0 && i != runStart + runLength) {
                    ascii(':');
                }
                int group = group(high, low, i);
                hexLower(group, group > 0xFFF ? 4 : group > 0xFF ? 3 : group > 0xF ? 2 : 1);
            }
        }
        return this;
    }

    /** Writes an address as eight groups of four digits, the form of InfiniBand global identifiers. */
    public TextBuffer gid(long high, long low) {
        for (int i = 0; i < IP6_GROUPS; i++) {
            if (i > 0) {
                ascii(':');
            }
            hexLower(group(high, low, i), 4);
        }
        return this;
    }

    /** Whether exactly these bytes were written. */
    public boolean contentEquals(byte[] other, int from, int to) {
        return Arrays.equals(bytes, 0, length, other, from, to);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static int group(long high, long low, int index) {
        return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xFFFF;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
