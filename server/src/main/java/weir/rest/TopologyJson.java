package weir.rest;

import java.util.Map;
import java.util.Optional;
import weir.topology.Topology;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;

/** A topology as JSON. */
final class TopologyJson {

    private TopologyJson() {}

    /** Writes a topology, with its version if it was ever installed. */
    static void write(JsonOut out, Topology topology) {
        out.startObject();
        if (topology.isInstalled()) {
            out.member("version", (long) topology.version());
        }
        if (!topology.nodes().isEmpty()) {
            out.startObject("nodes");
            topology.nodes().forEach((name, node) -> node(out.startObject(name), node));
            out.endObject();
        }
        if (!topology.links().isEmpty()) {
            out.startObject("links");
            topology.links().forEach((name, link) -> link(out.startObject(name), link));
            out.endObject();
        }
        out.endObject();
    }

    private static void node(JsonOut out, Node node) {
        member(out, "agent", node.agent());
        member(out, "dpid", node.dpid());
        tags(out, node.tags());
        if (!node.ports().isEmpty()) {
            out.startObject("ports");
            node.ports().forEach((name, port) -> port(out.startObject(name), port));
            out.endObject();
        }
        out.endObject();
    }

    private static void port(JsonOut out, Port port) {
        member(out, "ifindex", port.ifIndex());
        member(out, "ofport", port.ofPort());
        member(out, "dpid", port.dpid());
        tags(out, port.tags());
        out.endObject();
    }

    private static void link(JsonOut out, Link link) {
        member(out, "node1", link.node1());
        member(out, "port1", link.port1());
        member(out, "node2", link.node2());
        member(out, "port2", link.port2());
        tags(out, link.tags());
        out.endObject();
    }

    private static void tags(JsonOut out, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            out.startObject("tags");
            tags.forEach(out::member);
            out.endObject();
        }
    }

    private static void member(JsonOut out, String name, Optional<String> value) {
        value.ifPresent(text -> out.member(name, text));
    }
}
