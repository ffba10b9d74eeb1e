package weir.topology;

/** Reads UUIDs from text, {@code 10325476-98ba-dcfe-0001-020304050607}, in either case, without making an object. */
final class UuidText {

    private static final int LENGTH = 36;
    private static final int HIGH_END = 18;

    private UuidText() {}

    /** Whether the bytes are a UUID. */
    static boolean isUuid(byte[] text, int from, int to) {
        if (to - from != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean fits = i == 8 || i == 13 || i == 18 || i == 23
                    ? text[from + i] == '-'
                    : Character.digit(text[from + i], 16) >= 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The upper half of a UUID that begins at an index. */
    static long high(byte[] text, int from) {
        return hex(text, from, from + HIGH_END);
    }

    /** The lower half of a UUID that begins at an index. */
    static long low(byte[] text, int from) {
        return hex(text, from + HIGH_END, from + LENGTH);
    }

    private static long hex(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            if (text[i] != '-') {
                value = value << 4 | Character.digit(text[i], 16);
            }
        }
        return value;
    }
}
