package weir.flow.attribute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bytes of a flow key of one sample, and their hash.
 *
 * <p>Bound: {@value #MAX_LENGTH} bytes; text that does not fit is cut.
 *
 * <p>Lifetime and thread: reused for every sample; whoever keeps a key copies it. One thread.
 */
public final class KeyBuffer {

    /** Longest key in bytes. */
    public static final int MAX_LENGTH = 8192;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[64];
    private int length;

    /** The key's bytes, and room behind them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** Hash of the bytes, the same in every run. */
    public long hash() {
        return hash(bytes, 0, length);
    }

    /** Hash of a stored key, equal to {@link #hash()} of equal bytes. */
    public static long hash(byte[] bytes, int from, int length) {
        long hash = length * 0x9E3779B97F4A7C15L;
        int at = from;
        int end = from + length;
        for (; at + 8 <= end; at += 8) {
            hash = mix(hash ^ (long) LONG.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | bytes[at] & 0xFF;
        }
        return mix(hash ^ rest);
    }

    private static long mix(long bits) {
        long product = bits * 0xD6E8FEB86659FD93L;
        long folded = (product ^ product >>> 32) * 0xD6E8FEB86659FD93L;
        return folded ^ folded >>> 32;
    }

    /** Whether the key has exactly these bytes. */
    public boolean contentEquals(byte[] other, int from, int otherLength) {
        return Arrays.equals(bytes, 0, length, other, from, from + otherLength);
    }

    /** A copy of the key's bytes. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Starts a new key. */
    public void clear() {
        length = 0;
    }

    /** Appends one byte. */
    public void u8(long value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** Appends two bytes. */
    public void u16(long value) {
        ensure(2);
        SHORT.set(bytes, length, (short) value);
        length += 2;
    }

    /** Appends four bytes. */
    public void u32(long value) {
        ensure(4);
        INT.set(bytes, length, (int) value);
        length += 4;
    }

    /** Appends eight bytes. */
    public void u64(long value) {
        ensure(8);
        LONG.set(bytes, length, value);
        length += 8;
    }

    /** Appends text as it is. */
    public void raw(byte[] source, int from, int to) {
        int count = fitting(source, from, to, MAX_LENGTH - length);
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Appends text with its length in front. */
    public void text(byte[] source, int from, int to) {
        int count = fitting(source, from, to, MAX_LENGTH - length - 2);
        u16(count);
        raw(source, from, from + count);
    }

    /** How many bytes of text fit into some room, with no character cut in two. */
    private static int fitting(byte[] source, int from, int to, int room) {
        if (to - from <= room) {
            return to - from;
        }
        int count = Math.max(0, room);
        while (count > 0 && (source[from + count] & 0xC0) == 0x80) {
            count--;
        }
        return count;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
