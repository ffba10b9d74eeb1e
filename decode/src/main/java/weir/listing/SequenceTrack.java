package weir.listing;

/**
 * Follows the sequence numbers of one sub-agent's datagrams.
 *
 * <p>A small step ahead is a loss, a small step back a datagram that was late or came twice; a late one takes back the
 * loss it was counted as. A large step either way, or a step together with a much smaller uptime, is a
 * restart.
 *
 * <p>Thread: one.
 *
 * <p>Source: sFlow Version 5, section 5, struct sample_datagram_v5, sequence_number and uptime.
 */
final class SequenceTrack {

    /** Steps beyond this are no loss of datagrams. */
    private static final int LARGEST_STEP = 10_000;
    /** No datagram is on its way for longer, in milliseconds. */
    private static final long LATEST = 60_000;

    private boolean begun;
    private int last;
    private long uptime;
    private long lost;
    private long late;
    private long restarts;

    void next(long sequence, long millisecondsUp) {
        int step = (int) sequence - last;
        if (!begun) {
            begun = true;
        } else if (step > LARGEST_STEP || step < -LARGEST_STEP || step != 1 && isYounger(millisecondsUp)) {
            restarts++;
        } else if (step > 0) {
            lost += step - 1L;
        } else {
            late++;
            lost = step < 0 && lost > 0 ? lost - 1 : lost;
            return;
        }
        last = (int) sequence;
        uptime = millisecondsUp;
    }

    /** Whether the agent is up for so much less that the datagram cannot just be late. */
    private boolean isYounger(long millisecondsUp) {
        return uptime - millisecondsUp > LATEST || millisecondsUp < uptime / 2;
    }

    /** Datagrams that never came. */
    long lost() {
        return lost;
    }

    /** Datagrams that came late or twice. */
    long late() {
        return late;
    }

    /** How often the agent began anew. */
    long restarts() {
        return restarts;
    }
}
