package weir.bgp.wire;

import java.util.Arrays;
import java.util.Objects;
import weir.net.IpAddress;
import weir.xdr.BigEndian;

/**
 * Cursor over a byte range in which every read is checked.
 *
 * <p>A read past the end answers zero, moves to the end and sets {@link #overrun()}. So a structure is read as a whole
 * and asked once whether it was all there.
 *
 * <p>Thread: one; keeps the array.
 */
public final class ByteReader {

    private final byte[] bytes;
    private final int limit;
    private int position;
    private boolean overrun;

    /**
     * A reader of a range.
     *
     * @throws IndexOutOfBoundsException the range is not inside the array, which is an error of the caller
     */
    public ByteReader(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        position = from;
        limit = to;
    }

    /** A reader of a whole array. */
    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Bytes left. */
    public int remaining() {
        return limit - position;
    }

    /** Whether some read wanted more than there was. */
    public boolean overrun() {
        return overrun;
    }

    /** An unsigned 8-bit number. */
    public int readByte() {
        int at = take(1);
        return at < 0 ? 0 : bytes[at] & 0xFF;
    }

    /** The number that {@link #readByte} would give, or -1 when there is none. */
    public int peekByte() {
        return position < limit ? bytes[position] & 0xFF : -1;
    }

    /** An unsigned 16-bit number. */
    public int readShort() {
        int at = take(2);
        return at < 0 ? 0 : BigEndian.uint16(bytes, at);
    }

    /** Four bytes as they are. */
    public int readInt() {
        int at = take(4);
        return at < 0 ? 0 : BigEndian.int32(bytes, at);
    }

    /** Eight bytes as they are. */
    public long readLong() {
        int at = take(8);
        return at < 0 ? 0 : BigEndian.int64(bytes, at);
    }

    /** An unsigned number of 1, 2, 4 or 8 bytes. */
    public long readNumber(int length) {
        return switch (length) {
            case 1 -> readByte();
            case 2 -> readShort();
            case 4 -> readInt() & 0xFFFF_FFFFL;
            default -> readLong();
        };
    }

    /** An address; 0.0.0.0 or :: when it is not all there. */
    public IpAddress readAddress(boolean v6) {
        int length = v6 ? 16 : 4;
        int at = take(length);
        return at >= 0 ? IpAddress.of(bytes, at, length) : v6 ? IpAddress.v6(0, 0) : IpAddress.v4(0);
    }

    /** The next bytes as a range of their own; an empty one, and an overrun, when they are not all there. */
    public ByteReader part(int length) {
        int at = take(length);
        return at < 0 ? new ByteReader(bytes, limit, limit) : new ByteReader(bytes, at, at + length);
    }

    /** A copy of all bytes left. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, position, limit);
        position = limit;
        return rest;
    }

    private int take(int count) {
        if (count < 0 || count > limit - position) {
            position = limit;
            overrun = true;
            return -1;
        }
        int at = position;
        position = at + count;
        return at;
    }
}
