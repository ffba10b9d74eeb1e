package weir.shard;

import weir.ingest.EngineClock;

/**
 * Which datagrams a shard leaves out because they have waited too long.
 *
 * <p>A shard that cannot follow would otherwise be behind by its whole queue, and all that it finds out would be late by
 * that, while what it leaves out is made up for by sequence numbers. A shard that only stood still for a while, at its start
 * or in a collection, loses nothing: it works off what has gathered and has caught up before it is {@linkplain #GRACE given up
 * on}.
 *
 * <p>Thread: the shard's.
 */
final class Patience {

    /** How long a datagram may wait in a shard that cannot follow. Units: ns. */
    static final long LONGEST = EngineClock.SECOND;

    /** How long a shard may work on what has waited longer, before it counts as one that cannot follow. Units: ns. */
    static final long GRACE = EngineClock.SECOND;

    /** A shard whose datagrams wait no longer than this follows again. Units: ns. */
    static final long CAUGHT_UP = EngineClock.SECOND / 4;

    private static final long NEVER = Long.MAX_VALUE;

    /** When the shard began to work on what has waited too long; {@link #NEVER} when it does not. */
    private long lateSince = NEVER;

    private boolean leavesOut;

    /**
     * Whether to leave out the datagram whose turn it is.
     *
     * @param arrived engine time of its arrival
     * @param now engine time, not before that of the question before
     */
    boolean isOver(long arrived, long now) {
        long waited = now - arrived;
        if (waited <= LONGEST) {
            lateSince = NEVER;
            leavesOut &= waited > CAUGHT_UP;
            return false;
        }
        lateSince = Math.min(lateSince, now);
        leavesOut |= now - lateSince > GRACE;
        return leavesOut;
    }
}
