package weir.shard;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Some places in a circle of entries, so that a reader finds a time without walking through all before it.
 *
 * <p>Shape: one for each {@value #STRIDE} bytes of positions: the first entry that begins there or later. Newer ones take the
 * place of those whose entries were overwritten.
 *
 * <p>Thread: {@link #passed} the writer's; the rest any. Whoever takes a landmark looks afterwards whether its entry is still
 * there: if it is, what the landmark says is whole, because the writer moves the tail before it uses a place again.
 */
final class Landmarks {

    static final int STRIDE = 1 << 16;

    private static final int POSITION = 0;
    private static final int LATEST = 1;
    private static final int BEFORE = 2;
    private static final int WORDS = 3;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;
    private final int capacity;
    /** Number of the landmark that is set next. */
    private long next;
    /** Time of the latest entry so far. */
    private long latest = Long.MIN_VALUE;

    /**
     * A landmark.
     *
     * @param position of its entry
     * @param latest time of the latest entry before it, so all before it are as old or older
     * @param before entries before it since the beginning
     */
    record Landmark(long position, long latest, long before) {}

    /** None is set yet; for a circle of so many bytes. */
    Landmarks(long size) {
        capacity = Math.toIntExact(size / STRIDE + 2);
        words = new long[WORDS * capacity];
    }

    /** An entry begins at a position. The tail has been moved out of its way. */
    void passed(long position, long time, long before) {
        for (; next * STRIDE <= position; next++) {
            int at = at(next);
            WORD.setOpaque(words, at + POSITION, position);
            WORD.setOpaque(words, at + LATEST, latest);
            WORD.setOpaque(words, at + BEFORE, before);
        }
        latest = Math.max(latest, time);
    }

    private int at(long number) {
        return WORDS * (int) (number % capacity);
    }

    /** What of landmarks is asked for. It holds for all up to some landmark, and for none behind it. */
    @FunctionalInterface
    interface Early {
        boolean test(Landmark landmark);
    }

    /**
     * The last landmark that is early enough.
     *
     * @param tail position of the oldest entry; landmarks before it are early enough
     * @param head position behind the newest entry
     */
    @Nullable
    Landmark last(long tail, long head, Early early) {
        Landmark found = null;
        long low = Math.ceilDiv(tail, STRIDE);
        long high = head / STRIDE;
        while (low <= high) {
            long middle = low + high >>> 1;
            Landmark landmark = landmark(middle);
            if (landmark.position < middle * STRIDE || landmark.position >= head || !early.test(landmark)) {
                // The entry is not written yet, or it is too late; a place that was used again seems so too.
                high = middle - 1;
            } else {
                found = landmark;
                low = middle + 1;
            }
        }
        return found;
    }

    private Landmark landmark(long number) {
        int at = at(number);
        return new Landmark(
                (long) WORD.getOpaque(words, at + POSITION), (long) WORD.getOpaque(words, at + LATEST), (long)
                        WORD.getOpaque(words, at + BEFORE));
    }
}
