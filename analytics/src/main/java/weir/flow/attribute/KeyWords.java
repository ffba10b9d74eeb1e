package weir.flow.attribute;

/**
 * The bytes of a flow key of one sample as words, first byte first, zeros behind them: what a {@link KeyBuffer} holds, for
 * keys of fixed width, put together in registers.
 *
 * <p>Lifetime and thread: reused for every sample; one thread.
 */
public final class KeyWords {

    private long[] words = {};
    private long word;
    private int used;
    private int at;

    /** Starts a key in an array that has room for it. */
    public void start(long[] into) {
        words = into;
        word = 0;
        used = 0;
        at = 0;
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
        words[at++] = free == 0 ? word : word << free | number >>> over;
        // The bits above those that are used fall off when the word is full.
        word = number;
        used = over;
    }

    /** Writes the last word. */
    public void end() {
        words[at] = word << Long.SIZE - used;
    }
}
