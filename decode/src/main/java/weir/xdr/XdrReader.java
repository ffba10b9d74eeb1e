package weir.xdr;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Cursor over a byte range in which every read is checked.
 *
 * <p>A read past the end returns zero, moves the cursor to the end and sets {@link #overrun()}, which stays set until
 * the next {@link #wrap}. So a decoder reads a whole structure and asks once whether it was all there; malformed input
 * costs no exception. Lengths are unsigned 32-bit on the wire and are compared as {@code long}, so no length can wrap.
 *
 * <p>Lifetime and thread: reusable, for one thread; keeps the array only until the next {@link #wrap}.
 *
 * <p>Source: RFC 4506, section 4; sFlow Version 5, section 5.
 */
public final class XdrReader {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int position;
    private int limit;
    private boolean overrun;

    /**
     * Starts reading the given range.
     *
     * @throws IndexOutOfBoundsException the range is not inside the array, which is an error of the caller
     */
    public void wrap(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        bytes = source;
        position = from;
        limit = to;
        overrun = false;
    }

    /** Whether some read wanted more bytes than the range has. */
    public boolean overrun() {
        return overrun;
    }

    /** Index of the next byte in {@link #bytes()}. */
    public int position() {
        return position;
    }

    /** Bytes left. */
    public int remaining() {
        return limit - position;
    }

    /** The array being read; a view, valid until the next {@link #wrap}. */
    public byte[] bytes() {
        return bytes;
    }

    /** An unsigned 8-bit number. */
    public int readUnsignedByte() {
        int at = take(1);
        return at < 0 ? 0 : bytes[at] & 0xFF;
    }

    /** Four bytes as they are; use {@link Integer#toUnsignedLong} where the value is unsigned. */
    public int readInt() {
        int at = take(4);
        return at < 0 ? 0 : (int) INT.get(bytes, at);
    }

    /** An unsigned 32-bit number. */
    public long readUnsignedInt() {
        return readInt() & 0xFFFF_FFFFL;
    }

    /** Eight bytes as they are. */
    public long readLong() {
        int at = take(8);
        return at < 0 ? 0 : (long) LONG.get(bytes, at);
    }

    /** Moves past bytes; an overrun when there are fewer. */
    public void skip(long count) {
        take(count);
    }

    /**
     * Moves past {@code length} bytes of opaque data and its padding to a multiple of four. Padding that is cut off
     * by the end of the range is no overrun: the data is complete.
     *
     * @return index of the first byte of the data, or -1 when it is not all there
     */
    public int skipOpaque(long length) {
        int at = take(length);
        if (at >= 0) {
            position = Math.min(limit, position + (int) (-length & 3));
        }
        return at;
    }

    /** Gives the range up: what was read says that nothing behind it can be understood. The same as an overrun. */
    public void abandon() {
        position = limit;
        overrun = true;
    }

    private int take(long count) {
        if (count < 0 || count > limit - position) {
            abandon();
            return -1;
        }
        int at = position;
        position = at + (int) count;
        return at;
    }
}
