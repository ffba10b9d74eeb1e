package weir.shard;

import weir.ingest.QueueItem;

/**
 * What a shard's datagrams change.
 *
 * <p>Times are engine time, nanoseconds since the epoch, and never go back from one call to the next. What is thrown is
 * counted, told once, and does not end the shard.
 *
 * <p>Thread: the shard's only.
 */
public interface ShardState {

    /**
     * Applies a datagram.
     *
     * @param datagram a view, valid during the call
     */
    void apply(QueueItem datagram, long time);

    /**
     * Does periodic work that is due: sweeps, expiry. Comes before the first datagram with a later time.
     *
     * @param number that of the last datagram before the mark, on any shard
     */
    void mark(long number, long time);

    /**
     * A capture starts over: drops all baselines, as after a restart of every agent.
     *
     * @param number that of the last datagram before
     */
    void startPass(long number, long time);

    /**
     * The last datagram has been applied; the clock stands at this time for good.
     *
     * @param number that of the last datagram
     */
    void end(long number, long time);
}
