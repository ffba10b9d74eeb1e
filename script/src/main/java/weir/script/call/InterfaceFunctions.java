package weir.script.call;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.DataSourceId;
import weir.net.IpAddress;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.Engine;
import weir.service.NetworkService;
import weir.service.NetworkService.AgentInterface;
import weir.service.NetworkService.LinkInterfaces;
import weir.service.NetworkService.LinkView;
import weir.service.NetworkService.NodePort;

/** Functions that connect interfaces of agents with ports and links. Source: script API reference, section 7.2. */
final class InterfaceFunctions {

    private final Engine engine;
    private final NetworkService network;

    InterfaceFunctions(Engine engine) {
        this.engine = engine;
        network = engine.network();
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("topologyAgentForNode", arguments -> network.agentOf(text(arguments, 0)));
        calls.put("topologyNodesForAgent", this::nodes);
        calls.put("topologyInterfaceToLink", this::toLink);
        calls.put("topologyInterfaceToPort", this::toPort);
        calls.put("topologyPortToInterface", this::toInterface);
        calls.put("topologyLinkToInterfaces", this::toInterfaces);
        calls.put("topologyLinkMetric", this::linkMetric);
        return calls;
    }

    private static String text(Arguments arguments, int index) {
        return arguments.text(index).orElse("");
    }

    /** An agent by its address or name. Absent: empty. */
    static Optional<IpAddress> agent(Engine engine, Arguments arguments, int index) {
        return arguments
                .text(index)
                .flatMap(name -> IpAddress.parse(name)
                        .or(() -> engine.metrics().agent(name).map(Agent::address)));
    }

    /** An ifIndex, as a number or the name of the data source. Absent: empty. */
    static Optional<Long> ifIndex(Arguments arguments, int index) {
        return arguments
                .text(index)
                .flatMap(DataSourceId::parse)
                .filter(DataSourceId::isInterface)
                .map(DataSourceId::index);
    }

    private @Nullable Object nodes(Arguments arguments) {
        Optional<IpAddress> agent = agent(engine, arguments, 0);
        Optional<Long> ifIndex = ifIndex(arguments, 1);
        if (agent.isEmpty()) {
            return null;
        }
        List<String> nodes =
                ifIndex.isEmpty() ? network.nodesOf(agent.get()) : network.nodesOf(agent.get(), ifIndex.get());
        return nodes.isEmpty() ? null : nodes;
    }

    private @Nullable Object toLink(Arguments arguments) {
        Optional<LinkView> link = agent(engine, arguments, 0)
                .flatMap(agent -> ifIndex(arguments, 1).flatMap(ifIndex -> network.linkOf(agent, ifIndex)));
        if (link.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("linkname", link.get().end().name().toString());
        members.put("localnode", link.get().end().localNode().toString());
        members.put("localport", link.get().end().localPort().toString());
        members.put("remotenode", link.get().end().remoteNode().toString());
        members.put("remoteport", link.get().end().remotePort().toString());
        members.put("remoteagent", link.get().remote().agent());
        members.put("remoteifindex", link.get().remote().ifIndex());
        return members;
    }

    private @Nullable Object toPort(Arguments arguments) {
        Optional<NodePort> port = agent(engine, arguments, 0)
                .flatMap(agent -> ifIndex(arguments, 1).flatMap(ifIndex -> network.portOf(agent, ifIndex)));
        if (port.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("node", port.get().node());
        members.put("port", port.get().port());
        return members;
    }

    private @Nullable Object toInterface(Arguments arguments) {
        AgentInterface found = network.interfaceOf(text(arguments, 0), text(arguments, 1));
        if (found.agent().isEmpty() || found.ifIndex().isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", found.agent());
        members.put("ifindex", found.ifIndex());
        return members;
    }

    private @Nullable Object toInterfaces(Arguments arguments) {
        Optional<LinkInterfaces> found = network.interfacesOf(text(arguments, 0));
        if (found.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("node1", found.get().link().node1());
        members.put("port1", found.get().link().port1());
        members.put("agent1", found.get().first().agent());
        members.put("ifindex1", found.get().first().ifIndex());
        members.put("node2", found.get().link().node2());
        members.put("port2", found.get().link().port2());
        members.put("agent2", found.get().second().agent());
        members.put("ifindex2", found.get().second().ifIndex());
        return members;
    }

    private @Nullable Object linkMetric(Arguments arguments) {
        if (!engine.topology().topology().isInstalled()) {
            return null;
        }
        List<String> names = Arrays.stream(text(arguments, 1).split("[,;]"))
                .map(String::strip)
                .toList();
        return network.linkMetrics(text(arguments, 0), names, text(arguments, 2))
                .map(cells -> cells.stream()
                        .map(cell -> cell.<Object>map(MetricFunctions::cell).orElse(Map.of()))
                        .toList())
                .orElse(null);
    }
}
