package weir.meter;

import java.util.Arrays;
import weir.flow.attribute.SampleContext;
import weir.meter.SampleSorts.Sort;

/**
 * Samples of one agent and one sort: the keys they were found to have, and when that is looked at again.
 *
 * <p>Thread: owner only. Units: periods of {@link SeenKeys#PERIOD_SECONDS}.
 */
final class ProbedKind {

    private final Sort sort;
    /** Bits of keys, by their numbers. */
    private final long[] keys;
    /** Those of the reading before. */
    private final long[] before;

    private long period = Long.MIN_VALUE;
    private int probes = SeenKeys.FIRST_PROBES;
    private int fruitless;
    /** Periods from the beginning of one reading to that of the next. */
    private int rest = 1;

    ProbedKind(Sort sort, int allKeys) {
        this.sort = sort;
        keys = new long[(allKeys + Long.SIZE - 1) / Long.SIZE];
        before = new long[keys.length];
    }

    Sort sort() {
        return sort;
    }

    boolean isOf(SampleContext sample) {
        return sort.parts() == sample.parts() && sort.kind() == sample.kind();
    }

    /** Whether a reading is to begin. */
    boolean isDue(long now) {
        return period == Long.MIN_VALUE || now < period || now - period >= rest;
    }

    /** The period when the next reading is to begin. */
    long due() {
        return period + rest;
    }

    /** Begins a reading: what was found before counts no more. */
    void begin(long now) {
        probes = period == Long.MIN_VALUE ? SeenKeys.FIRST_PROBES : SeenKeys.PROBES;
        fruitless = 0;
        period = now;
        System.arraycopy(keys, 0, before, 0, keys.length);
        Arrays.fill(keys, 0);
    }

    /** Whether the reading has come to its end. */
    boolean isRead() {
        return probes == 0;
    }

    /** A sample was read whole, which found a key that was not known, or found none. */
    void read(boolean foundNew) {
        fruitless = foundNew ? 0 : fruitless + 1;
        boolean done = fruitless == SeenKeys.FRUITLESS || hasAllOfBefore();
        probes = done ? 0 : probes - 1;
        if (probes == 0) {
            rest = Arrays.equals(keys, before) ? Math.min(rest * 2, SeenKeys.MOST_REST) : 1;
        }
    }

    /** Whether all keys of the reading before were found again, and there was one. */
    private boolean hasAllOfBefore() {
        boolean any = false;
        for (int word = 0; word < keys.length; word++) {
            if ((before[word] & ~keys[word]) != 0) {
                return false;
            }
            any |= before[word] != 0;
        }
        return any;
    }

    boolean has(int key) {
        return (keys[key / Long.SIZE] & 1L << key) != 0;
    }

    void add(int key) {
        keys[key / Long.SIZE] |= 1L << key;
    }

    /** Makes the times of its keys as late as a time. */
    void addTo(long[] times, long time) {
        for (int word = 0; word < keys.length; word++) {
            for (long rest = keys[word]; rest != 0; rest &= rest - 1) {
                int key = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                times[key] = Math.max(times[key], time);
            }
        }
    }
}
