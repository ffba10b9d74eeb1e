package weir.meter;

import java.util.Arrays;
import weir.flow.attribute.SampleContext;

/**
 * Numbers for the sorts of samples, which are the records and layers they have ({@link SampleContext#parts}) and what they are
 * samples of, whichever agent sends them.
 *
 * <p>Shape: a table of open addressing; the place of a sort is its number. Bound: sorts beyond the first {@value #MOST} have no
 * number until {@link #clear}. Thread: owner only.
 */
final class SampleSorts {

    /** What samples have in common that may have the same keys. */
    record Sort(long parts, SampleContext.Kind kind) {

        static Sort of(SampleContext sample) {
            return new Sort(sample.parts(), sample.kind());
        }
    }

    /** Instead of a number: there are too many sorts. */
    static final int NONE = -1;

    static final int MOST = 96;

    private static final int PLACE_BITS = 7;
    /** All numbers are below this. */
    static final int END = 1 << PLACE_BITS;

    private final long[] parts = new long[END];
    /** Kinds of {@link SampleContext#kind}, counted from 1; 0 where no sort stands. */
    private final byte[] kinds = new byte[END];

    private int count;

    /** Number of a sort, which gets one if there is one left. Absent: {@link #NONE}. */
    int number(long ofParts, SampleContext.Kind kind) {
        int wanted = kind.ordinal() + 1;
        int place = (int) (ofParts * 0x9e3779b97f4a7c15L >>> Long.SIZE - PLACE_BITS);
        while (kinds[place] != 0) {
            if (parts[place] == ofParts && kinds[place] == wanted) {
                return place;
            }
            place = place + 1 & END - 1;
        }
        if (isFull()) {
            return NONE;
        }
        count++;
        parts[place] = ofParts;
        kinds[place] = (byte) wanted;
        return place;
    }

    boolean isFull() {
        return count == MOST;
    }

    /** Forgets all; numbers are given anew. */
    void clear() {
        count = 0;
        Arrays.fill(kinds, (byte) 0);
    }
}
