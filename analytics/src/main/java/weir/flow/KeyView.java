package weir.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import weir.flow.attribute.KeyBuffer;
import weir.flow.attribute.KeyWords;

/**
 * A key on its way into or out of a table.
 *
 * <p>Keys of the width that a definition's keys usually have, which begin with 0, are <i>packed</i>: the bytes behind that one,
 * first byte first, fill words that an entry holds in its own row, zeros behind them. Other keys are bytes in somebody's array
 * with a hash.
 *
 * <p>Lifetime and thread: reused; one thread.
 */
final class KeyView {

    /** Longest key that is packed, without the byte it begins with. Units: bytes. */
    static final int MOST_PACKED = 48;

    /** What packed keys begin with. */
    private static final byte FIRST = 0;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long SOURCE_MULTIPLIER = 0x9e3779b97f4a7c15L;
    private static final byte[] NO_BYTES = {};

    private final int width;
    private final int wordCount;
    private final long[] words = new long[MOST_PACKED / Long.BYTES];
    private boolean packed;
    /** Hash of a packed key's words. */
    private long packedHash;

    private byte[] bytes = NO_BYTES;
    private byte[] kept = NO_BYTES;
    private int offset;
    private int length;
    private int hash;

    /**
     * A view that holds no key yet.
     *
     * @param width of the keys that are packed, in bytes, {@link #packedWidth}; -1 when none are
     */
    KeyView(int width) {
        this.width = width;
        wordCount = words(width);
    }

    /** Width of the keys of a format that are packed. Absent: -1 when none are. Units: bytes. */
    static int packedWidth(FlowKeyFormat format) {
        return format.width() <= 1 + MOST_PACKED ? format.width() : -1;
    }

    /** Words of a packed key of so many bytes; 0 for -1. */
    static int words(int width) {
        return width < 0 ? 0 : (width - 1 + Long.BYTES - 1) / Long.BYTES;
    }

    /** Sets bytes of an array that stays as it is while the view is used, and their hash. */
    void set(byte[] array, int start, int count, int hashOfBytes) {
        packed = count == width && array[start] == FIRST;
        if (packed) {
            pack(array, start + 1);
            packedHash = KeyWords.hash(words, 0, wordCount);
        } else {
            bytes = array;
            offset = start;
            length = count;
            hash = hashOfBytes;
        }
    }

    /** Says that the {@link #words} hold a packed key, with the hash that they have by {@link KeyWords}. */
    void setPacked(long hashOfWords) {
        packed = true;
        packedHash = hashOfWords;
    }

    /** Sets a packed key that begins at a word of an array. */
    void setPacked(long[] page, int at) {
        for (int i = 0; i < wordCount; i++) {
            words[i] = page[at + i];
        }
        setPacked(KeyWords.hash(page, at, wordCount));
    }

    private void pack(byte[] array, int start) {
        int whole = (width - 1) / Long.BYTES;
        for (int i = 0; i < whole; i++) {
            words[i] = (long) LONG.get(array, start + i * Long.BYTES);
        }
        if (whole < wordCount) {
            long rest = 0;
            int at = start + whole * Long.BYTES;
            for (int i = 0; i < width - 1 - whole * Long.BYTES; i++) {
                rest |= (array[at + i] & 0xffL) << 56 - 8 * i;
            }
            words[whole] = rest;
        }
    }

    boolean packed() {
        return packed;
    }

    long[] words() {
        return words;
    }

    int wordCount() {
        return wordCount;
    }

    /** The array that holds a key that is not packed. */
    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    /** Length of the key. Units: bytes. */
    int length() {
        return packed ? width : length;
    }

    /** Hash of the key. */
    int hash() {
        return packed ? at(0, packedHash) : hash;
    }

    /** Hash of the key, which is packed, at a data source. */
    int hash(int source) {
        return at(source, packedHash);
    }

    /** Hash of a packed key at a data source. */
    static int hash(int source, long[] page, int at, int wordCount) {
        return at(source, KeyWords.hash(page, at, wordCount));
    }

    /** Hash of a packed key at a data source, from that of its words. */
    static int at(int source, long hashOfWords) {
        long h = KeyWords.mix(hashOfWords, source * SOURCE_MULTIPLIER);
        return (int) (h ^ h >>> 29);
    }

    /** Whether a packed key is the one that begins at a word of a page. */
    boolean equalsPacked(long[] page, int at) {
        for (int i = 0; i < wordCount; i++) {
            if (words[i] != page[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the bytes. */
    byte[] copy() {
        if (!packed) {
            return Arrays.copyOfRange(bytes, offset, offset + length);
        }
        byte[] copy = new byte[width];
        unpack(copy);
        return copy;
    }

    /** Writes the bytes of a packed key into an array that has room for them. */
    void unpack(byte[] into) {
        into[0] = FIRST;
        for (int i = 0; i < width - 1; i++) {
            into[i + 1] = (byte) (words[i / Long.BYTES] >>> 56 - 8 * (i % Long.BYTES));
        }
    }

    /** Appends the bytes. */
    void write(KeyBuffer out) {
        if (!packed) {
            out.raw(bytes, offset, offset + length);
            return;
        }
        out.u8(FIRST);
        for (int left = width - 1, i = 0; left > 0; left -= Long.BYTES, i++) {
            if (left >= Long.BYTES) {
                out.u64(words[i]);
            } else {
                for (int shift = 56; shift > 56 - Byte.SIZE * left; shift -= Byte.SIZE) {
                    out.u8(words[i] >>> shift);
                }
            }
        }
    }

    /** Copies bytes that are not packed into an array of the view. */
    void keep() {
        if (packed) {
            return;
        }
        if (kept.length < length) {
            kept = new byte[Math.max(64, 2 * length)];
        }
        System.arraycopy(bytes, offset, kept, 0, length);
        bytes = kept;
        offset = 0;
    }
}
