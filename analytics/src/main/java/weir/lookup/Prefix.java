package weir.lookup;

import java.util.Optional;
import weir.net.IpAddress;

/**
 * An address prefix, its host bits cleared.
 *
 * <p>Thread: any; immutable.
 *
 * @param address first address of the prefix
 * @param length number of leading bits that count
 */
public record Prefix(IpAddress address, int length) {

    /** Clears the host bits. */
    public Prefix {
        int width = address.v6() ? 128 : 32;
        if (length < 0 || length > width) {
            throw new IllegalArgumentException("prefix length " + length);
        }
        address = address.v6()
                ? IpAddress.v6(address.high() & highMask(length), address.low() & highMask(Math.max(0, length - 64)))
                : IpAddress.v4((int) (address.low() & highMask(length + 32) & 0xFFFF_FFFFL));
    }

    /** The last address of the prefix. */
    public IpAddress last() {
        if (!address.v6()) {
            return IpAddress.v4((int) (address.low() | ~highMask(length + 32) & 0xFFFF_FFFFL));
        }
        return IpAddress.v6(address.high() | ~highMask(length), address.low() | ~highMask(Math.max(0, length - 64)));
    }

    /**
     * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address. Absent: empty when the text is none of these,
     * or the length is out of range.
     */
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int width = address.get().v6() ? 128 : 32;
        int length = slash < 0 ? width : length(text.substring(slash + 1));
        return length < 0 || length > width ? Optional.empty() : Optional.of(new Prefix(address.get(), length));
    }

    private static int length(String digits) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : -1;
    }

    /** The given number of ones from the top of 64 bits; all of them for 64 and more. */
    private static long highMask(int ones) {
        return ones <= 0 ? 0 : ones >= 64 ? -1L : -1L << 64 - ones;
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
