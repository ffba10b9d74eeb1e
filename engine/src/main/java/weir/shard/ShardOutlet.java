package weir.shard;

import weir.event.EventSink;

/**
 * Where a shard puts what it produces for the logs.
 *
 * <p>Thread: the shard's.
 */
public interface ShardOutlet extends EventSink {

    /** Nothing of this time or an earlier one follows. Units: engine time, nanoseconds since the epoch. */
    void passed(long time);

    /** Nothing follows. */
    void ended();
}
