package weir.listing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text being made as bytes. Numbers are written digit by digit, so nothing is allocated once the array is long enough.
 *
 * <p>Thread: one.
 */
public final class ByteText {

    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];
    private static final int LONGEST_NUMBER = 20;

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private byte[] bytes;
    private int length;

    /** Empty text with some room. */
    public ByteText(int capacity) {
        bytes = new byte[capacity];
    }

    /** Fixed text. */
    static ByteText of(String ascii) {
        return new ByteText(ascii.length()).put(ascii);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    ByteText clear() {
        length = 0;
        return this;
    }

    /** Takes back the last bytes. */
    void shorten(int count) {
        length -= count;
    }

    /** Makes room, so that the next bytes are put without growing. */
    void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }

    ByteText put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    ByteText put(byte[] source) {
        return put(source, 0, source.length);
    }

    ByteText put(byte[] source, int start, int count) {
        reserve(count);
        System.arraycopy(source, start, bytes, length, count);
        length += count;
        return this;
    }

    ByteText put(String ascii) {
        return put(ascii.getBytes(StandardCharsets.UTF_8));
    }

    ByteText put(ByteText other) {
        return put(other.bytes, 0, other.length);
    }

    /** An unsigned 64-bit number. */
    ByteText number(long value) {
        reserve(LONGEST_NUMBER);
        if (value >= 0 && value <= Integer.MAX_VALUE) {
            digits((int) value);
        } else if (value >= 0) {
            long upper = value / 1_000_000_000;
            number(upper);
            padded((int) (value - upper * 1_000_000_000));
        } else {
            long upper = Long.divideUnsigned(value, 1_000_000_000);
            number(upper);
            padded((int) (value - upper * 1_000_000_000));
        }
        return this;
    }

    /** A signed number. */
    ByteText signed(int value) {
        if (value < 0) {
            put('-');
        }
        return number(Math.abs((long) value));
    }

    private void digits(int value) {
        int count = 1;
        for (long bound = 10; value >= bound; bound *= 10) {
            count++;
        }
        int at = length + count;
        length = at;
        int rest = value;
        while (rest >= 100) {
            int upper = rest / 100;
            int pair = rest - upper * 100;
            bytes[--at] = ONES[pair];
            bytes[--at] = TENS[pair];
            rest = upper;
        }
        if (rest >= 10) {
            bytes[--at] = ONES[rest];
            bytes[--at] = TENS[rest];
        } else {
            bytes[--at] = ONES[rest];
        }
    }

    /** Nine digits. */
    private void padded(int value) {
        int rest = value;
        for (int at = length + 8; at >= length; at--) {
            int upper = rest / 10;
            bytes[at] = ONES[rest - upper * 10];
            rest = upper;
        }
        length += 9;
    }

    /** Digits with a point, rounded half to even as C does. */
    ByteText decimal(double value, int places) {
        if (Double.isNaN(value)) {
            return put("nan");
        }
        if (Double.isInfinite(value)) {
            return put(value > 0 ? "inf" : "-inf");
        }
        boolean negative = value < 0 || 1 / value < 0;
        if (negative) {
            put('-');
        }
        return put(new BigDecimal(Math.abs(value))
                .setScale(places, RoundingMode.HALF_EVEN)
                .toPlainString());
    }

    /** Lower-case hexadecimal digits, the given number of them or as many as are needed, whichever is more. */
    ByteText hex(long value, int least) {
        int count = Math.max(least, (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) / 4);
        reserve(count);
        for (int i = count - 1; i >= 0; i--) {
            bytes[length++] = LOWER[(int) (value >>> 4 * i) & 0xF];
        }
        return this;
    }

    /** Upper-case hexadecimal digits of bytes with dashes between them. */
    ByteText dashed(byte[] source, int start, int count) {
        if (count == 0) {
            return this;
        }
        reserve(3 * count);
        byte[] to = bytes;
        int at = length;
        for (int i = start; i < start + count; i++) {
            to[at] = UPPER[source[i] >>> 4 & 0xF];
            to[at + 1] = UPPER[source[i] & 0xF];
            to[at + 2] = '-';
            at += 3;
        }
        length = at - 1;
        return this;
    }

    /** Twelve lower-case hexadecimal digits. */
    ByteText mac(long bits) {
        return hex(bits & 0xFFFF_FFFF_FFFFL, 12);
    }

    /** Dotted decimal. */
    ByteText ip4(int bits) {
        reserve(15);
        digits(bits >>> 24);
        bytes[length++] = '.';
        digits(bits >>> 16 & 0xFF);
        bytes[length++] = '.';
        digits(bits >>> 8 & 0xFF);
        bytes[length++] = '.';
        digits(bits & 0xFF);
        return this;
    }

    /** Eight groups of four hexadecimal digits, none left out. */
    ByteText ip6(long high, long low) {
        reserve(39);
        for (int i = 0; i < 8; i++) {
            if (i > 0) {
                bytes[length++] = ':';
            }
            hex((i < 4 ? high : low) >>> 48 - 16 * (i & 3) & 0xFFFF, 4);
        }
        return this;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
