package weir.lookup;

import org.jspecify.annotations.Nullable;

/**
 * What topology and telemetry say of a port: an agent's interface.
 *
 * <p>Asked on a shard for each sample: answers from memory and never blocks. The agent is given by its address. Thread:
 * any.
 */
public interface PortFacts {

    /** Knows nothing. */
    PortFacts NONE = new PortFacts() {};

    /** Name of the topology node that owns the interface. Absent: null. */
    default @Nullable Label node(boolean v6, long high, long low, long ifIndex) {
        return null;
    }

    /** Name of the interface: the topology port's, else the metric {@code ifname}. Absent: null. */
    default @Nullable Label interfaceName(boolean v6, long high, long low, long ifIndex) {
        return null;
    }

    /** Name of the topology link attached to the interface. Absent: null for an edge port. */
    default @Nullable Label link(boolean v6, long high, long low, long ifIndex) {
        return null;
    }
}
