package weir.bgp.wire;

import java.util.Arrays;
import weir.net.IpAddress;

/** Writes numbers in network order into bytes that grow. Thread: one. */
public final class ByteWriter {

    private byte[] bytes = new byte[128];
    private int length;

    /** Bytes written. */
    public int length() {
        return length;
    }

    /** Takes back what was written behind a place. */
    public void cut(int to) {
        length = to;
    }

    /** The lower 8 bits. */
    public ByteWriter writeByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** The lower 16 bits. */
    public ByteWriter writeShort(int value) {
        return writeByte(value >>> 8).writeByte(value);
    }

    /** 32 bits. */
    public ByteWriter writeInt(int value) {
        return writeShort(value >>> 16).writeShort(value);
    }

    /** 64 bits. */
    public ByteWriter writeLong(long value) {
        return writeInt((int) (value >>> 32)).writeInt((int) value);
    }

    /** The lower 1, 2, 4 or 8 bytes of a number. */
    public ByteWriter writeNumber(long value, int size) {
        for (int i = size - 1; i >= 0; i--) {
            writeByte((int) (value >>> 8 * i));
        }
        return this;
    }

    /** All bytes of an address. */
    public ByteWriter write(IpAddress address) {
        return address.v6() ? writeLong(address.high()).writeLong(address.low()) : writeInt((int) address.low());
    }

    /** Bytes as they are. */
    public ByteWriter write(byte[] source) {
        room(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
        return this;
    }

    /** Writes a byte over one written before. */
    public void putByte(int at, int value) {
        bytes[at] = (byte) value;
    }

    /** Writes 16 bits over bytes written before. */
    public void putShort(int at, int value) {
        putByte(at, value >>> 8);
        putByte(at + 1, value);
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
