package weir.metric.query;

import weir.metric.Agent;
import weir.metric.DataSourceId;

/**
 * What the selectors of a topology choose, in one version; the topology itself is kept elsewhere.
 *
 * <p>Thread: any.
 */
public interface TopologyView {

    /** No topology is installed: nothing is part of it. */
    TopologyView NONE = new TopologyView() {
        @Override
        public boolean contains(Part part, Agent agent, DataSourceId dataSource) {
            return false;
        }

        @Override
        public boolean isNode(String name, Agent agent) {
            return false;
        }
    };

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
    boolean contains(Part part, Agent agent, DataSourceId dataSource);

    /** Whether an agent is the node with a name, or one of several nodes and that is the name of one of them. */
    boolean isNode(String name, Agent agent);
}
