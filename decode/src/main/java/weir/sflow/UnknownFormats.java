package weir.sflow;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often each unknown enterprise:format was skipped.
 *
 * <p>Bound: at most {@value #MAX_FORMATS} formats; what comes after is counted together under {@code other}, so a sender
 * that invents formats cannot fill memory. Counting allocates nothing.
 *
 * <p>Thread: written by the decoding thread only; any thread may read a recent value.
 */
public final class UnknownFormats {

    /** Formats told apart. */
    public static final int MAX_FORMATS = 256;

    /** Name spaces of formats. */
    public enum Kind {
        /** Samples. */
        SAMPLE,
        /** Flow records. */
        FLOW_RECORD,
        /** Counter records. */
        COUNTER_RECORD
    }

    /** A power of two; twice as many as formats, so that probes stay short. */
    private static final int SLOTS = 2 * MAX_FORMATS;

    private static final long USED = 1L << 40;

    /** Open addressing: slot of a format, 0 when free. A format never leaves its slot. */
    private final AtomicLongArray keys = new AtomicLongArray(SLOTS);

    private final AtomicLongArray counts = new AtomicLongArray(SLOTS);
    private final AtomicLongArray other = new AtomicLongArray(1);
    private int formats;

    /** Counts one skipped sample or record; for the decoding thread. */
    public void count(Kind kind, int tag) {
        long key = key(kind, tag);
        int slot = slot(key);
        if (keys.getPlain(slot) == 0) {
            if (formats == MAX_FORMATS) {
                increment(other, 0);
                return;
            }
            formats++;
            keys.setRelease(slot, key);
        }
        increment(counts, slot);
    }

    /** How often one format was skipped. */
    public long count(int tag, Kind kind) {
        long key = key(kind, tag);
        int slot = slot(key);
        return keys.getAcquire(slot) == key ? counts.getOpaque(slot) : 0;
    }

    /** Adds these counts to a map keyed {@code flow 0:999}, {@code counter 8800:1}, {@code sample 1:1}, {@code other}. */
    public void addTo(Map<String, Long> total) {
        for (int slot = 0; slot < SLOTS; slot++) {
            long key = keys.getAcquire(slot);
            if (key != 0) {
                total.merge(text(key), counts.getOpaque(slot), Long::sum);
            }
        }
        if (other.getOpaque(0) > 0) {
            total.merge("other", other.getOpaque(0), Long::sum);
        }
    }

    private static void increment(AtomicLongArray array, int index) {
        array.setOpaque(index, array.getPlain(index) + 1);
    }

    private static long key(Kind kind, int tag) {
        return USED | (long) kind.ordinal() << 32 | tag & 0xFFFF_FFFFL;
    }

    /** Slot that holds the key, or the free one where it belongs. */
    private int slot(long key) {
        long mixed = key * 0x9E37_79B9_7F4A_7C15L;
        int slot = (int) (mixed >>> 32) & SLOTS - 1;
        while (true) {
            long found = keys.getAcquire(slot);
            if (found == 0 || found == key) {
                return slot;
            }
            slot = slot + 1 & SLOTS - 1;
        }
    }

    private static String text(long key) {
        String kind = switch (Kind.values()[(int) (key >>> 32) & 0x3]) {
            case SAMPLE -> "sample ";
            case FLOW_RECORD -> "flow ";
            case COUNTER_RECORD -> "counter ";
        };
        return kind + DataFormat.text((int) key);
    }
}
