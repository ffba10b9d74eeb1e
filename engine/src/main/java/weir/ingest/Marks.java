package weir.ingest;

/**
 * The grid of marks: instants of engine time, {@value #INTERVAL} ns apart, at which periodic work is done.
 *
 * <p>The grid is fixed to the epoch, so that all shards and all runs over one capture have the same marks.
 */
public final class Marks {

    /** Nanoseconds from mark to mark. */
    public static final long INTERVAL = 100 * EngineClock.MILLISECOND;

    /** Marks between two datagrams of a capture at most: an hour's worth. */
    static final long MOST_IN_A_GAP = 36_000;

    private Marks() {}

    /** The first mark at or after a time. */
    static long atOrAfter(long time) {
        return Math.ceilDiv(time, INTERVAL) * INTERVAL;
    }

    /** The last mark at or before a time. */
    static long atOrBefore(long time) {
        return Math.floorDiv(time, INTERVAL) * INTERVAL;
    }

    /**
     * Distance between marks in a stretch of a capture without datagrams: the interval, but so much more in a stretch
     * of more than an hour that it has no more marks than that, so that a wrong time stamp cannot stop a replay.
     */
    static long step(long from, long to) {
        long count = (to - from) / INTERVAL;
        return (count / MOST_IN_A_GAP + 1) * INTERVAL;
    }
}
