package weir.script.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.graph.Hop;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.NetworkService;
import weir.service.TopologyService;
import weir.topology.Place.LinkEnd;
import weir.topology.Topology;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;

/** Functions about nodes, ports and links as the topology names them. Source: script API reference, section 7. */
final class TopologyFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(TopologyFunctions.class);

    private final TopologyService service;
    private final NetworkService network;

    TopologyFunctions(TopologyService service, NetworkService network) {
        this.service = service;
        this.network = network;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("setTopology", this::setTopology);
        calls.put("getTopology", arguments -> installed(TopologyFunctions::members));
        calls.put("topologyVersion", arguments -> installed(Topology::version));
        calls.put(
                "topologyNodeNames",
                arguments ->
                        installed(topology -> arguments.flag(0) ? sorted(network.nodeNames()) : network.nodeNames()));
        calls.put(
                "topologyLinkNames",
                arguments -> installed(topology -> {
                    List<String> names = List.copyOf(topology.links().keySet());
                    return arguments.flag(0) ? sorted(names) : names;
                }));
        calls.put("topologyNode", arguments -> node(arguments.text(0)).map(TopologyFunctions::members));
        calls.put("topologyLink", arguments -> link(arguments.text(0)).map(TopologyFunctions::members));
        calls.put("topologyNodeLinks", this::nodeLinks);
        calls.put("topologyNodePortNames", this::portNames);
        calls.put("topologyNodeTag", arguments -> network.nodeTag(text(arguments, 0), text(arguments, 1)));
        calls.put("topologyLinkTag", arguments -> network.linkTag(text(arguments, 0), text(arguments, 1)));
        calls.put(
                "topologyPortTag",
                arguments -> network.portTag(text(arguments, 0), text(arguments, 1), text(arguments, 2)));
        calls.put("topologyTags", arguments -> network.tags());
        calls.put("topologyDiameter", arguments -> service.graph().diameter());
        calls.put(
                "topologyShortestPath",
                arguments -> path(service.graph().shortestPath(text(arguments, 0), text(arguments, 1))));
        calls.put("topologyShortestPaths", this::shortestPaths);
        calls.put("topologyMinimumSpanningTree", arguments -> service.graph().spanningTree());
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

    private static String text(Arguments arguments, int index) {
        return arguments.text(index).orElse("");
    }

    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().toList();
    }

    private static List<Object> path(List<Hop> hops) {
        List<Object> path = new ArrayList<>();
        for (Hop hop : hops) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("linkname", hop.link());
            members.put("startnode", hop.startNode());
            members.put("startport", hop.startPort());
            members.put("endnode", hop.endNode());
            members.put("endport", hop.endPort());
            path.add(members);
        }
        return path;
    }

    private Object shortestPaths(Arguments arguments) {
        double most = arguments.number(2).orElse(1);
        double longest = arguments.number(3).orElse(Integer.MAX_VALUE);
        return service
                .graph()
                .shortestPaths(
                        text(arguments, 0), text(arguments, 1), (int) Math.clamp(most, 0, Integer.MAX_VALUE), (int)
                                Math.clamp(longest, 0, Integer.MAX_VALUE))
                .stream()
                .map(TopologyFunctions::path)
                .toList();
    }

    private Object setTopology(Arguments arguments) {
        Optional<Map<String, Object>> members = arguments.object(0);
        if (members.isEmpty()) {
            return false;
        }
        try {
            // Scripts install what they have stored at each start; the same topology keeps its version.
            service.installIfOther(members.get());
            return true;
        } catch (InvalidRequestException e) {
            LOG.info("setTopology refused it: {}", e.getMessage());
            return false;
        }
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
        List<Object> links = new ArrayList<>();
        for (LinkEnd end : network.links(text(arguments, 0))) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("linkname", end.name().toString());
            members.put("localport", end.localPort().toString());
            members.put("remotenode", end.remoteNode().toString());
            members.put("remoteport", end.remotePort().toString());
            links.add(members);
        }
        return links.isEmpty() ? null : links;
    }

    private @Nullable Object portNames(Arguments arguments) {
        List<String> ports = network.portNames(text(arguments, 0));
        if (ports.isEmpty() && !network.nodeNames().contains(text(arguments, 0))) {
            return null;
        }
        return arguments.flag(1) ? sorted(ports) : ports;
    }
}
