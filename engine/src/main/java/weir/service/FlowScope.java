package weir.service;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.flow.AggMode;
import weir.flow.FlowSource;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.query.AgentSelector;
import weir.metric.query.TopologyView;
import weir.metric.query.TopologyView.Part;
import weir.net.IpAddress;

/**
 * Which tables of flows a question is about, and how their values become one.
 *
 * <p>Names and topology are asked here, so that shards only look tables up. Thread: any; immutable.
 *
 * @param sources the tables
 * @param mode how their values become one
 */
record FlowScope(Predicate<FlowSource> sources, AggMode mode) {

    private static final DataSourceId WHOLE_AGENT = DataSourceId.of(DataSourceId.INTERFACE, 0);

    /**
     * Reads a selector of agents.
     *
     * @param asked the mode, unless the selector is {@code EDGE} or {@code CORE}
     */
    static FlowScope of(String agents, AggMode asked, TopologyView topology, AgentDirectory directory) {
        AggMode named = switch (agents.strip()) {
            case "EDGE" -> AggMode.EDGE;
            case "CORE" -> AggMode.CORE;
            default -> asked;
        };
        AgentSelector selector = AgentSelector.parse(agents, topology);
        @Nullable
        Part part = switch (named) {
            case EDGE -> Part.EDGE;
            case CORE -> Part.CORE;
            default -> null;
        };
        if (part == null && selector.choosesAll()) {
            return new FlowScope(source -> true, named);
        }
        Set<FlowSource> chosen = new HashSet<>();
        for (Agent agent : selector.agents(directory)) {
            boolean all = selector.choosesAll(agent);
            for (DataSource source : agent.dataSources().values()) {
                add(chosen, selector, all, topology, part, agent, source.id());
            }
            if (part == null) {
                // A table of a whole agent is no port.
                add(chosen, selector, all, topology, null, agent, WHOLE_AGENT);
            }
        }
        return new FlowScope(chosen::contains, named);
    }

    private static void add(
            Set<FlowSource> chosen,
            AgentSelector selector,
            boolean all,
            TopologyView topology,
            @Nullable Part part,
            Agent agent,
            DataSourceId source) {
        boolean selected = all || selector.choosesPart(agent, source);
        if (selected && (part == null || topology.contains(part, agent, source))) {
            chosen.add(FlowSource.of(agent.address(), source));
        }
    }

    /** All tables of some agents. */
    static Predicate<FlowSource> of(Collection<Agent> agents, AgentDirectory directory) {
        if (agents.size() >= directory.size()) {
            return source -> true;
        }
        Set<IpAddress> addresses = new HashSet<>();
        agents.forEach(agent -> addresses.add(agent.address()));
        return source -> source.agent().filter(addresses::contains).isPresent();
    }

    /** The one agent that a selector names. Absent: null. */
    static @Nullable Agent single(String agent, TopologyView topology, AgentDirectory directory) {
        return AgentSelector.single(agent, directory, topology);
    }
}
