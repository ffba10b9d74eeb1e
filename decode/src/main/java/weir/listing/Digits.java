package weir.listing;

import java.nio.charset.StandardCharsets;

/**
 * Writes numbers into a byte array, digit by digit.
 *
 * <p>Each method writes from an index on and answers the index behind what it wrote, so that the position of a whole
 * line can stay in a register. The caller has made room: {@value #LONGEST} bytes for a number.
 *
 * <p>Thread: any; no state.
 */
final class Digits {

    /** Room for the longest number, or address but IPv6. */
    static final int LONGEST = 24;
    /** Bytes of an IPv6 address. */
    static final int IP6 = 39;

    private static final int BILLION = 1_000_000_000;
    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] UPPER = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    /** Digits of the numbers below a thousand: one in each of the lower three bytes, first digit lowest. */
    private static final int[] THREE = new int[1000];
    /** The same without leading zeros, and in the highest byte how many there are. */
    private static final int[] FEW = new int[1000];

    static {
        for (int i = 0; i < 1000; i++) {
            THREE[i] = '0' + i / 100 | '0' + i / 10 % 10 << 8 | '0' + i % 10 << 16;
            int zeros = i < 10 ? 2 : i < 100 ? 1 : 0;
            FEW[i] = THREE[i] >>> 8 * zeros | 3 - zeros << 24;
        }
    }

    private Digits() {}

    /** A signed 32-bit number. */
    static int signed(byte[] to, int at, int value) {
        if (value >= 0) {
            return small(to, at, value);
        }
        to[at] = '-';
        return unsigned(to, at + 1, -(long) value);
    }

    /** An unsigned 64-bit number. */
    static int unsigned(byte[] to, int at, long value) {
        if (value >= 0 && value <= Integer.MAX_VALUE) {
            return small(to, at, (int) value);
        }
        long upper = value >= 0 ? value / BILLION : Long.divideUnsigned(value, BILLION);
        return nine(to, unsigned(to, at, upper), (int) (value - upper * BILLION));
    }

    private static int small(byte[] to, int at, int value) {
        if (value < 1000) {
            return few(to, at, value);
        }
        int upper = value / 1000;
        return three(to, small(to, at, upper), value - upper * 1000);
    }

    /** A number below a thousand; may write behind the answered index. */
    private static int few(byte[] to, int at, int value) {
        int digits = FEW[value];
        to[at] = (byte) digits;
        to[at + 1] = (byte) (digits >> 8);
        to[at + 2] = (byte) (digits >> 16);
        return at + (digits >> 24);
    }

    private static int three(byte[] to, int at, int value) {
        int digits = THREE[value];
        to[at] = (byte) digits;
        to[at + 1] = (byte) (digits >> 8);
        to[at + 2] = (byte) (digits >> 16);
        return at + 3;
    }

    private static int nine(byte[] to, int at, int value) {
        int upper = value / 1000;
        int first = upper / 1000;
        int next = three(to, at, first);
        next = three(to, next, upper - first * 1000);
        return three(to, next, value - upper * 1000);
    }

    /** Lower-case hexadecimal digits, the given number of them or as many as are needed, whichever is more. */
    static int hex(byte[] to, int at, long value, int least) {
        int needed = (Long.SIZE - Long.numberOfLeadingZeros(value) + 3) / 4;
        return hexExactly(to, at, value, Math.max(least, needed));
    }

    private static int hexExactly(byte[] to, int at, long value, int count) {
        int end = at + count;
        long rest = value;
        for (int i = end - 1; i >= at; i--) {
            to[i] = LOWER[(int) rest & 0xF];
            rest >>>= 4;
        }
        return end;
    }

    /** Twelve lower-case hexadecimal digits. */
    static int mac(byte[] to, int at, long bits) {
        int middle = hexExactly(to, at, bits >>> 24, 6);
        return hexExactly(to, middle, bits, 6);
    }

    /** Dotted decimal. */
    static int ip4(byte[] to, int at, int bits) {
        int next = few(to, at, bits >>> 24);
        to[next] = '.';
        next = few(to, next + 1, bits >>> 16 & 0xFF);
        to[next] = '.';
        next = few(to, next + 1, bits >>> 8 & 0xFF);
        to[next] = '.';
        return few(to, next + 1, bits & 0xFF);
    }

    /** Eight groups of four hexadecimal digits, none left out. */
    static int ip6(byte[] to, int at, long high, long low) {
        int next = at;
        for (int i = 0; i < 8; i++) {
            if (i > 0) {
                to[next++] = ':';
            }
            next = hexExactly(to, next, (i < 4 ? high : low) >>> 48 - 16 * (i & 3), 4);
        }
        return next;
    }

    /** Upper-case hexadecimal digits of bytes with dashes between them; takes room for one dash more. */
    static int dashed(byte[] to, int at, byte[] source, int start, int count) {
        int next = at;
        for (int i = start; i < start + count; i++) {
            to[next] = UPPER[source[i] >>> 4 & 0xF];
            to[next + 1] = UPPER[source[i] & 0xF];
            to[next + 2] = '-';
            next += 3;
        }
        return count == 0 ? at : next - 1;
    }
}
