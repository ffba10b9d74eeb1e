package weir.pcap;

import java.util.Arrays;
import weir.pcap.CaptureCounts.Counted;

/**
 * Puts the fragments of UDP datagrams together.
 *
 * <p>Bound: {@value #SLOTS} datagrams at a time, each at most {@value #MAX_LENGTH} bytes; the oldest gives way. A datagram
 * is given up when fragments overlap in part, when one of them was cut by the snap length, or when a further fragment
 * comes {@value #MAX_AGE_SECONDS} seconds after the first. A fragment that is there already is ignored: captures on all
 * interfaces of a host hold packets twice.
 *
 * <p>Thread: one. The buffer of the datagram last put together is valid until the next fragment.
 *
 * <p>Source: RFC 791, section 3.2; RFC 8200, section 4.5; RFC 5722 (overlaps).
 */
final class FragmentAssembler {

    static final int SLOTS = 64;
    static final int MAX_LENGTH = 65_535;
    static final int MAX_AGE_SECONDS = 30;

    private static final long MAX_AGE = MAX_AGE_SECONDS * 1_000_000_000L;
    private static final byte[] NONE = {};

    private final CaptureCounts counts;
    private final Slot[] slots = new Slot[SLOTS];
    private byte[] complete = NONE;
    private long arrivals;

    FragmentAssembler(CaptureCounts counts) {
        this.counts = counts;
        Arrays.setAll(slots, i -> new Slot());
    }

    /** The datagram last put together, from index 0. */
    byte[] bytes() {
        return complete;
    }

    /**
     * Adds a fragment.
     *
     * @param datagram time and end points
     * @param here bytes of the fragment that the capture holds
     * @param sent bytes of the fragment that were sent
     * @return length of the datagram that is complete now, or -1
     */
    int add(CapturedDatagram datagram, long id, byte[] bytes, int from, int here, int sent, int offset, boolean more) {
        Slot slot = slotOf(datagram, id);
        if (slot.used && Math.abs(datagram.time - slot.time) > MAX_AGE) {
            drop(slot);
        }
        if (!slot.used) {
            slot.begin(datagram, id, arrivals++);
        }
        boolean fits = offset + sent <= MAX_LENGTH && here == sent && (!more || sent % 8 == 0);
        if (!fits || !slot.put(bytes, from, sent, offset, more)) {
            drop(slot);
            return -1;
        }
        if (!slot.complete()) {
            return -1;
        }
        slot.used = false;
        complete = slot.bytes;
        return slot.length;
    }

    /** Gives up everything that is incomplete. */
    void end() {
        for (Slot slot : slots) {
            if (slot.used) {
                drop(slot);
            }
        }
    }

    private void drop(Slot slot) {
        slot.used = false;
        counts.add(Counted.FRAGMENTS_DROPPED);
    }

    /** The slot of this datagram, else a free one, else the oldest, freed. */
    private Slot slotOf(CapturedDatagram datagram, long id) {
        Slot best = slots[0];
        for (Slot slot : slots) {
            if (slot.holds(datagram, id)) {
                return slot;
            }
            if (best.used && (!slot.used || slot.arrival < best.arrival)) {
                best = slot;
            }
        }
        if (best.used) {
            drop(best);
        }
        return best;
    }

    /** One datagram being put together. */
    private static final class Slot {
        private static final int UNIT = 8;

        private byte[] bytes = NONE;
        /** One bit for every eight bytes that are there. */
        private long[] there = {};

        private boolean used;
        private long arrival;
        private long time;
        private int units;
        /** Length of the datagram; -1 until its last fragment is there. */
        private int length;
        /** End of the fragment that lies furthest back. */
        private int reach;

        private boolean v6;
        private long id;
        private long sourceHigh;
        private long sourceLow;
        private long destinationHigh;
        private long destinationLow;

        boolean holds(CapturedDatagram datagram, long fragmentId) {
            return used
                    && id == fragmentId
                    && v6 == datagram.v6
                    && sourceLow == datagram.sourceLow
                    && destinationLow == datagram.destinationLow
                    && sourceHigh == datagram.sourceHigh
                    && destinationHigh == datagram.destinationHigh;
        }

        void begin(CapturedDatagram datagram, long fragmentId, long number) {
            if (bytes.length == 0) {
                bytes = new byte[MAX_LENGTH + 1];
                there = new long[bytes.length / UNIT / Long.SIZE];
            }
            Arrays.fill(there, 0);
            used = true;
            arrival = number;
            time = datagram.time;
            units = 0;
            length = -1;
            reach = 0;
            v6 = datagram.v6;
            id = fragmentId;
            sourceHigh = datagram.sourceHigh;
            sourceLow = datagram.sourceLow;
            destinationHigh = datagram.destinationHigh;
            destinationLow = datagram.destinationLow;
        }

        /** Copies a fragment. Answers false when it contradicts those before. */
        boolean put(byte[] from, int start, int count, int offset, boolean more) {
            int end = offset + count;
            if (length >= 0 && (end > length || !more && end != length) || !more && end < reach) {
                return false;
            }
            if (!more) {
                length = end;
            }
            reach = Math.max(reach, end);
            int first = offset / UNIT;
            int last = (end + UNIT - 1) / UNIT;
            int known = 0;
            for (int i = first; i < last; i++) {
                known += (int) (there[i / Long.SIZE] >>> i & 1);
            }
            if (known != 0) {
                return known == last - first;
            }
            for (int i = first; i < last; i++) {
                there[i / Long.SIZE] |= 1L << i;
            }
            units += last - first;
            System.arraycopy(from, start, bytes, offset, count);
            return true;
        }

        /** Whether the last fragment is known and nothing before it is missing. */
        boolean complete() {
            return length >= 0 && units == (length + UNIT - 1) / UNIT;
        }
    }
}
