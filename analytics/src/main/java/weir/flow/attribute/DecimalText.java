package weir.flow.attribute;

/** Reads decimal numbers from text without making strings. */
final class DecimalText {

    private static final int MAX_DIGITS = 18;

    private DecimalText() {}

    /** Value of a plain decimal number with optional sign and fraction. Absent: NaN when the text is none. */
    static double parse(byte[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative) {
            at++;
        }
        long whole = 0;
        int digits = 0;
        int behindPoint = -1;
        for (; at < to; at++) {
            int c = text[at];
            if (c == '.' && behindPoint < 0) {
                behindPoint = 0;
            } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
                whole = whole * 10 + (c - '0');
                digits++;
                behindPoint += behindPoint < 0 ? 0 : 1;
            } else {
                return Double.NaN;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        double value = whole / Math.pow(10, Math.max(0, behindPoint));
        return negative ? -value : value;
    }

    /** The unsigned number whose decimal text this is, without sign or leading zeros. Absent: -1, also beyond 2^63. */
    static long canonical(String text) {
        if (text.isEmpty() || text.length() > 19 || text.charAt(0) == '0' && text.length() > 1) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
