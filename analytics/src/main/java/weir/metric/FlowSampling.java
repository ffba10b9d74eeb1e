package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How a data source samples, as one sub-agent says: what each of its flow samples stands for.
 *
 * <p>A sample stands for N packets, the sampling rate, times (received + lost) / received, since what was lost on the
 * way must be made up for by what came. Both are counted by the sequence numbers of a moving window of about
 * {@value #WINDOW} samples or {@value #WINDOW_SECONDS} s, kept as two halves. A gap of half a window or more is an
 * outage: it says nothing about the samples around it, and the window begins anew.
 *
 * <p>The growth of the sample pool for each sample taken is followed too. It stands in for N where the agent does not
 * know it, and shows where N is wrong; it does not scale otherwise. A lasting difference is told from more samples than a
 * window holds: the latest {@value #LASTING} to twice as many.
 *
 * <p>Shape: it is the sequence of these samples too, so that one object has all that a sample changes.
 *
 * <p>Thread: owner only, unless said otherwise. Source: sFlow Version 5, section 5, struct flow_sample.
 */
class FlowSampling extends SampleSequence {

    private static final VarHandle RATE;
    private static final VarHandle LASTING_GROWTH;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            RATE = lookup.findVarHandle(FlowSampling.class, "rate", long.class);
            LASTING_GROWTH = lookup.findVarHandle(FlowSampling.class, "lastingGrowth", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static final int WINDOW = 1000;
    static final int WINDOW_SECONDS = 60;
    static final int LASTING = 8192;

    private static final int HALF = WINDOW / 2;
    /** Enough for twice {@link #LASTING} and a gap; of the 49 bits above a pool of 32 bits fills 47. */
    private static final int LASTING_BITS = 15;

    private static final long LASTING_MASK = (1L << LASTING_BITS) - 1;
    private static final long HALF_SPAN = WINDOW_SECONDS * 1_000_000_000L / 2;

    /** What the half window that runs saw, and the one before. */
    private int received;

    private int receivedBefore;
    private int lost;
    private int lostBefore;
    /** Samples taken between the pools compared, and how far those grew. */
    private int taken;

    private int takenBefore;
    private long grown;
    private long grownBefore;
    private long rate = -1;
    private boolean poolKnown;
    private int pool;
    private long began = Long.MIN_VALUE;
    /**
     * Samples taken, below {@value #LASTING_BITS} bits, and above them how far the pool has grown meanwhile: one number, so that
     * whoever reads it from another thread has two that belong together.
     */
    private long lastingGrowth;

    /**
     * Takes a sample that counts.
     *
     * @param arrival how it stands in its sequence
     * @param gap samples found missing before it; -1 when it was one of those counted before
     * @param newRate N of 1-in-N as the sample says; 0 when the agent does not know
     * @param newPool its running total of packets
     */
    final void take(Arrival arrival, int gap, long newRate, long newPool, long now) {
        if (arrival == Arrival.LATE) {
            received++;
            lost += gap;
            return;
        }
        if (arrival == Arrival.RESTART || newRate != rate || gap >= HALF) {
            restart(newRate, now);
        } else {
            turn(now);
            lost += gap;
            if (poolKnown) {
                long growth = (int) newPool - pool & 0xFFFF_FFFFL;
                taken += 1 + gap;
                grown += growth;
                remember(1 + gap, growth);
            }
        }
        received++;
        pool = (int) newPool;
        poolKnown = true;
    }

    private void remember(int more, long growth) {
        long samples = (lastingGrowth & LASTING_MASK) + more;
        long packets = (lastingGrowth >>> LASTING_BITS) + growth;
        if (samples >= 2 * LASTING) {
            samples /= 2;
            packets /= 2;
        }
        LASTING_GROWTH.setOpaque(this, packets << LASTING_BITS | samples);
    }

    private void restart(long newRate, long now) {
        if (newRate != rate) {
            LASTING_GROWTH.setOpaque(this, 0L);
        }
        RATE.setOpaque(this, newRate);
        turnOver();
        turnOver();
        poolKnown = false;
        began = now;
    }

    private void turnOver() {
        receivedBefore = received;
        lostBefore = lost;
        takenBefore = taken;
        grownBefore = grown;
        received = 0;
        lost = 0;
        taken = 0;
        grown = 0;
    }

    private void turn(long now) {
        if (received + lost >= HALF || now - began >= HALF_SPAN) {
            if (now - began >= 2 * HALF_SPAN) {
                // What is so old does not count, in whichever half it is.
                turnOver();
            }
            turnOver();
            began = now;
        }
    }

    /** Reads of what stands apart in memory. */
    final long touchSampling() {
        return began;
    }

    /** Packets or operations that the sample taken last stands for. */
    final double weight() {
        double nominal = rate > 0 ? rate : Math.max(1, poolRate());
        int missing = lost + lostBefore;
        if (missing <= 0) {
            return nominal;
        }
        double came = (double) received + receivedBefore;
        return nominal * ((came + missing) / came);
    }

    /** Average growth of the pool for each sample taken. Absent: 0. */
    final double poolRate() {
        long all = (long) taken + takenBefore;
        return all == 0 ? 0 : (double) (grown + grownBefore) / all;
    }

    /** N of 1-in-N of the latest flow sample, 0 when the agent does not know. Absent: -1 before the first. Thread: any. */
    final long rate() {
        return (long) RATE.getOpaque(this);
    }

    /**
     * As {@link #poolRate()}, over as many samples as are remembered since the rate is what it is. Absent: 0. Thread: any.
     */
    final double lastingPoolRate() {
        long all = (long) LASTING_GROWTH.getOpaque(this);
        return all == 0 ? 0 : (double) (all >>> LASTING_BITS) / (all & LASTING_MASK);
    }

    /** How many samples {@link #lastingPoolRate()} is the average of. Thread: any. */
    final int lastingPoolSamples() {
        return (int) ((long) LASTING_GROWTH.getOpaque(this) & LASTING_MASK);
    }
}
