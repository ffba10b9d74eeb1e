package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Sequence numbers of one kind of sample of one data source, and the running total of drops that the samples carry.
 *
 * <p>Agents number samples anew when they restart and when a counter of the data source was reset. A step back is one of
 * three things, told apart by what else is known: a duplicate or late sample comes in a duplicate or late datagram, or is
 * a few steps behind; anything else that goes back, above all to a small number, is a new beginning.
 *
 * <p>Thread: owner only; {@link #came} and {@link #lost} any. Source: sFlow Version 5, section 5, struct counters_sample and
 * flow_sample.
 */
class SampleSequence extends SequenceWindow {

    private static final VarHandle CAME;
    private static final VarHandle LOST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CAME = lookup.findVarHandle(SampleSequence.class, "came", long.class);
            LOST = lookup.findVarHandle(SampleSequence.class, "lost", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A fresh datagram does not carry samples this far behind. */
    private static final int FAR = 16;
    /** Numbers a new beginning starts with, the first few of which may be lost. */
    private static final int SMALL = 3;

    /** Epoch of the sub-agent in which the sample before came. */
    private int epoch;

    private int gap;
    private int drops;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private long came;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private long lost;

    /**
     * Takes the next sample.
     *
     * @param from the sub-agent that sent it
     * @param datagram how its datagram stands in the sequence of the sub-agent
     */
    final Arrival accept(int sequence, SubAgent from, Arrival datagram, long now) {
        gap = 0;
        boolean restarted = from.epoch() != epoch;
        epoch = from.epoch();
        if (!started()) {
            start(sequence);
            return Arrival.RESTART;
        }
        int ahead = ahead(sequence);
        // Where two devices use one address, numbers that rise say nothing either.
        boolean anew = restarted && (ahead <= 0 || from.conflicted(now));
        if (anew || ahead > SequenceWindow.LARGEST_GAP) {
            start(sequence);
            return Arrival.RESTART;
        }
        if (ahead > 0) {
            gap = advance(ahead);
            return Arrival.FRESH;
        }
        return behind(sequence, -ahead, datagram == Arrival.FRESH);
    }

    private Arrival behind(int sequence, int behind, boolean freshDatagram) {
        boolean remembered = SequenceWindow.remembered(behind);
        boolean came = remembered && came(behind);
        if (freshDatagram && behind != 0 && beginsAnew(sequence, behind, came)) {
            start(sequence);
            return Arrival.RESTART;
        }
        if (came) {
            return Arrival.DUPLICATE;
        }
        gap = remembered && fill(behind) ? -1 : 0;
        return Arrival.LATE;
    }

    private static boolean beginsAnew(int sequence, int behind, boolean came) {
        boolean far = behind < 0 || behind >= FAR;
        boolean small = Integer.compareUnsigned(sequence, SMALL) <= 0;
        return far || small && (came || behind > SMALL);
    }

    /** A read of it, so that it is at hand later. */
    final int touchSequence() {
        return gap;
    }

    /** Samples found missing before the one taken last; -1 when it was one of those counted before. */
    final int gap() {
        return gap;
    }

    /** Counts the sample taken last, unless it came before. */
    final void count(Arrival arrival) {
        if (arrival != Arrival.DUPLICATE) {
            CAME.setOpaque(this, came + 1);
            if (gap != 0) {
                LOST.setOpaque(this, lost + gap);
            }
        }
    }

    /** Samples that came. */
    final long came() {
        return (long) CAME.getOpaque(this);
    }

    /** Samples found missing. */
    final long lost() {
        return (long) LOST.getOpaque(this);
    }

    /** Takes the running total of drops of the sample taken last. Answers how many are new. */
    final long newDrops(long total, Arrival arrival) {
        int before = drops;
        drops = (int) total;
        return arrival == Arrival.RESTART ? 0 : (long) CounterDelta.of32(before, total);
    }
}
