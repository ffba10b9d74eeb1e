package weir.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.alg.shortestpath.YenKShortestPath;
import org.jgrapht.alg.spanning.KruskalMinimumSpanningTree;
import org.jgrapht.graph.WeightedPseudograph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.jspecify.annotations.Nullable;
import weir.request.InvalidRequestException;
import weir.topology.Topology;
import weir.topology.Topology.Link;

/**
 * A topology as a graph: its nodes, and its links that name two nodes. Every link counts 1.
 *
 * <p>Links and nodes are entered by name, so that of several equal answers the same is given whatever the order of the
 * topology. Thread: any; immutable.
 *
 * <p>Source: script API reference, section 7.2.
 */
public final class NetworkGraph {

    /** Most ways that can be asked for at a time. */
    public static final int MOST_WAYS = 1000;

    /** Nodes beyond which the diameter is that seen from so many nodes: a lower bound. */
    static final int EXACT_DIAMETER = 2000;

    private final WeightedPseudograph<String, Edge> graph = new WeightedPseudograph<>(Edge.class);

    /** A link that connects two nodes. */
    record Edge(String name, Link link) {

        String node1() {
            return link.node1().orElse("");
        }

        Hop from(String node) {
            String port1 = link.port1().orElse("");
            String port2 = link.port2().orElse("");
            String node2 = link.node2().orElse("");
            return node1().equals(node)
                    ? new Hop(name, node, port1, node2, port2)
                    : new Hop(name, node2, port2, node1(), port1);
        }
    }

    /** The graph of a topology. */
    public NetworkGraph(Topology topology) {
        new TreeMap<>(topology.nodes()).keySet().forEach(graph::addVertex);
        for (Map.Entry<String, Link> entry : new TreeMap<>(topology.links()).entrySet()) {
            Link link = entry.getValue();
            if (link.node1().isPresent() && link.node2().isPresent()) {
                graph.addVertex(link.node1().get());
                graph.addVertex(link.node2().get());
                graph.addEdge(link.node1().get(), link.node2().get(), new Edge(entry.getKey(), link));
            }
        }
    }

    /** Number of nodes. */
    public int size() {
        return graph.vertexSet().size();
    }

    /**
     * The shortest way between two nodes. Absent: empty when there is none, and when both are the same.
     *
     * @throws InvalidRequestException one of them is no node of the graph
     */
    public List<Hop> shortestPath(String from, String to) {
        check(from);
        check(to);
        @Nullable
        GraphPath<String, Edge> found = from.equals(to) ? null : new BFSShortestPath<>(graph).getPath(from, to);
        return found == null ? List.of() : hops(found);
    }

    /**
     * The shortest ways between two nodes that pass no node twice, the shortest first. Links side by side make ways of their
     * own.
     *
     * @param most at most so many
     * @param longest most links of a way
     * @throws InvalidRequestException one of them is no node of the graph, or too many ways are asked for
     */
    public List<List<Hop>> shortestPaths(String from, String to, int most, int longest) {
        check(from);
        check(to);
        if (most < 0 || most > MOST_WAYS) {
            throw new InvalidRequestException("the number of ways must be 0 to " + MOST_WAYS);
        }
        if (from.equals(to) || most == 0) {
            return List.of();
        }
        return new YenKShortestPath<>(graph)
                .getPaths(from, to, most).stream()
                        .filter(path -> path.getLength() <= longest)
                        .map(NetworkGraph::hops)
                        .toList();
    }

    private static List<Hop> hops(GraphPath<String, Edge> path) {
        List<Hop> hops = new ArrayList<>();
        String at = path.getStartVertex();
        for (Edge edge : path.getEdgeList()) {
            Hop hop = edge.from(at);
            hops.add(hop);
            at = hop.endNode();
        }
        return List.copyOf(hops);
    }

    private void check(String node) {
        if (!graph.containsVertex(node)) {
            throw new InvalidRequestException("the topology has no node " + node);
        }
    }

    /** Names of links that connect all nodes that are connected at all, and make no circle; by name. */
    public List<String> spanningTree() {
        return new KruskalMinimumSpanningTree<>(graph)
                .getSpanningTree().getEdges().stream()
                        .map(Edge::name)
                        .sorted(Comparator.naturalOrder())
                        .toList();
    }

    /**
     * Links of the longest of all shortest ways; ways that do not exist do not count. Exact up to {@value
     * #EXACT_DIAMETER} nodes.
     */
    public int diameter() {
        int diameter = 0;
        int looked = 0;
        for (String node : graph.vertexSet()) {
            if (looked++ == EXACT_DIAMETER) {
                break;
            }
            diameter = Math.max(diameter, farthest(graph, node));
        }
        return diameter;
    }

    private static int farthest(Graph<String, Edge> graph, String node) {
        BreadthFirstIterator<String, Edge> visit = new BreadthFirstIterator<>(graph, node);
        int farthest = 0;
        while (visit.hasNext()) {
            farthest = visit.getDepth(visit.next());
        }
        return farthest;
    }
}
