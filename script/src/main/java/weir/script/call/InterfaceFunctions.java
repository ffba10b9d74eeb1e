package weir.script.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.metric.query.MetricSummary;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.MetricService;
import weir.service.TopologyService;
import weir.topology.Place;
import weir.topology.Place.LinkEnd;
import weir.topology.Topology.Link;

/** Functions that connect interfaces of agents with ports and links. Source: script API reference, section 7.2. */
final class InterfaceFunctions {

    private final TopologyService topology;
    private final MetricService metrics;
    private final NodeAgents agents;

    InterfaceFunctions(TopologyService topology, MetricService metrics, NodeAgents agents) {
        this.topology = topology;
        this.metrics = metrics;
        this.agents = agents;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("topologyInterfaceToLink", this::toLink);
        calls.put("topologyInterfaceToPort", this::toPort);
        calls.put("topologyPortToInterface", this::toInterface);
        calls.put("topologyLinkToInterfaces", this::toInterfaces);
        calls.put("topologyLinkMetric", this::linkMetric);
        return calls;
    }

    private Optional<Place> place(Arguments arguments) {
        return arguments
                .text(0)
                .flatMap(agents::agent)
                .flatMap(agent -> agents.place(agent, arguments.text(1).orElse("")));
    }

    private @Nullable Object toLink(Arguments arguments) {
        Optional<Place> place = place(arguments);
        LinkEnd end = place.isEmpty() ? null : place.get().link();
        if (end == null) {
            return null;
        }
        String remote = end.remoteNode().toString();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("linkname", end.name().toString());
        members.put("localnode", end.localNode().toString());
        members.put("localport", end.localPort().toString());
        members.put("remotenode", remote);
        members.put("remoteport", end.remotePort().toString());
        members.put("remoteagent", agents.address(remote));
        putIndex(
                members,
                "remoteifindex",
                agents.ifIndex(remote, end.remotePort().toString()));
        return members;
    }

    private static void putIndex(Map<String, Object> members, String name, OptionalLong ifIndex) {
        ifIndex.ifPresent(known -> members.put(name, Long.toString(known)));
    }

    private @Nullable Object toPort(Arguments arguments) {
        Optional<Place> place = place(arguments);
        if (place.isEmpty() || place.get().node() == null) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("node", place.get().node().toString());
        members.put("port", Optional.ofNullable(place.get().port()).map(Object::toString));
        return members;
    }

    private @Nullable Object toInterface(Arguments arguments) {
        String node = arguments.text(0).orElse("");
        Optional<String> agent = agents.address(node);
        OptionalLong ifIndex = agents.ifIndex(node, arguments.text(1).orElse(""));
        if (agent.isEmpty() || ifIndex.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", agent);
        putIndex(members, "ifindex", ifIndex);
        return members;
    }

    private Optional<Link> link(Arguments arguments) {
        return arguments
                .text(0)
                .flatMap(name -> Optional.ofNullable(topology.topology().links().get(name)));
    }

    private @Nullable Object toInterfaces(Arguments arguments) {
        Optional<Link> link = link(arguments);
        if (link.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        end(members, "1", link.get().node1(), link.get().port1());
        end(members, "2", link.get().node2(), link.get().port2());
        return members;
    }

    private void end(Map<String, Object> members, String number, Optional<String> node, Optional<String> port) {
        members.put("node" + number, node);
        members.put("port" + number, port);
        members.put("agent" + number, node.flatMap(agents::address));
        putIndex(members, "ifindex" + number, agents.ifIndex(node.orElse(""), port.orElse("")));
    }

    private @Nullable Object linkMetric(Arguments arguments) {
        if (!topology.topology().isInstalled()) {
            return null;
        }
        Optional<Link> link = link(arguments);
        Optional<String> node1 = link.flatMap(Link::node1);
        Optional<String> node2 = link.flatMap(Link::node2);
        List<String> names = new ArrayList<>();
        for (String name : arguments.text(1).orElse("").split("[,;]")) {
            names.add(name.strip());
        }
        List<Object> first = values(node1, link.flatMap(Link::port1), names);
        List<Object> second = values(node2, link.flatMap(Link::port2), names);
        boolean turned = !arguments.isMissing(2) && arguments.text(2).equals(node2) && !node1.equals(node2);
        List<Object> all = new ArrayList<>(turned ? second : first);
        all.addAll(turned ? first : second);
        return all;
    }

    /** One value for each name, at an end of a link; an empty object for one that cannot be found. */
    private List<Object> values(Optional<String> node, Optional<String> port, List<String> names) {
        OptionalLong ifIndex = agents.ifIndex(node.orElse(""), port.orElse(""));
        Optional<String> agent = node.flatMap(agents::address);
        List<Object> values = new ArrayList<>();
        for (String name : names) {
            values.add(agent.isEmpty() || ifIndex.isEmpty() ? Map.of() : value(agent.get(), ifIndex.getAsLong(), name));
        }
        return values;
    }

    private Object value(String agent, long ifIndex, String name) {
        MetricSummary summary =
                metrics.metric(agent, "any:" + ifIndex + "." + name, Map.of()).getFirst();
        Object value = summary.value();
        if (value == null) {
            return Map.of();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", agent);
        members.put("dataSource", Long.toString(ifIndex));
        members.put("metricName", name);
        members.put("metricValue", value);
        members.put("lastUpdate", summary.lastUpdateMin());
        MetricFunctions.topKeys(members, summary.topKeys());
        return members;
    }
}
