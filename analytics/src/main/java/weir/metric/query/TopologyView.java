package weir.metric.query;

import weir.metric.DataSourceId;
import weir.net.IpAddress;

/**
 * What the selectors of a topology choose; the topology itself is kept elsewhere.
 *
 * <p>Thread: any.
 */
@FunctionalInterface
public interface TopologyView {

    /** No topology is installed: nothing is part of it. */
    TopologyView NONE = (part, agent, dataSource) -> false;

    /** Parts of a topology that a selector can name. */
    enum Part {
        /** Data sources of agents that are nodes. */
        TOPOLOGY,
        /** Of those, all that are no end of a link. */
        EDGE,
        /** Of those, all that are an end of a link. */
        CORE
    }

    /** Whether a data source belongs to a part. */
    boolean contains(Part part, IpAddress agent, DataSourceId dataSource);
}
