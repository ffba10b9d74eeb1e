package weir.script.call;

import java.util.Optional;
import java.util.OptionalLong;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.service.MetricService;
import weir.service.TopologyService;
import weir.topology.Place;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;

/**
 * Which agent a node is and which interface a port, by what the topology says and by what agents publish.
 *
 * <p>Thread: any.
 */
final class NodeAgents {

    private static final String INTERFACE_NAME = "ifname";

    private final MetricService metrics;
    private final TopologyService topology;

    NodeAgents(MetricService metrics, TopologyService topology) {
        this.metrics = metrics;
        this.topology = topology;
    }

    /** The agent with an address or name. Absent: empty when it has sent nothing. */
    Optional<Agent> agent(String name) {
        return metrics.agent(name);
    }

    private Optional<Node> node(String name) {
        return Optional.ofNullable(topology.topology().nodes().get(name));
    }

    /** Address of the agent of a node. Absent: empty. */
    Optional<String> address(String node) {
        return metrics.agent(node)
                .map(agent -> agent.address().toString())
                .or(() -> node(node).flatMap(Node::agent));
    }

    /** What an interface is; the interface is given by its ifIndex or data source. Absent: empty when it is no number. */
    Optional<Place> place(Agent agent, String ifIndex) {
        return DataSourceId.parse(ifIndex)
                .filter(DataSourceId::isInterface)
                .map(id -> topology.index().place(agent, id.index()));
    }

    /** The ifIndex of a port. Absent: empty when nobody says it. */
    OptionalLong ifIndex(String node, String port) {
        Optional<String> given = node(node)
                .flatMap(known -> Optional.ofNullable(known.ports().get(port)))
                .flatMap(Port::ifIndex);
        if (given.isPresent()) {
            return DataSourceId.parse(given.get())
                    .map(id -> OptionalLong.of(id.index()))
                    .orElse(OptionalLong.empty());
        }
        Optional<Agent> agent = metrics.agent(node).or(() -> address(node).flatMap(metrics::agent));
        if (agent.isPresent()) {
            for (DataSource source : agent.get().dataSources().values()) {
                if (source.id().isInterface() && port.equals(source.row().text(INTERFACE_NAME))) {
                    return OptionalLong.of(source.id().index());
                }
            }
        }
        return OptionalLong.empty();
    }
}
