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

    /** Takes in bytes that were written behind the end, into room that was reserved. */
    void length(int end) {
        length = end;
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
        reserve(Digits.LONGEST);
        length = Digits.unsigned(bytes, length, value);
        return this;
    }

    /** A signed number. */
    ByteText signed(int value) {
        reserve(Digits.LONGEST);
        length = Digits.signed(bytes, length, value);
        return this;
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
        reserve(Digits.LONGEST);
        length = Digits.hex(bytes, length, value, least);
        return this;
    }

    /** Upper-case hexadecimal digits of bytes with dashes between them. */
    ByteText dashed(byte[] source, int start, int count) {
        reserve(3 * count);
        length = Digits.dashed(bytes, length, source, start, count);
        return this;
    }

    /** Twelve lower-case hexadecimal digits. */
    ByteText mac(long bits) {
        reserve(Digits.LONGEST);
        length = Digits.mac(bytes, length, bits);
        return this;
    }

    /** Dotted decimal. */
    ByteText ip4(int bits) {
        reserve(Digits.LONGEST);
        length = Digits.ip4(bytes, length, bits);
        return this;
    }

    /** Eight groups of four hexadecimal digits, none left out. */
    ByteText ip6(long high, long low) {
        reserve(Digits.IP6);
        length = Digits.ip6(bytes, length, high, low);
        return this;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
