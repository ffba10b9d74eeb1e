package weir.flow;

import java.util.Optional;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

/**
 * Where a table of flows belongs: a data source of an agent, a whole agent, or the network.
 *
 * <p>Order: the network, then by agent and data source. Lifetime and thread: any; immutable.
 *
 * @param agent agent; empty for the network
 * @param dataSource data source, {@code 0} for a whole agent; empty for the network
 */
public record FlowSource(Optional<IpAddress> agent, Optional<DataSourceId> dataSource)
        implements Comparable<FlowSource> {

    /** The table of all edge ports of the network. */
    public static final FlowSource NETWORK = new FlowSource(Optional.empty(), Optional.empty());

    /** Wants both or neither. */
    public FlowSource {
        if (agent.isPresent() != dataSource.isPresent()) {
            throw new IllegalArgumentException("an agent without a data source, or the reverse");
        }
    }

    /** A data source of an agent. */
    public static FlowSource of(IpAddress agent, DataSourceId dataSource) {
        return new FlowSource(Optional.of(agent), Optional.of(dataSource));
    }

    /** The table of a whole agent. */
    public static FlowSource of(IpAddress agent) {
        return of(agent, DataSourceId.of(DataSourceId.INTERFACE, 0));
    }

    @Override
    public int compareTo(FlowSource other) {
        if (agent.isEmpty() || other.agent.isEmpty()) {
            return Boolean.compare(agent.isPresent(), other.agent.isPresent());
        }
        int byAgent = agent.orElseThrow().compareTo(other.agent.orElseThrow());
        return byAgent != 0 ? byAgent : dataSource.orElseThrow().compareTo(other.dataSource.orElseThrow());
    }
}
