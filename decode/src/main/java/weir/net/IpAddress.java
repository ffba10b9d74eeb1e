package weir.net;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address.
 *
 * <p>Order: IPv4 before IPv6, then by unsigned value, so that every listing by agent has one fixed order. Text: dotted
 * decimal, or the compressed lower-case form of RFC 5952. An IPv4-mapped IPv6 address stays IPv6.
 *
 * <p>Thread: any; immutable.
 *
 * @param v6 whether this is an IPv6 address
 * @param high upper 64 bits; 0 for IPv4
 * @param low lower 64 bits; for IPv4 the address in the lower 32
 */
public record IpAddress(boolean v6, long high, long low) implements Comparable<IpAddress> {

    /** An IPv4 address from its 32 bits. */
    public static IpAddress v4(int bits) {
        return new IpAddress(false, 0, bits & 0xFFFF_FFFFL);
    }

    /** An IPv6 address from its two halves. */
    public static IpAddress v6(long high, long low) {
        return new IpAddress(true, high, low);
    }

    /**
     * An address from its bytes in network order.
     *
     * @throws IllegalArgumentException the length is neither 4 nor 16
     */
    public static IpAddress of(byte[] bytes, int start, int length) {
        return switch (length) {
            case 4 -> v4((int) bits(bytes, start, 4));
            case 16 -> v6(bits(bytes, start, 8), bits(bytes, start + 8, 8));
            default -> throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + length);
        };
    }

    private static long bits(byte[] bytes, int start, int length) {
        long bits = 0;
        for (int i = start; i < start + length; i++) {
            bits = bits << 8 | bytes[i] & 0xFF;
        }
        return bits;
    }

    /** Reads an address from text. Absent: empty when the text is not an address; a name is never looked up. */
    public static Optional<IpAddress> parse(String text) {
        return AddressText.parse(text);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (v6 != other.v6) {
            return v6 ? 1 : -1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public int hashCode() {
        long mixed = (high * 0x9E3779B97F4A7C15L ^ low) * 0xC2B2AE3D27D4EB4FL;
        return (int) (mixed ^ mixed >>> 32);
    }

    /** The canonical text form. */
    @Override
    public String toString() {
        return v6 ? AddressText.v6(high, low) : AddressText.v4((int) low);
    }
}
