package weir.shard;

import org.HdrHistogram.Histogram;

/**
 * Takes events and flow records from all shards, puts them in order, and appends them to the logs, which numbers them.
 *
 * <p>Does nothing until {@link #start()}. Thread: any; each outlet its shard's.
 */
public interface Sequencer extends AutoCloseable {

    /** Where a shard puts what it produces. */
    ShardOutlet outlet(int shard);

    /** Starts the thread that appends. */
    void start();

    /** Events and flow records left out because too many waited to be appended. */
    long drops();

    /** Adds how long events took from arrival until they were logged, in live operation; for {@link Delays#empty}. */
    void addTo(Histogram sum);

    /** Ends the thread; what waits is left. */
    @Override
    void close();
}
