package weir.meter;

import java.util.Arrays;
import weir.flow.attribute.SampleContext;

/**
 * The kinds of sample that one agent sends, with what is asked of each sample: whether its kind has to be read, and when the kind was
 * seen last.
 *
 * <p>Shape: what every sample needs is one array, so that it stands on few lines of the cache, and samples of an agent come together,
 * in datagrams. It begins with a byte for each number of {@link SampleSorts}, the position of the kind plus one, 0 for none; then
 * come two words for each position: the tick from which on the kind has to be read, and the tick of its latest sample. Thread: owner
 * only.
 */
final class AgentKinds {

    private static final int WORDS_OF_BYTES = SampleSorts.END / Long.BYTES;
    private static final int DUE = 0;
    private static final int LAST = 1;
    private static final int STRIDE = 2;
    private static final int FIRST_ROOM = 4;

    private long[] words = new long[WORDS_OF_BYTES + STRIDE * (1 + FIRST_ROOM)];
    private ProbedKind[] kinds = {};

    AgentKinds() {
        // Of no kind: always to be read.
        words[WORDS_OF_BYTES + DUE] = Long.MIN_VALUE;
    }

    /** Takes note of a sample, unless its kind is not known by the number of its sort or has to be read: answers whether it did. */
    boolean note(int sort, long tick) {
        long[] all = words;
        int position = (int) (all[sort / Long.BYTES] >>> sort * Byte.SIZE) & 0xff;
        int at = WORDS_OF_BYTES + STRIDE * position;
        if (tick >= all[at + DUE]) {
            return false;
        }
        all[at + LAST] = tick;
        return true;
    }

    /** Reads what samples will need, so that it is at hand later. The sum is of no use. */
    long touch() {
        long sum = 0;
        for (int i = 0; i < words.length; i += Long.BYTES) {
            sum += words[i];
        }
        return sum;
    }

    int count() {
        return kinds.length;
    }

    ProbedKind kind(int position) {
        return kinds[position];
    }

    /** Position of the kind of a sample. Absent: -1. */
    int find(SampleContext sample) {
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i].isOf(sample)) {
                return i;
            }
        }
        return -1;
    }

    /** Adds a kind, which has to be read. Answers its position. */
    int add(ProbedKind kind) {
        int position = kinds.length;
        kinds = Arrays.copyOf(kinds, position + 1);
        kinds[position] = kind;
        int at = at(position);
        if (at + STRIDE > words.length) {
            words = Arrays.copyOf(words, WORDS_OF_BYTES + STRIDE * (1 + 2 * position));
        }
        words[at + DUE] = Long.MIN_VALUE;
        return position;
    }

    private static int at(int position) {
        return WORDS_OF_BYTES + STRIDE * (1 + position);
    }

    /** Tick of the latest sample of a kind. */
    long last(int position) {
        return words[at(position) + LAST];
    }

    void setLast(int position, long tick) {
        words[at(position) + LAST] = tick;
    }

    /** Says from which tick on a kind has to be read, and by which number of a sort it is found; by none for {@link SampleSorts#NONE}. */
    void settle(int position, int sort, long due) {
        words[at(position) + DUE] = due;
        if (sort != SampleSorts.NONE) {
            int shift = sort * Byte.SIZE;
            words[sort / Long.BYTES] = words[sort / Long.BYTES] & ~(0xffL << shift) | (long) (position + 1) << shift;
        }
    }

    /**
     * Makes the times of keys as late as the latest samples of their kinds.
     *
     * @param unit what a tick is in the unit of the times
     */
    void addTo(long[] times, long unit) {
        for (int position = 0; position < kinds.length; position++) {
            kinds[position].addTo(times, last(position) * unit);
        }
    }

    /** All kinds have to be read. */
    void unsettle() {
        for (int position = 0; position < kinds.length; position++) {
            words[at(position) + DUE] = Long.MIN_VALUE;
        }
    }

    /** Forgets the numbers of sorts. */
    void forgetSorts() {
        Arrays.fill(words, 0, WORDS_OF_BYTES, 0);
    }
}
