package weir.bgp.rib;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prefixes with a positive number each, found by the longest one that matches an address.
 *
 * <p>One hash table for each length that occurs, probed from the longest to the shortest. A slot is 12 bytes, 20 where
 * prefixes are longer than 64 bits, and tables are at most three quarters full: some 16 to 32 bytes for a prefix.
 *
 * <p>Writing does not disturb reading: in a table a key never changes once its slot is taken, a prefix that is removed
 * leaves its key with the number {@value #GONE}, and a table that grows is replaced as a whole. Who reads the number of a
 * slot sees the key that was written before it.
 *
 * <p>Addresses are the upper 64 bits and the lower ones; IPv4 stands in the upper 32 of the upper. Thread: one writes, any
 * reads.
 */
final class PrefixTable {

    private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int EMPTY = 0;
    private static final int GONE = -1;
    private static final int FIRST_CAPACITY = 16;
    private static final int LENGTHS = 129;
    private static final int WORD = 64;

    private final @Nullable Slots[] byLength = new @Nullable Slots[LENGTHS];
    private volatile Level[] levels = {};
    private int count;

    /** The table of one length; null of a reader's view that was published before. */
    private record Level(int length, long highMask, long lowMask, Slots slots) {}

    /** Slots of one size. */
    private static final class Slots {
        private final long[] high;
        private final long @Nullable [] low;
        private final int[] values;
        private int taken;

        Slots(int capacity, boolean wide) {
            high = new long[capacity];
            low = wide ? new long[capacity] : null;
            values = new int[capacity];
        }

        /** The slot of a key, or the empty one where it would go. */
        int slot(long keyHigh, long keyLow) {
            int mask = values.length - 1;
            int slot = hash(keyHigh, keyLow) & mask;
            while ((int) VALUES.getAcquire(values, slot) != EMPTY && !isAt(slot, keyHigh, keyLow)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private boolean isAt(int slot, long keyHigh, long keyLow) {
            return high[slot] == keyHigh && (low == null || low[slot] == keyLow);
        }

        int value(int slot) {
            return (int) VALUES.getAcquire(values, slot);
        }

        void set(int slot, long keyHigh, long keyLow, int value) {
            high[slot] = keyHigh;
            if (low != null) {
                low[slot] = keyLow;
            }
            VALUES.setRelease(values, slot, value);
        }

        /**
         * Keys end in zero bits, and a product carries bits up only, so they are folded down before and after. Source: the last
         * steps of MurmurHash3, which is in the public domain.
         */
        private static int hash(long keyHigh, long keyLow) {
            long mixed = keyHigh ^ keyLow * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
            mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
            return (int) (mixed >>> 32);
        }
    }

    /** Is given prefixes. */
    interface Visitor {
        void visit(long high, long low, int length, int value);
    }

    /** Sets the number of a prefix. Answers the one it had, or 0. */
    int put(long high, long low, int length, int value) {
        Slots slots = byLength[length];
        if (slots == null || slots.taken >= slots.values.length / 4 * 3) {
            slots = grown(slots, length);
        }
        int slot = slots.slot(high, low);
        int before = slots.value(slot);
        slots.taken += before == EMPTY ? 1 : 0;
        slots.set(slot, high, low, value);
        count += before > 0 ? 0 : 1;
        return Math.max(0, before);
    }

    /** Removes a prefix. Answers the number it had, or 0. */
    int remove(long high, long low, int length) {
        Slots slots = byLength[length];
        int slot = slots == null ? 0 : slots.slot(high, low);
        int before = slots == null ? 0 : Math.max(0, slots.value(slot));
        if (slots != null && before > 0) {
            slots.set(slot, high, low, GONE);
            count--;
        }
        return before;
    }

    /** A table with room, without the prefixes that are gone. */
    private Slots grown(@Nullable Slots from, int length) {
        int alive = 0;
        for (int i = 0; from != null && i < from.values.length; i++) {
            alive += from.values[i] > 0 ? 1 : 0;
        }
        int capacity = FIRST_CAPACITY;
        while (capacity / 2 <= alive) {
            capacity *= 2;
        }
        Slots to = new Slots(capacity, length > WORD);
        for (int i = 0; from != null && i < from.values.length; i++) {
            if (from.values[i] > 0) {
                long low = from.low == null ? 0 : from.low[i];
                to.set(to.slot(from.high[i], low), from.high[i], low, from.values[i]);
                to.taken++;
            }
        }
        byLength[length] = to;
        publish();
        return to;
    }

    private void publish() {
        Level[] next = new Level[LENGTHS];
        int size = 0;
        for (int length = LENGTHS - 1; length >= 0; length--) {
            Slots slots = byLength[length];
            if (slots != null) {
                next[size++] = new Level(length, mask(length), mask(length - WORD), slots);
            }
        }
        levels = Arrays.copyOf(next, size);
    }

    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= WORD ? -1L : -1L << WORD - ones;
    }

    /**
     * The longest prefix that matches.
     *
     * @return its length in the upper and its number in the lower 32 bits; -1 when none matches
     */
    long find(long high, long low) {
        for (Level level : levels) {
            long keyHigh = high & level.highMask;
            long keyLow = low & level.lowMask;
            int value = level.slots.value(level.slots.slot(keyHigh, keyLow));
            if (value > 0) {
                return (long) level.length << 32 | value;
            }
        }
        return -1;
    }

    /** The number of a prefix. Absent: 0. */
    int get(long high, long low, int length) {
        for (Level level : levels) {
            if (level.length == length) {
                return Math.max(0, level.slots.value(level.slots.slot(high, low)));
            }
        }
        return 0;
    }

    /** Slots that are looked at to find a prefix that is there, in its own table, on average. Thread: the writer's. */
    double meanProbes() {
        long[] sum = {0};
        forEach((high, low, length, value) -> {
            Slots slots = byLength[length];
            if (slots != null) {
                int mask = slots.values.length - 1;
                sum[0] += 1 + (slots.slot(high, low) - Slots.hash(high, low) & mask);
            }
        });
        return count == 0 ? 0 : (double) sum[0] / count;
    }

    /** Prefixes. */
    int count() {
        return count;
    }

    /** Visits all prefixes. Thread: the writer's. */
    void forEach(Visitor visitor) {
        for (Level level : levels) {
            Slots slots = level.slots;
            for (int i = 0; i < slots.values.length; i++) {
                if (slots.values[i] > 0) {
                    visitor.visit(slots.high[i], slots.low == null ? 0 : slots.low[i], level.length, slots.values[i]);
                }
            }
        }
    }

    /** Removes everything. */
    void clear() {
        Arrays.fill(byLength, null);
        count = 0;
        levels = new Level[0];
    }
}
