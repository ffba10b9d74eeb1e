package weir.net;

import java.util.Optional;

/** Text forms of addresses: dotted decimal, RFC 5952 and colon-less MAC. */
public final class AddressText {

    private static final int GROUPS = 8;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private AddressText() {}

    /** Dotted decimal. */
    public static String v4(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }

    /** Compressed lower-case IPv6 text, with dotted decimal in IPv4-mapped addresses. Source: RFC 5952, 4 and 5. */
    public static String v6(long high, long low) {
        if (high == 0 && low >>> 32 == 0xFFFF) {
            return "::ffff:" + v4((int) low);
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> 48 - 16 * i & 0xFFFF);
            groups[i + 4] = (int) (low >>> 48 - 16 * i & 0xFFFF);
        }
        int gap = longestGap(groups);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i = endOfGap(groups, gap) - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** Start of the longest run of at least two zero groups, the first of equally long ones; -1 when there is none. */
    private static int longestGap(int[] groups) {
        int longest = -1;
        int length = 1;
        for (int start = 0; start < GROUPS; start++) {
            int here = endOfGap(groups, start) - start;
            if (here > length) {
                longest = start;
                length = here;
            }
        }
        return longest;
    }

    private static int endOfGap(int[] groups, int start) {
        int end = start;
        while (end < GROUPS && groups[end] == 0) {
            end++;
        }
        return end;
    }

    /** Twelve lower-case hex digits of the lower 48 bits. */
    public static String mac(long bits) {
        char[] text = new char[12];
        for (int i = 0; i < 12; i++) {
            text[i] = HEX[(int) (bits >>> 44 - 4 * i & 0xF)];
        }
        return new String(text);
    }

    static Optional<IpAddress> parse(String text) {
        if (text.indexOf(':') >= 0) {
            return parseV6(text);
        }
        long v4 = parseV4(text);
        return v4 < 0 ? Optional.empty() : Optional.of(IpAddress.v4((int) v4));
    }

    /** The 32 bits, or -1. Accepts exactly four decimal parts; one with a zero before it may be meant as octal. */
    private static long parseV4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long bits = 0;
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return -1;
            }
            int value = Integer.parseInt(part);
            if (value > 255 || part.length() > 1 && part.charAt(0) == '0') {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return bits;
    }

    private static Optional<IpAddress> parseV6(String text) {
        String plain = text;
        int lastColon = text.lastIndexOf(':');
        if (text.indexOf('.') > lastColon) {
            long v4 = parseV4(text.substring(lastColon + 1));
            if (v4 < 0) {
                return Optional.empty();
            }
            plain = text.substring(0, lastColon + 1)
                    + Long.toHexString(v4 >>> 16)
                    + ":"
                    + Long.toHexString(v4 & 0xFFFF);
        }
        int gap = plain.indexOf("::");
        if (gap >= 0 && plain.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] head = groups(gap < 0 ? plain : plain.substring(0, gap));
        int[] tail = groups(gap < 0 ? "" : plain.substring(gap + 2));
        int count = head.length + tail.length;
        if (head == BAD || tail == BAD || (gap < 0 ? count != GROUPS : count >= GROUPS)) {
            return Optional.empty();
        }
        long[] halves = new long[2];
        for (int i = 0; i < GROUPS; i++) {
            int fromTail = i - (GROUPS - tail.length);
            int group = i < head.length ? head[i] : fromTail >= 0 ? tail[fromTail] : 0;
            halves[i / 4] = halves[i / 4] << 16 | group;
        }
        return Optional.of(IpAddress.v6(halves[0], halves[1]));
    }

    private static final int[] BAD = new int[GROUPS + 1];

    private static int[] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty()
                    || parts[i].length() > 4
                    || !parts[i].chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
                return BAD;
            }
            groups[i] = Integer.parseInt(parts[i], 16);
        }
        return groups;
    }
}
