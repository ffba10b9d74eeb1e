package weir.ingest;

/**
 * How long a receiver that has emptied its socket lets datagrams gather before it looks again.
 *
 * <p>Being woken costs more than receiving, and so does waking a shard. So while datagrams come often, the receiver looks
 * at the socket now and then and takes all there are; when they come seldom, it waits in the socket, and the next one
 * wakes it; so too when fewer than {@value #WORTHWHILE} would gather. At the rate of late an eighth of the receive buffer may
 * fill in a pause; and no pause is so long that a flood of {@value #FLOOD} datagrams a second that begins in it would fill
 * more than half.
 *
 * <p>Thread: one receiver's.
 */
final class Gathering {

    /** The longest pause, of a large receive buffer. Units: ns. */
    static final long LONGEST = 10 * EngineClock.MILLISECOND;

    /** The shortest pause that is worth it. Units: ns. */
    static final long SHORTEST = EngineClock.MILLISECOND / 4;

    /** No pause: wait in the socket. */
    static final long NONE = 0;

    /** What a full datagram takes in the receive buffer of Linux, its own bookkeeping included. Units: bytes. */
    static final int BYTES_PER_DATAGRAM = 2304;

    static final int FLOOD = 50_000;

    private static final int PARTS = 8;
    /** With fewer datagrams to a pause, being woken by each costs less than looking in vain. */
    private static final int WORTHWHILE = 2;

    private final double most;
    private final long longest;
    private long last = Long.MIN_VALUE / 2;

    /**
     * For a socket from which nothing has been received yet.
     *
     * @param receiveBuffer bytes of its receive buffer
     */
    Gathering(int receiveBuffer) {
        double room = (double) receiveBuffer / BYTES_PER_DATAGRAM;
        most = room / PARTS;
        longest = Math.min(LONGEST, (long) (room / 2 / FLOOD * EngineClock.SECOND));
    }

    /**
     * The socket is empty.
     *
     * @param taken datagrams taken since it was empty before
     * @return nanoseconds to pause, or {@link #NONE}
     */
    long pause(int taken, long now) {
        long elapsed = now - last;
        last = now;
        if (taken == 0 || elapsed > 2 * longest) {
            return NONE;
        }
        long pause = Math.min((long) (most / taken * elapsed), longest);
        boolean worthwhile = pause >= SHORTEST && taken * pause >= WORTHWHILE * elapsed;
        return worthwhile ? pause : NONE;
    }
}
