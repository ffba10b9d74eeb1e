package weir.metric;

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
 * <p>Thread: owner only. Source: sFlow Version 5, section 5, struct flow_sample.
 */
final class FlowSampling {

    static final int WINDOW = 1000;
    static final int WINDOW_SECONDS = 60;
    static final int LASTING = 8192;

    private static final int HALF = WINDOW / 2;
    private static final long HALF_SPAN = WINDOW_SECONDS * 1_000_000_000L / 2;

    private final Half current = new Half();
    private final Half before = new Half();
    private long rate = -1;
    private boolean poolKnown;
    private int pool;
    private long began = Long.MIN_VALUE;
    private int lastingTaken;
    private long lastingGrown;

    /** What half a window saw. */
    private static final class Half {

        private int received;
        private int lost;
        /** Samples taken between the pools compared. */
        private int taken;

        private long grown;

        void clear() {
            received = 0;
            lost = 0;
            taken = 0;
            grown = 0;
        }

        void become(Half other) {
            received = other.received;
            lost = other.lost;
            taken = other.taken;
            grown = other.grown;
        }
    }

    /**
     * Takes a sample that counts.
     *
     * @param arrival how it stands in its sequence
     * @param gap samples found missing before it; -1 when it was one of those counted before
     * @param newRate N of 1-in-N as the sample says; 0 when the agent does not know
     * @param newPool its running total of packets
     */
    void accept(Arrival arrival, int gap, long newRate, long newPool, long now) {
        if (arrival == Arrival.LATE) {
            current.received++;
            current.lost += gap;
            return;
        }
        if (arrival == Arrival.RESTART || newRate != rate || gap >= HALF) {
            restart(newRate, now);
        } else {
            turn(now);
            current.lost += gap;
            if (poolKnown) {
                long growth = (int) newPool - pool & 0xFFFF_FFFFL;
                current.taken += 1 + gap;
                current.grown += growth;
                remember(1 + gap, growth);
            }
        }
        current.received++;
        pool = (int) newPool;
        poolKnown = true;
    }

    private void remember(int taken, long growth) {
        lastingTaken += taken;
        lastingGrown += growth;
        if (lastingTaken >= 2 * LASTING) {
            lastingTaken /= 2;
            lastingGrown /= 2;
        }
    }

    private void restart(long newRate, long now) {
        if (newRate != rate) {
            lastingTaken = 0;
            lastingGrown = 0;
        }
        rate = newRate;
        before.clear();
        current.clear();
        poolKnown = false;
        began = now;
    }

    private void turn(long now) {
        if (current.received + current.lost >= HALF || now - began >= HALF_SPAN) {
            if (now - began >= 2 * HALF_SPAN) {
                // What is so old does not count, in whichever half it is.
                current.clear();
            }
            before.become(current);
            current.clear();
            began = now;
        }
    }

    /** Packets or operations that the sample taken last stands for. */
    double weight() {
        double received = (double) current.received + before.received;
        double all = received + Math.max(0, current.lost + before.lost);
        double nominal = rate > 0 ? rate : Math.max(1, poolRate());
        return nominal * (all / received);
    }

    /** Average growth of the pool for each sample taken. Absent: 0. */
    double poolRate() {
        long taken = (long) current.taken + before.taken;
        return taken == 0 ? 0 : (double) (current.grown + before.grown) / taken;
    }

    /** As {@link #poolRate()}, over as many samples as are remembered since the rate is what it is. Absent: 0. */
    double lastingPoolRate() {
        return lastingTaken == 0 ? 0 : (double) lastingGrown / lastingTaken;
    }

    /** How many samples {@link #lastingPoolRate()} is the average of. */
    int lastingPoolSamples() {
        return lastingTaken;
    }
}
