package weir.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.DataSource;
import weir.metric.query.Cell;
import weir.net.IpAddress;
import weir.topology.Place;
import weir.topology.Place.LinkEnd;
import weir.topology.Topology;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;
import weir.topology.TopologyIndex;

/**
 * The names of the topology beside the addresses and interfaces of agents, in both directions.
 *
 * <p>What the topology says outright wins; the rest follows from the host names and interface names that agents publish.
 * Thread: any. Source: script API reference, section 7.2.
 */
public final class NetworkService {

    private static final String INTERFACE_NAME = "ifname";

    private final TopologyService topology;
    private final AgentDirectory directory;
    private final MetricService metrics;

    NetworkService(TopologyService topology, AgentDirectory directory, MetricService metrics) {
        this.topology = topology;
        this.directory = directory;
        this.metrics = metrics;
    }

    /**
     * An interface of an agent.
     *
     * @param agent agent of a node. Absent: empty when nobody knows it
     * @param ifIndex its ifIndex as text. Absent: as for the agent
     */
    public record AgentInterface(Optional<IpAddress> agent, Optional<String> ifIndex) {}

    /**
     * A port of a node.
     *
     * @param node name of the node. Absent: empty when nobody names it
     * @param port name of the port. Absent: as for the node
     */
    public record NodePort(Optional<String> node, Optional<String> port) {}

    /**
     * A link, seen from one of its ends.
     *
     * @param end names of the link and both ends
     * @param remote interface at the other end
     */
    public record LinkView(LinkEnd end, AgentInterface remote) {}

    /**
     * The interfaces at both ends of a link.
     *
     * @param link the link
     * @param first interface at its first end
     * @param second interface at its second end
     */
    public record LinkInterfaces(Link link, AgentInterface first, AgentInterface second) {}

    private Topology current() {
        return topology.topology();
    }

    /** Names of all nodes, those that only links name among them, in the order of the topology. */
    public List<String> nodeNames() {
        return List.copyOf(topology.index().nodeNames());
    }

    /** Names of the ports of a node, in the order of the topology. Absent: an empty list for no port or node. */
    public List<String> portNames(String node) {
        return topology.index().portNames(node);
    }

    /** The links of a node, seen from it. Absent: an empty list for no link or node. */
    public List<LinkEnd> links(String node) {
        List<LinkEnd> ends = new ArrayList<>();
        current().links().forEach((name, link) -> {
            if (link.node1().filter(node::equals).isPresent()) {
                ends.add(end(name, link.node1(), link.port1(), link.node2(), link.port2()));
            } else if (link.node2().filter(node::equals).isPresent()) {
                ends.add(end(name, link.node2(), link.port2(), link.node1(), link.port1()));
            }
        });
        return ends;
    }

    private static LinkEnd end(
            String name,
            Optional<String> node,
            Optional<String> port,
            Optional<String> remoteNode,
            Optional<String> remotePort) {
        return new LinkEnd(
                Label.of(name),
                Label.of(node.orElse("")),
                Label.of(port.orElse("")),
                Label.of(remoteNode.orElse("")),
                Label.of(remotePort.orElse("")));
    }

    /** The agent of a node: the address that the topology gives, else the agent with its host name. Absent: empty. */
    public Optional<IpAddress> agentOf(String node) {
        Optional<IpAddress> given = Optional.ofNullable(current().nodes().get(node))
                .flatMap(Node::agent)
                .flatMap(IpAddress::parse);
        return given.isPresent() ? given : agent(node).map(Agent::address);
    }

    private Optional<Agent> agent(String node) {
        TopologyIndex index = topology.index();
        Optional<IpAddress> given = Optional.ofNullable(current().nodes().get(node))
                .flatMap(Node::agent)
                .flatMap(IpAddress::parse);
        if (given.isPresent()) {
            return Optional.ofNullable(directory.agent(given.get()));
        }
        return directory.agents().stream()
                .filter(agent -> index.isNode(node, agent))
                .findFirst();
    }

    /** The nodes that an agent is: none, one, or several that give its address. */
    public List<String> nodesOf(IpAddress agent) {
        return topology.index().nodeNames(agent, directory.agent(agent));
    }

    /** The nodes that an agent is and that have an interface as a port; several share an agent in emulated networks. */
    public List<String> nodesOf(IpAddress agent, long ifIndex) {
        return text(place(agent, ifIndex).node()).stream().toList();
    }

    private Place place(IpAddress agent, long ifIndex) {
        return topology.index().place(agent, directory.agent(agent), ifIndex);
    }

    /** The link that an interface is an end of. Absent: empty when it is none. */
    public Optional<LinkView> linkOf(IpAddress agent, long ifIndex) {
        LinkEnd end = place(agent, ifIndex).link();
        return end == null
                ? Optional.empty()
                : Optional.of(new LinkView(
                        end,
                        interfaceOf(
                                end.remoteNode().toString(), end.remotePort().toString())));
    }

    /** The port that an interface is. Absent: empty when nobody names its node. */
    public Optional<NodePort> portOf(IpAddress agent, long ifIndex) {
        Place place = place(agent, ifIndex);
        return place.node() == null
                ? Optional.empty()
                : Optional.of(new NodePort(text(place.node()), text(place.port())));
    }

    private static Optional<String> text(@Nullable Label label) {
        return Optional.ofNullable(label).map(Label::toString);
    }

    /** The interface that a port is, as far as it is known. */
    public AgentInterface interfaceOf(String node, String port) {
        Optional<String> given = Optional.ofNullable(current().nodes().get(node))
                .flatMap(known -> Optional.ofNullable(known.ports().get(port)))
                .flatMap(Port::ifIndex);
        Optional<Agent> agent = agent(node);
        Optional<String> ifIndex = given.isPresent() ? given : agent.flatMap(known -> indexOf(known, port));
        return new AgentInterface(agentOf(node), ifIndex);
    }

    private static Optional<String> indexOf(Agent agent, String port) {
        for (DataSource source : agent.dataSources().values()) {
            if (source.id().isInterface() && port.equals(source.row().text(INTERFACE_NAME))) {
                return Optional.of(Long.toString(source.id().index()));
            }
        }
        return Optional.empty();
    }

    /** The interfaces at the ends of a link. Absent: empty when there is no such link. */
    public Optional<LinkInterfaces> interfacesOf(String link) {
        return Optional.ofNullable(current().links().get(link))
                .map(known -> new LinkInterfaces(
                        known,
                        interfaceOf(known.node1().orElse(""), known.port1().orElse("")),
                        interfaceOf(known.node2().orElse(""), known.port2().orElse(""))));
    }

    /**
     * Metrics of the interfaces at both ends of a link.
     *
     * @param names metrics, each with its data source in front or not
     * @param startNode the node whose end comes first; the link's first one unless it is the second
     * @return all metrics of the one end, then all of the other; empty where a value cannot be found. Absent: empty when
     *     there is no such link
     */
    public Optional<List<Optional<Cell>>> linkMetrics(String link, List<String> names, String startNode) {
        return interfacesOf(link).map(ends -> {
            List<Optional<Cell>> cells = new ArrayList<>();
            boolean turned = ends.link().node2().filter(startNode::equals).isPresent()
                    && ends.link().node1().filter(startNode::equals).isEmpty();
            cells.addAll(metrics(turned ? ends.second() : ends.first(), names));
            cells.addAll(metrics(turned ? ends.first() : ends.second(), names));
            return cells;
        });
    }

    private List<Optional<Cell>> metrics(AgentInterface end, List<String> names) {
        Map<String, Cell> found = new HashMap<>();
        if (end.agent().isPresent() && end.ifIndex().isPresent()) {
            String source = end.ifIndex().get();
            String asked = String.join(
                    ",", names.stream().map(name -> source + "." + name).toList());
            metrics.dump(end.agent().get().toString(), asked, Map.of(), cell -> found.put(cell.metric(), cell));
        }
        return names.stream().map(name -> Optional.ofNullable(found.get(name))).toList();
    }

    /** A tag of a node. Absent: empty. */
    public Optional<String> nodeTag(String node, String tag) {
        return Optional.ofNullable(current().nodes().get(node))
                .map(known -> known.tags().get(tag));
    }

    /** A tag of a link. Absent: empty. */
    public Optional<String> linkTag(String link, String tag) {
        return Optional.ofNullable(current().links().get(link))
                .map(known -> known.tags().get(tag));
    }

    /** A tag of a port. Absent: empty. */
    public Optional<String> portTag(String node, String port, String tag) {
        return Optional.ofNullable(current().nodes().get(node))
                .map(known -> known.ports().get(port))
                .map(known -> known.tags().get(tag));
    }

    /** Names of all tags of nodes, ports and links, by name. */
    public List<String> tags() {
        Set<String> tags = new TreeSet<>();
        current().nodes().values().forEach(node -> {
            tags.addAll(node.tags().keySet());
            node.ports().values().forEach(port -> tags.addAll(port.tags().keySet()));
        });
        current().links().values().forEach(link -> tags.addAll(link.tags().keySet()));
        return List.copyOf(tags);
    }
}
