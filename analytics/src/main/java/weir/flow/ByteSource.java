package weir.flow;

/** Bytes being read, every read checked. */
final class ByteSource {

    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int getInt() {
        int start = skip(Integer.BYTES);
        int value = 0;
        for (int i = start; i < at; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    long getLong() {
        return (long) getInt() << 32 | getInt() & 0xffffffffL;
    }

    double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** Start of the next bytes in {@link #bytes}. */
    int skip(int count) {
        check(count >= 0 && count <= bytes.length - at, "length");
        int start = at;
        at += count;
        return start;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    /** Holds what was read to a condition. */
    void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("not the bytes of a flow cache: wrong " + what + " before byte " + at);
        }
    }
}
