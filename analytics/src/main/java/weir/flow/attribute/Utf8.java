package weir.flow.attribute;

/** Tells well-formed UTF-8 from other bytes. Source: Unicode Standard, table 3-7. */
final class Utf8 {

    private Utf8() {}

    /** Whether all bytes are ASCII. */
    static boolean isAscii(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the well-formed character at a place, or 0 when there is none. */
    static int sizeAt(byte[] bytes, int at, int to) {
        int first = bytes[at];
        if (first >= 0) {
            return 1;
        }
        int size = first >= (byte) 0xF0 ? 4 : first >= (byte) 0xE0 ? 3 : 2;
        if (first < (byte) 0xC2 || first > (byte) 0xF4 || at + size > to) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean shortest = switch (first & 0xFF) {
            case 0xE0 -> second >= 0xA0; // less would fit in two bytes
            case 0xED -> second < 0xA0; // more would be a surrogate
            case 0xF0 -> second >= 0x90; // less would fit in three bytes
            case 0xF4 -> second < 0x90; // more would pass U+10FFFF
            default -> true;
        };
        return shortest ? size : 0;
    }
}
