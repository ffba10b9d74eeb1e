package weir.rest;

import java.util.Map;
import java.util.Optional;
import weir.service.TopologyService;
import weir.topology.Topology;
import weir.topology.Topology.Link;
import weir.topology.Topology.Node;
import weir.topology.Topology.Port;

/**
 * Calls about the topology. Source: REST API reference, section 7.
 *
 * <p>Thread: any.
 */
public final class TopologyCalls {

    private final TopologyService service;

    /** Calls of a service. */
    public TopologyCalls(TopologyService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("topology", request -> topology(), "installTopology", this::install);
    }

    private Answer install(RestRequest request) {
        service.install(request.body().members());
        return new Answer.Done();
    }

    private Answer topology() {
        Topology topology = service.topology();
        return new Answer.Json(out -> {
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
        });
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
