package weir.service;

import java.util.Optional;
import weir.flow.FlowLocation;
import weir.topology.Place.LinkEnd;

/**
 * A place that sees a flow, with its names.
 *
 * <p>Thread: any; immutable.
 *
 * @param flow the flow, the place and its value there
 * @param node node, of the topology or else the agent's host name; empty when nobody names it
 * @param port port, of the topology or else the interface's name; empty when nobody names it
 * @param link end of a link that the place is; empty for an edge port and without topology
 */
public record LocatedFlow(FlowLocation flow, Optional<String> node, Optional<String> port, Optional<LinkEnd> link) {}
