package weir.listing;

/**
 * Writes text that came from the wire, whatever is in it.
 *
 * <p>Source: RFC 8259, section 7 (JSON strings); RFC 3629, section 4 (well-formed UTF-8).
 */
final class WireText {

    private static final String HEX = "0123456789abcdef";

    private WireText() {}

    /** Inside a JSON string: escaped, and each byte that is not UTF-8 replaced by U+FFFD. */
    static void json(ByteText out, byte[] bytes, int start, int length) {
        int end = start + length;
        int at = start;
        out.reserve(length);
        while (at < end) {
            int size = character(bytes, at, end);
            if (size > 1) {
                out.put(bytes, at, size);
            } else if (size == 0) {
                out.put("\\ufffd");
            } else if (bytes[at] == '"' || bytes[at] == '\\') {
                out.put('\\').put((char) bytes[at]);
            } else if (isControl(bytes[at])) {
                out.put("\\u00").put(digit(bytes[at] >> 4)).put(digit(bytes[at]));
            } else {
                out.put((char) bytes[at]);
            }
            at += Math.max(1, size);
        }
    }

    /**
     * For a terminal: control characters, which could end the line or speak to the terminal, and bytes that are not
     * UTF-8 become {@code \x} and two digits.
     */
    static void terminal(ByteText out, byte[] bytes, int start, int length) {
        int end = start + length;
        int at = start;
        out.reserve(length);
        while (at < end) {
            int size = character(bytes, at, end);
            boolean secondControlSet = size == 2 && (bytes[at] & 0xFF) == 0xC2 && (bytes[at + 1] & 0xFF) < 0xA0;
            if (size > 1 && !secondControlSet) {
                out.put(bytes, at, size);
            } else if (size == 1 && !isControl(bytes[at])) {
                out.put((char) bytes[at]);
            } else {
                for (int i = at; i < at + Math.max(1, size); i++) {
                    out.put("\\x").put(digit(bytes[i] >> 4)).put(digit(bytes[i]));
                }
            }
            at += Math.max(1, size);
        }
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < 0x20 || b == 0x7F;
    }

    private static char digit(int nibble) {
        return HEX.charAt(nibble & 0xF);
    }

    /** Bytes of the character at an index; 0 when it is not UTF-8. */
    private static int character(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || end - at < size) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = first == 0xE0 && second < 0xA0 || first == 0xF0 && second < 0x90;
        boolean surrogate = first == 0xED && second >= 0xA0;
        boolean beyond = first == 0xF4 && second >= 0x90;
        return overlong || surrogate || beyond ? 0 : size;
    }
}
