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

    private final byte[] bytes;
    private int head;
    private int tail;
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
        if (head >= tail) {
            if (bytes.length - head >= length) {
                return advance(head, length);
            }
            // Never up to the tail: head == tail always means that nothing is taken.
            return length < tail ? advance(0, length) : FULL;
        }
        return length < tail - head ? advance(head, length) : FULL;
    }

    private int advance(int start, int length) {
        head = start + length;
        taken++;
        return start;
    }

    /** Gives back the stretch that was taken first. */
    void giveBack(int start, int length) {
        if (length == 0) {
            return;
        }
        tail = start + length;
        if (--taken == 0) {
            // From the front again, so that the largest stretch fits.
            head = 0;
            tail = 0;
        }
    }
}
