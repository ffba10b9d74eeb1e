package weir.flow.attribute;

/**
 * The bytes of a flow key of one sample as words, first byte first, zeros behind them: what a {@link KeyBuffer} holds, for
 * keys of fixed width, put together in registers.
 *
 * <p>Lifetime and thread: reused for every sample; one thread.
 */
public final class KeyWords {

    private static final long MULTIPLIER = 0xd6e8feb86659fd93L;

    private long[] words = {};
    private long hash;
    private long word;
    private int used;
    private int at;

    /** Starts a key at an index of an array that has room for it. */
    public void start(long[] into, int from) {
        words = into;
        hash = 0;
        word = 0;
        used = 0;
        at = from;
    }

    /**
     * Appends a number.
     *
     * @param number without bits above those that count
     * @param bits how many count, 1 to 64
     */
    public void put(long number, int bits) {
        int free = Long.SIZE - used;
        if (bits <= free) {
            word = bits == Long.SIZE ? number : word << bits | number;
            used += bits;
            return;
        }
        int over = bits - free;
        write(free == 0 ? word : word << free | number >>> over);
        // The bits above those that are used fall off when the word is full.
        word = number;
        used = over;
    }

    /** Writes the last word, unless the key is empty. */
    public void end() {
        if (used > 0) {
            write(word << Long.SIZE - used);
        }
    }

    private void write(long full) {
        words[at++] = full;
        hash = mix(hash, full);
    }

    /** Hash of the words, once all are written. */
    public long hash() {
        return hash;
    }

    /** Hash of the words of a key that begins somewhere in an array. */
    public static long hash(long[] array, int from, int count) {
        long mixed = 0;
        for (int i = from; i < from + count; i++) {
            mixed = mix(mixed, array[i]);
        }
        return mixed;
    }

    /** Hash of the words before and one more; 0 before the first. */
    public static long mix(long before, long next) {
        long mixed = (before ^ next) * MULTIPLIER;
        return mixed ^ mixed >>> Integer.SIZE;
    }
}
