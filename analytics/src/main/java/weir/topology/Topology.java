package weir.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes and links as a user describes them: names and other text, not yet connected with agents.
 *
 * <p>Shape: in the order they were given. A link may name nodes and ports that are not among the nodes.
 *
 * <p>Bound: what {@link TopologyReader} lets in. Thread: any; immutable.
 *
 * <p>Source: REST API reference, section 7.
 *
 * @param version 0 for the first that was installed, then 1 more for each; {@value #NEVER} before
 * @param nodes nodes by name
 * @param links links by name
 */
public record Topology(int version, Map<String, Node> nodes, Map<String, Link> links) {

    private static final int NEVER = -1;

    /** Nothing was ever installed. */
    public static final Topology NONE = new Topology(NEVER, Map.of(), Map.of());

    /** Copies the maps. */
    public Topology {
        nodes = ordered(nodes);
        links = ordered(links);
    }

    /**
     * A switch, router or host.
     *
     * @param agent address of its agent; a text that is no address is the host name of its agent
     * @param dpid number of an OpenFlow switch, as text
     * @param tags free text by name
     * @param ports ports by name
     */
    public record Node(
            Optional<String> agent, Optional<String> dpid, Map<String, String> tags, Map<String, Port> ports) {

        /** Copies the maps. */
        public Node {
            tags = ordered(tags);
            ports = ordered(ports);
        }
    }

    /**
     * An interface of a node.
     *
     * @param ifIndex its ifIndex, as text
     * @param ofPort its number in OpenFlow, as text
     * @param dpid number of its OpenFlow switch, as text
     * @param tags free text by name
     */
    public record Port(
            Optional<String> ifIndex, Optional<String> ofPort, Optional<String> dpid, Map<String, String> tags) {

        /** Copies the map. */
        public Port {
            tags = ordered(tags);
        }
    }

    /**
     * A connection of two ports.
     *
     * @param node1 name of the node at one end
     * @param port1 name of its port
     * @param node2 name of the node at the other end
     * @param port2 name of its port
     * @param tags free text by name
     */
    public record Link(
            Optional<String> node1,
            Optional<String> port1,
            Optional<String> node2,
            Optional<String> port2,
            Map<String, String> tags) {

        /** Copies the map. */
        public Link {
            tags = ordered(tags);
        }
    }

    /** Whether something was installed, and be it nothing. */
    public boolean isInstalled() {
        return version != NEVER;
    }

    /** This topology as the one that comes after another. */
    public Topology after(Topology before) {
        return new Topology(before.version + 1, nodes, links);
    }

    /** Whether nodes and links are the same as those of another, whatever their versions. */
    public boolean sameAs(Topology other) {
        return nodes.equals(other.nodes) && links.equals(other.links);
    }

    private static <T> Map<String, T> ordered(Map<String, T> map) {
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
