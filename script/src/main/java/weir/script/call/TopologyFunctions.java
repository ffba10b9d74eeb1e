package weir.script.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.metric.Agent;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.TopologyService;
import weir.topology.Topology;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;
import weir.topology.TopologyReader;

/** Functions about nodes, ports and links as the topology names them. Source: script API reference, section 7. */
final class TopologyFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(TopologyFunctions.class);

    private final TopologyService service;
    private final NodeAgents agents;

    TopologyFunctions(TopologyService service, NodeAgents agents) {
        this.service = service;
        this.agents = agents;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("setTopology", this::setTopology);
        calls.put("getTopology", arguments -> installed(TopologyFunctions::members));
        calls.put("topologyVersion", arguments -> installed(Topology::version));
        calls.put("topologyNodeNames", arguments -> installed(topology -> names(topology, arguments)));
        calls.put(
                "topologyLinkNames",
                arguments -> installed(topology -> {
                    List<String> names = List.copyOf(topology.links().keySet());
                    return arguments.flag(0) ? List.copyOf(new TreeSet<>(names)) : names;
                }));
        calls.put("topologyNode", arguments -> node(arguments.text(0)).map(TopologyFunctions::members));
        calls.put("topologyLink", arguments -> link(arguments.text(0)).map(TopologyFunctions::members));
        calls.put("topologyNodeLinks", this::nodeLinks);
        calls.put("topologyNodePortNames", this::portNames);
        calls.put("topologyNodeTag", arguments -> node(arguments.text(0)).map(node -> tag(node.tags(), arguments, 1)));
        calls.put("topologyLinkTag", arguments -> link(arguments.text(0)).map(link -> tag(link.tags(), arguments, 1)));
        calls.put(
                "topologyPortTag",
                arguments -> node(arguments.text(0))
                        .flatMap(node -> Optional.ofNullable(
                                node.ports().get(arguments.text(1).orElse(""))))
                        .map(port -> tag(port.tags(), arguments, 2)));
        calls.put("topologyTags", arguments -> tags(service.topology()));
        calls.put("topologyAgentForNode", arguments -> arguments.text(0).flatMap(agents::address));
        calls.put("topologyNodesForAgent", this::nodesForAgent);
        return calls;
    }

    private @Nullable Object installed(Function<Topology, Object> answer) {
        Topology topology = service.topology();
        return topology.isInstalled() ? answer.apply(topology) : null;
    }

    private Optional<Node> node(Optional<String> name) {
        return name.flatMap(
                known -> Optional.ofNullable(service.topology().nodes().get(known)));
    }

    private Optional<Link> link(Optional<String> name) {
        return name.flatMap(
                known -> Optional.ofNullable(service.topology().links().get(known)));
    }

    private static @Nullable Object tag(Map<String, String> tags, Arguments arguments, int index) {
        return tags.get(arguments.text(index).orElse(""));
    }

    private Object setTopology(Arguments arguments) {
        Optional<Map<String, Object>> members = arguments.object(0);
        if (members.isEmpty()) {
            return false;
        }
        try {
            // Scripts install what they have stored at each start; the same topology keeps its version.
            Topology now = service.topology();
            if (!now.isInstalled() || !TopologyReader.read(members.get()).sameAs(now)) {
                service.install(members.get());
            }
            return true;
        } catch (InvalidRequestException e) {
            LOG.info("setTopology refused it: {}", e.getMessage());
            return false;
        }
    }

    private static Object names(Topology topology, Arguments arguments) {
        List<String> names = List.copyOf(nodeNames(topology));
        return arguments.flag(0) ? List.copyOf(new TreeSet<>(names)) : names;
    }

    /** Names of nodes, of those too that only links name. */
    static Iterable<String> nodeNamesOf(Topology topology) {
        return nodeNames(topology);
    }

    private static java.util.Set<String> nodeNames(Topology topology) {
        java.util.Set<String> names =
                new java.util.LinkedHashSet<>(topology.nodes().keySet());
        topology.links().values().forEach(link -> {
            link.node1().ifPresent(names::add);
            link.node2().ifPresent(names::add);
        });
        return names;
    }

    private static Map<String, Object> members(Topology topology) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", topology.version());
        if (!topology.nodes().isEmpty()) {
            members.put("nodes", mapped(topology.nodes(), TopologyFunctions::members));
        }
        if (!topology.links().isEmpty()) {
            members.put("links", mapped(topology.links(), TopologyFunctions::members));
        }
        return members;
    }

    private static <T> Map<String, Object> mapped(Map<String, T> all, Function<T, Object> members) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        all.forEach((name, one) -> mapped.put(name, members.apply(one)));
        return mapped;
    }

    private static Object members(Node node) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", node.agent());
        members.put("dpid", node.dpid());
        putTags(members, node.tags());
        if (!node.ports().isEmpty()) {
            members.put("ports", mapped(node.ports(), TopologyFunctions::members));
        }
        return members;
    }

    private static Object members(Port port) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ifindex", port.ifIndex());
        members.put("ofport", port.ofPort());
        members.put("dpid", port.dpid());
        putTags(members, port.tags());
        return members;
    }

    private static Object members(Link link) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("node1", link.node1());
        members.put("port1", link.port1());
        members.put("node2", link.node2());
        members.put("port2", link.port2());
        putTags(members, link.tags());
        return members;
    }

    private static void putTags(Map<String, Object> members, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            members.put("tags", tags);
        }
    }

    private @Nullable Object nodeLinks(Arguments arguments) {
        String node = arguments.text(0).orElse("");
        List<Object> links = new ArrayList<>();
        service.topology().links().forEach((name, link) -> {
            if (link.node1().equals(Optional.of(node))) {
                links.add(seen(name, link.port1(), link.node2(), link.port2()));
            } else if (link.node2().equals(Optional.of(node))) {
                links.add(seen(name, link.port2(), link.node1(), link.port1()));
            }
        });
        return links.isEmpty() ? null : links;
    }

    private static Map<String, Object> seen(
            String link, Optional<String> port, Optional<String> remoteNode, Optional<String> remotePort) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("linkname", link);
        members.put("localport", port);
        members.put("remotenode", remoteNode);
        members.put("remoteport", remotePort);
        return members;
    }

    private @Nullable Object portNames(Arguments arguments) {
        String node = arguments.text(0).orElse("");
        java.util.Set<String> ports = new java.util.LinkedHashSet<>();
        node(Optional.of(node)).ifPresent(known -> ports.addAll(known.ports().keySet()));
        service.topology().links().values().forEach(link -> {
            if (link.node1().equals(Optional.of(node))) {
                link.port1().ifPresent(ports::add);
            }
            if (link.node2().equals(Optional.of(node))) {
                link.port2().ifPresent(ports::add);
            }
        });
        if (ports.isEmpty() && node(Optional.of(node)).isEmpty()) {
            return null;
        }
        return arguments.flag(1) ? List.copyOf(new TreeSet<>(ports)) : List.copyOf(ports);
    }

    private static List<String> tags(Topology topology) {
        TreeSet<String> tags = new TreeSet<>();
        topology.nodes().values().forEach(node -> {
            tags.addAll(node.tags().keySet());
            node.ports().values().forEach(port -> tags.addAll(port.tags().keySet()));
        });
        topology.links().values().forEach(link -> tags.addAll(link.tags().keySet()));
        return List.copyOf(tags);
    }

    private @Nullable Object nodesForAgent(Arguments arguments) {
        Optional<Agent> agent = arguments.text(0).flatMap(agents::agent);
        if (agent.isEmpty()) {
            return null;
        }
        List<String> nodes = new ArrayList<>();
        if (arguments.isMissing(1)) {
            for (String name : nodeNames(service.topology())) {
                if (service.index().isNode(name, agent.get())) {
                    nodes.add(name);
                }
            }
        } else {
            agents.place(agent.get(), arguments.text(1).orElse(""))
                    .flatMap(place -> Optional.ofNullable(place.node()))
                    .ifPresent(node -> nodes.add(node.toString()));
        }
        return nodes.isEmpty() ? null : nodes;
    }
}
