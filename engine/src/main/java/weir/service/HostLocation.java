package weir.service;

import java.util.Map;
import java.util.Optional;
import weir.topology.SeenHost;

/**
 * Where a host is attached to the network.
 *
 * <p>Thread: any; immutable. Source: script API reference, section 7.3.
 *
 * @param host the host as its packets show it, with agent and ifIndex of the port
 * @param node node of the port. Absent: empty when nobody names it
 * @param port name of the port. Absent: as for the node
 * @param vendor who made the adapter. Absent: empty without the table of vendors
 * @param aggregation metrics of the port that say which link aggregation it is part of, by name
 */
public record HostLocation(
        SeenHost host,
        Optional<String> node,
        Optional<String> port,
        Optional<String> vendor,
        Map<String, Object> aggregation) {

    /** Copies the map. */
    public HostLocation {
        aggregation = Map.copyOf(aggregation);
    }
}
