package weir.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.MetricRow;
import weir.metric.query.TopologyView;
import weir.net.IpAddress;
import weir.topology.IndexedNode.IndexedPort;
import weir.topology.Place.LinkEnd;
import weir.topology.Topology.Node;

/**
 * A topology, ready to be asked which node an agent is and which port an interface.
 *
 * <p>An agent is the nodes that give its address. If none does, it is the node that has its host name (metric
 * {@code host_name}) and gives no address. An interface is the port with its ifIndex; if there is none, the port that has
 * its name (metric {@code ifname}) and gives no ifIndex. So what a topology says outright wins over what agents are
 * called.
 *
 * <p>Names are taken from what agents publish when they are asked for. Thread: any; immutable.
 *
 * <p>Source: REST API reference, sections 1.5 and 7.
 */
public final class TopologyIndex implements TopologyView {

    /** Nothing was ever installed. */
    public static final TopologyIndex NONE = new TopologyIndex(Topology.NONE);

    private static final String INTERFACE_NAME = "ifname";
    private static final long LARGEST_INDEX = 0xFFFF_FFFFL;

    private final Topology topology;
    private final Map<String, IndexedNode> nodes = new LinkedHashMap<>();
    private final Map<IpAddress, List<IndexedNode>> byAgent = new HashMap<>();
    private final Map<String, List<IndexedNode>> byHostName = new HashMap<>();

    /** Indexes a topology. */
    public TopologyIndex(Topology topology) {
        this.topology = topology;
        topology.nodes().forEach((name, node) -> {
            IndexedNode indexed = new IndexedNode(name);
            node.ports().forEach((port, described) -> indexed.add(port, number(described.ifIndex())));
            nodes.put(name, indexed);
        });
        topology.links().forEach((name, link) -> {
            connect(name, link.node1(), link.port1(), link.node2(), link.port2());
            connect(name, link.node2(), link.port2(), link.node1(), link.port1());
        });
        nodes.forEach(this::nameAgent);
    }

    private static long number(Optional<String> ifIndex) {
        String text = ifIndex.orElse("");
        boolean digits = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(text) : -1;
        return number <= LARGEST_INDEX ? number : -1;
    }

    private void connect(
            String link,
            Optional<String> node,
            Optional<String> port,
            Optional<String> remoteNode,
            Optional<String> remotePort) {
        if (node.isPresent() && port.isPresent()) {
            LinkEnd end = new LinkEnd(
                    Label.of(link),
                    Label.of(node.get()),
                    Label.of(port.get()),
                    Label.of(remoteNode.orElse("")),
                    Label.of(remotePort.orElse("")));
            nodes.computeIfAbsent(node.get(), IndexedNode::new).connect(port.get(), end);
        }
    }

    private void nameAgent(String name, IndexedNode indexed) {
        Node node = topology.nodes().get(name);
        Optional<String> agent = node == null ? Optional.empty() : node.agent();
        Optional<IpAddress> address = agent.flatMap(IpAddress::parse);
        if (address.isPresent()) {
            byAgent.computeIfAbsent(address.get(), none -> new ArrayList<>()).add(indexed);
        } else {
            byHostName
                    .computeIfAbsent(agent.orElse(name), none -> new ArrayList<>())
                    .add(indexed);
        }
    }

    /** The topology. */
    public Topology topology() {
        return topology;
    }

    /** Whether there is nothing in it. */
    boolean isEmpty() {
        return nodes.isEmpty();
    }

    /**
     * Agents that nodes give the address or the host name of.
     *
     * @param known agents whose host names may be meant
     */
    public Set<IpAddress> agents(Collection<Agent> known) {
        Set<IpAddress> found = new HashSet<>(byAgent.keySet());
        if (!byHostName.isEmpty()) {
            for (Agent agent : known) {
                if (agent.hostName().filter(byHostName::containsKey).isPresent()) {
                    found.add(agent.address());
                }
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /** Names of all nodes, those that only links name among them, in the order of the topology. */
    public List<String> nodeNames() {
        return List.copyOf(nodes.keySet());
    }

    /** Names of the ports of a node, in the order of the topology. Absent: an empty list when it has none. */
    public List<String> portNames(String node) {
        IndexedNode known = nodes.get(node);
        return known == null ? List.of() : known.portNames();
    }

    /**
     * Names of the nodes that an agent is.
     *
     * @param agent the agent with this address; null when it has sent nothing yet
     */
    public List<String> nodeNames(IpAddress address, @Nullable Agent agent) {
        return nodes(address, agent).stream()
                .map(node -> node.name().toString())
                .toList();
    }

    /** What an interface of an agent is. */
    public Place place(Agent agent, long ifIndex) {
        return place(agent.address(), agent, ifIndex);
    }

    /**
     * What an interface of an agent is.
     *
     * @param agent the agent with this address; null when it has sent nothing yet
     */
    public Place place(IpAddress address, @Nullable Agent agent, long ifIndex) {
        List<IndexedNode> owners = nodes(address, agent);
        for (IndexedNode owner : owners) {
            IndexedPort port = owner.port(ifIndex);
            if (port != null) {
                return new Place(true, owner.name(), port.name(), port.link());
            }
        }
        String called = agent == null ? null : interfaceName(agent, ifIndex);
        if (called == null) {
            return owners.isEmpty() ? Place.NOWHERE : new Place(true, single(owners), null, null);
        }
        for (IndexedNode owner : owners) {
            IndexedPort port = owner.port(called);
            if (port != null) {
                return new Place(true, owner.name(), port.name(), port.link());
            }
        }
        return new Place(!owners.isEmpty(), single(owners), Label.of(called), null);
    }

    private List<IndexedNode> nodes(Agent agent) {
        return nodes(agent.address(), agent);
    }

    private List<IndexedNode> nodes(IpAddress address, @Nullable Agent agent) {
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<IndexedNode> named = byAgent.get(address);
        if (named != null) {
            return named;
        }
        if (agent == null) {
            return List.of();
        }
        return agent.hostName()
                .map(host -> byHostName.getOrDefault(host, List.of()))
                .orElse(List.of());
    }

    private static @Nullable Label single(List<IndexedNode> owners) {
        return owners.size() == 1 ? owners.getFirst().name() : null;
    }

    /** What an agent calls an interface. Absent: null. */
    static @Nullable String interfaceName(Agent agent, long ifIndex) {
        DataSource source = agent.dataSource(DataSourceId.of(DataSourceId.INTERFACE, ifIndex));
        return source == null ? null : interfaceName(source);
    }

    /** What an interface is called. Absent: null. */
    static @Nullable String interfaceName(DataSource source) {
        MetricRow row = source.row();
        return row.hasTexts() ? row.text(INTERFACE_NAME) : null;
    }

    @Override
    public boolean contains(Part part, Agent agent, DataSourceId dataSource) {
        if (part == Part.TOPOLOGY) {
            return !nodes(agent).isEmpty();
        }
        if (!dataSource.isInterface()) {
            return part == Part.EDGE && !nodes(agent).isEmpty();
        }
        return place(agent, dataSource.index()).isOf(part);
    }

    @Override
    public boolean isNode(String name, Agent agent) {
        IndexedNode node = nodes.get(name);
        return node != null && nodes(agent).contains(node);
    }
}
