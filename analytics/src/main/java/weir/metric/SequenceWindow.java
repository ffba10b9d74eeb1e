package weir.metric;

/**
 * The latest of a stream of sequence numbers, and which of the {@value #SIZE} up to it have come.
 *
 * <p>Numbers are 32 bits wide and wrap, so they are compared by their difference. Which numbers came is a bit set that
 * moves with the latest one; it tells a late number, which fills a gap, from one that comes twice.
 *
 * <p>Thread: owner only.
 */
class SequenceWindow {

    static final int SIZE = 64;

    /** A larger step forward is no loss but a new beginning. */
    static final int LARGEST_GAP = 100_000;

    private int latest;
    /** Bit i says whether {@code latest - i} came. */
    private long came;
    /** Numbers of the window that are not older than the first one. */
    private int width;

    final boolean started() {
        return width > 0;
    }

    final void start(int sequence) {
        latest = sequence;
        came = 1;
        width = 1;
    }

    /** What comes next is the first. */
    void forget() {
        width = 0;
    }

    /** Steps from the latest number, modulo 2^32; negative when it lies behind. */
    final int ahead(int sequence) {
        return sequence - latest;
    }

    /** Whether a number this far behind the latest can be told late from duplicate. */
    static boolean remembered(int behind) {
        return behind >= 0 && behind < SIZE;
    }

    /** Whether the number this far behind the latest, inside the window, came. */
    final boolean came(int behind) {
        return (came >>> behind & 1) != 0;
    }

    /** Moves on by a positive number of steps. Answers how many numbers were jumped over. */
    final int advance(int ahead) {
        latest += ahead;
        came = ahead < SIZE ? came << ahead | 1 : 1;
        width = Math.min(SIZE, width + Math.min(ahead, SIZE));
        return ahead - 1;
    }

    /** Notes a late number. Answers whether it had been counted as lost. */
    final boolean fill(int behind) {
        came |= 1L << behind;
        return behind < width;
    }
}
