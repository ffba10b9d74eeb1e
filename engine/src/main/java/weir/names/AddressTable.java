package weir.names;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is known of addresses asked for lately: a table of fixed size without locks.
 *
 * <p>An address has {@value #WAYS} places it can be in. When all are taken, one that was not asked for since the last such
 * case makes room. Of several threads that put at once into one place the last one wins; what the others put is lost,
 * which a cache may do. {@link #find} allocates nothing.
 *
 * <p>Thread: any.
 *
 * @param <V> what is known of an address
 */
final class AddressTable<V> {

    private static final int WAYS = 4;

    /** An address and what is known of it. */
    static final class Entry<V> {
        private final boolean v6;
        private final long high;
        private final long low;
        private final V value;
        /** Racy on purpose: a lost update costs an entry at most. */
        private boolean used;

        private Entry(boolean v6, long high, long low, V value) {
            this.v6 = v6;
            this.high = high;
            this.low = low;
            this.value = value;
        }

        private boolean is(boolean otherV6, long otherHigh, long otherLow) {
            return low == otherLow && high == otherHigh && v6 == otherV6;
        }

        V value() {
            return value;
        }
    }

    private final AtomicReferenceArray<@Nullable Entry<V>> places;
    private final int sets;
    /** So that nobody can choose addresses that share their places. */
    private final long salt = new SplittableRandom().nextLong();

    /** A table for at most that many addresses, {@value #WAYS} at least. */
    AddressTable(int capacity) {
        sets = Math.max(1, capacity / WAYS);
        places = new AtomicReferenceArray<>(sets * WAYS);
    }

    private int firstPlace(boolean v6, long high, long low) {
        long mixed = (high ^ salt) * 0x9E3779B97F4A7C15L ^ low + (v6 ? 1 : 0);
        mixed = (mixed ^ mixed >>> 29) * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ mixed >>> 32) * 0x9E3779B97F4A7C15L;
        return (int) ((mixed >>> 32) * sets >>> 32) * WAYS;
    }

    /** What is known of an address. Absent: null. */
    @Nullable
    Entry<V> find(boolean v6, long high, long low) {
        int first = firstPlace(v6, high, low);
        for (int i = first; i < first + WAYS; i++) {
            Entry<V> entry = places.getAcquire(i);
            if (entry != null && entry.is(v6, high, low)) {
                entry.used = true;
                return entry;
            }
        }
        return null;
    }

    /** Remembers something, in place of what was known of the address. */
    void put(boolean v6, long high, long low, V value) {
        int first = firstPlace(v6, high, low);
        places.setRelease(place(first, v6, high, low), new Entry<>(v6, high, low, value));
    }

    private int place(int first, boolean v6, long high, long low) {
        int free = -1;
        for (int i = first; i < first + WAYS; i++) {
            Entry<V> entry = places.getAcquire(i);
            if (entry == null) {
                free = i;
            } else if (entry.is(v6, high, low)) {
                return i;
            }
        }
        if (free >= 0) {
            return free;
        }
        for (int i = first; i < first + WAYS; i++) {
            Entry<V> entry = places.getAcquire(i);
            if (entry == null || !entry.used) {
                return i;
            }
        }
        for (int i = first; i < first + WAYS; i++) {
            Entry<V> entry = places.getAcquire(i);
            if (entry != null) {
                entry.used = false;
            }
        }
        return first + (int) ((low ^ low >>> 7) & WAYS - 1);
    }
}
