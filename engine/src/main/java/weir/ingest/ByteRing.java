package weir.ingest;

/**
 * Hands out stretches of one byte array in a circle, to be given back in the order they were taken.
 *
 * <p>A stretch is never broken by the end of the array: what is left there is skipped. So payloads of any length share
 * one bounded piece of memory, and are decoded where they lie.
 *
 * <p>Thread: bookkeeping belongs to the source thread; who holds a stretch may use its bytes.
 */
final class ByteRing {

    /** The ring is full. */
    static final int FULL = -1;

    private static final int NOWHERE = -1;

    private final byte[] bytes;
    /** Where the next stretch starts, if it fits there. */
    private int head;
    /** Where the oldest stretch that is taken starts. */
    private int tail;
    /** Where the last stretch before the front ends, while stretches on both sides of it are taken. */
    private int turn = NOWHERE;

    private int taken;

    ByteRing(int size) {
        bytes = new byte[size];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Takes a stretch; answers its start or {@link #FULL}. An empty one takes nothing. */
    int take(int length) {
        if (length == 0) {
            return 0;
        }
        int start = turn == NOWHERE ? startBeforeTurn(length) : startAfterTurn(length);
        if (start != FULL) {
            head = start + length;
            taken++;
        }
        return start;
    }

    private int startBeforeTurn(int length) {
        if (length <= bytes.length - head) {
            return head;
        }
        if (length > tail) {
            return FULL;
        }
        turn = head;
        return 0;
    }

    private int startAfterTurn(int length) {
        return length <= tail - head ? head : FULL;
    }

    /** Gives back the stretch that was taken first. */
    void giveBack(int start, int length) {
        if (length == 0) {
            return;
        }
        tail = start + length;
        if (tail == turn) {
            tail = 0;
            turn = NOWHERE;
        }
        if (--taken == 0) {
            // From the front again, so that the largest stretch fits.
            head = 0;
            tail = 0;
        }
    }
}
