package weir.topology;

import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.metric.query.TopologyView;

/**
 * What an interface of an agent is in a topology.
 *
 * <p>Thread: any; immutable.
 *
 * @param inTopology whether its agent is a node, or several nodes
 * @param node name of the node; null when its agent is none, or several and none of them has the interface
 * @param port name of the port, of the topology or else of the agent; null when nobody names it
 * @param link the end of a link that it is; null for an edge port and outside the topology
 */
public record Place(
        boolean inTopology,
        @Nullable Label node,
        @Nullable Label port,
        @Nullable LinkEnd link) {

    /** Nothing is known. */
    static final Place NOWHERE = new Place(false, null, null, null);

    /** Whether the interface belongs to a part of the topology. */
    public boolean isOf(TopologyView.Part part) {
        return inTopology
                && switch (part) {
                    case TOPOLOGY -> true;
                    case EDGE -> link == null;
                    case CORE -> link != null;
                };
    }

    /**
     * An end of a link, seen from its own side.
     *
     * @param name name of the link
     * @param localNode node at this end
     * @param localPort port at this end
     * @param remoteNode node at the other end; empty when the link does not say
     * @param remotePort port at the other end; empty when the link does not say
     */
    public record LinkEnd(Label name, Label localNode, Label localPort, Label remoteNode, Label remotePort) {}
}
