package weir.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowKey;
import weir.metric.DataSourceId;

/**
 * When each threshold was last seen exceeded, by data source and flow, of one agent.
 *
 * <p>An observation older than the time-out of its threshold says the same as none, so such entries are dropped now and
 * then. Looking up makes no object. Bound: {@value #MOST} entries.
 *
 * <p>Shape: open addressing with linear probing, at most two thirds full. Thread: owner only.
 */
final class Exceedances {

    /** Most entries. The bound is by agent so that it does not depend on how agents are spread over shards. */
    static final int MOST = 16_384;

    /** Instead of a time: never. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int FIRST_SIZE = 8;
    private static final byte[] NO_KEY = {};

    /** What is known of one threshold at one data source, or of one flow there. */
    static final class Entry {
        private final Watch watch;
        private final DataSourceId source;
        private final byte[] key;
        private final int hash;
        /** Time it was last exceeded, or {@link #NEVER}. */
        long last = NEVER;
        /** The flow, from its first event on. Absent: null where no flow is watched by itself. */
        @Nullable
        FlowKey flow;
        /** Whether the filter accepted the data source, as of the rows below. */
        boolean accepted;
        /** Number of rows that the agent had published then. Absent: -1. */
        long rows = -1;

        private Entry(Watch watch, DataSourceId source, byte[] key, int hash) {
            this.watch = watch;
            this.source = source;
            this.key = key;
            this.hash = hash;
        }

        private boolean is(Watch otherWatch, DataSourceId otherSource, byte[] bytes, int length, int otherHash) {
            return hash == otherHash
                    && watch == otherWatch
                    && source.equals(otherSource)
                    && Arrays.equals(key, 0, key.length, bytes, 0, length);
        }

        private boolean isOver(long now) {
            return last == NEVER || now - last > watch.timeout;
        }
    }

    /** Says whether an entry is to stay. */
    @FunctionalInterface
    private interface Keep {
        boolean test(Entry entry);
    }

    private @Nullable Entry[] places = new Entry[FIRST_SIZE];
    private int count;

    /** Number of entries. */
    int size() {
        return count;
    }

    /** The entry of a threshold at a data source. Absent: null. */
    @Nullable
    Entry find(Watch watch, DataSourceId source) {
        return find(watch, source, NO_KEY, 0, 0);
    }

    /** The entry of a threshold for a flow. Absent: null. */
    @Nullable
    Entry find(Watch watch, DataSourceId source, byte[] key, int length, long keyHash) {
        int hash = hash(watch, source, keyHash);
        int mask = places.length - 1;
        for (int at = hash & mask; ; at = at + 1 & mask) {
            Entry entry = places[at];
            if (entry == null || entry.is(watch, source, key, length, hash)) {
                return entry;
            }
        }
    }

    /** Adds an entry that is not there. Absent: null when there is no room. */
    @Nullable
    Entry add(Watch watch, DataSourceId source, long now) {
        return add(watch, source, NO_KEY, 0, 0, now);
    }

    /** Adds an entry that is not there. Absent: null when there is no room. */
    @Nullable
    Entry add(Watch watch, DataSourceId source, byte[] key, int length, long keyHash, long now) {
        if (count >= MOST) {
            dropOver(now);
            if (count >= MOST) {
                return null;
            }
        }
        if (3 * (count + 1) > 2 * places.length) {
            refill(2 * places.length, entry -> true);
        }
        byte[] copy = length == 0 ? NO_KEY : Arrays.copyOf(key, length);
        Entry entry = new Entry(watch, source, copy, hash(watch, source, keyHash));
        place(entry);
        return entry;
    }

    /**
     * Whether a threshold is exceeded at a data source, or was within its time-out.
     *
     * @param flow key of the flow that is meant; empty for any
     */
    boolean isExceeded(Watch watch, DataSourceId source, Optional<String> flow, long now) {
        for (Entry entry : places) {
            if (entry != null
                    && entry.watch == watch
                    && entry.source.equals(source)
                    && !entry.isOver(now)
                    && (flow.isEmpty()
                            || entry.flow != null && entry.flow.text().equals(flow.get()))) {
                return true;
            }
        }
        return false;
    }

    /** Drops entries that say the same as none. */
    void dropOver(long now) {
        if (count == 0) {
            return;
        }
        refill(places.length, entry -> !entry.isOver(now));
        int size = FIRST_SIZE;
        while (3 * count > 2 * size) {
            size *= 2;
        }
        if (4 * size <= places.length) {
            refill(2 * size, entry -> true);
        }
    }

    /** Drops entries of thresholds that are not at work any more. */
    void keepOnly(Set<Watch> watches) {
        refill(places.length, entry -> watches.contains(entry.watch));
    }

    private void refill(int size, Keep keep) {
        @Nullable Entry[] old = places;
        places = new Entry[size];
        count = 0;
        for (Entry entry : old) {
            if (entry != null && keep.test(entry)) {
                place(entry);
            }
        }
    }

    private void place(Entry entry) {
        int mask = places.length - 1;
        int at = entry.hash & mask;
        while (places[at] != null) {
            at = at + 1 & mask;
        }
        places[at] = entry;
        count++;
    }

    private static int hash(Watch watch, DataSourceId source, long keyHash) {
        long mixed = System.identityHashCode(watch) * 31L + source.hashCode();
        mixed = (mixed * 0x9E37_79B9_7F4A_7C15L ^ keyHash) * 0xC2B2_AE3D_27D4_EB4FL;
        return (int) (mixed >>> Integer.SIZE);
    }
}
