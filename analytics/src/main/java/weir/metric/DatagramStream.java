package weir.metric;

/**
 * One stream of datagrams of a sub-agent: its sequence numbers and its uptime.
 *
 * <p>Uptime runs with engine time, so the difference of the two tells whether a datagram can belong to the stream: after
 * a restart, or from another device, the uptime is another one. It is compared modulo 2^32 ms, because it wraps.
 *
 * <p>Thread: owner only.
 */
final class DatagramStream extends SequenceWindow {

    /** Uptime and engine time may differ by so much from one datagram to the next. */
    private static final int TOLERANCE_MS = 30_000;

    private static final long MILLISECOND = 1_000_000;

    private int uptime;
    private long time;
    private int datagrams;
    private int gap;

    /** Whether it had more than one datagram, so that it is a stream and not a stray. */
    boolean established() {
        return datagrams > 1;
    }

    /** Engine time of the latest datagram. */
    long time() {
        return time;
    }

    void start(int sequence, int datagramUptime, long now) {
        start(sequence);
        uptime = datagramUptime;
        time = now;
        datagrams = 1;
        gap = 0;
    }

    @Override
    void forget() {
        super.forget();
        datagrams = 0;
    }

    /** Whether a datagram with these numbers can be the next, a late or a duplicate one of this stream. */
    boolean continuedBy(int sequence, int datagramUptime, long now) {
        int ahead = ahead(sequence);
        if (ahead == 1) {
            return true;
        }
        if (!sameClock(datagramUptime, now)) {
            return false;
        }
        return ahead > 0 ? ahead <= SequenceWindow.LARGEST_GAP : SequenceWindow.remembered(-ahead);
    }

    /** As {@link #continuedBy}, for a stream that was thought to be over: sequence alone proves nothing then. */
    boolean resumedBy(int sequence, int datagramUptime, long now) {
        return started() && sameClock(datagramUptime, now) && continuedBy(sequence, datagramUptime, now);
    }

    /** How far the datagram lies from the one expected next. */
    int distance(int sequence) {
        return Math.abs(ahead(sequence) - 1);
    }

    /** An agent whose uptime stands still tells nothing by it. */
    private boolean sameClock(int datagramUptime, long now) {
        int elapsed = (int) ((now - time) / MILLISECOND);
        int shift = datagramUptime - uptime - elapsed;
        return datagramUptime == uptime || shift >= -TOLERANCE_MS && shift <= TOLERANCE_MS;
    }

    Arrival accept(int sequence, int datagramUptime, long now) {
        int ahead = ahead(sequence);
        gap = 0;
        if (ahead > 0) {
            gap = advance(ahead);
            uptime = datagramUptime;
            time = now;
            datagrams = 2;
            return Arrival.FRESH;
        }
        if (came(-ahead)) {
            return Arrival.DUPLICATE;
        }
        gap = fill(-ahead) ? -1 : 0;
        return Arrival.LATE;
    }

    /** Datagrams found missing before the one taken last; -1 when it was one of those counted before. */
    int gap() {
        return gap;
    }
}
