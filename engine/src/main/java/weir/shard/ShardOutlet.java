package weir.shard;

import weir.event.EventSink;
import weir.flow.ActiveFlows;

/**
 * Where a shard puts what it produces for the logs.
 *
 * <p>Thread: the shard's.
 */
public interface ShardOutlet extends EventSink {

    /**
     * Flows of edge ports, for thresholds on the whole network; they belong to the mark that is passed next.
     *
     * @param definition name of their definition
     */
    void network(String definition, ActiveFlows flows);

    /** Nothing of this time or an earlier one follows. Units: engine time, nanoseconds since the epoch. */
    void passed(long time);

    /** Nothing follows. */
    void ended();
}
