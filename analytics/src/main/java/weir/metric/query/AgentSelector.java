package weir.metric.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.DataSourceId;
import weir.metric.query.TopologyView.Part;
import weir.net.IpAddress;

/**
 * Chooses agents, or with a topology some of their data sources.
 *
 * <p>Form: {@code ALL}, {@code TOPOLOGY}, {@code EDGE}, {@code CORE}, agent addresses, host names and names of topology
 * nodes, separated by commas; what any of them chooses is chosen. What is unknown chooses nothing.
 *
 * <p>Thread: any; immutable. Source: REST, agent selector.
 */
public final class AgentSelector {

    private static final String ALL = "ALL";

    private final boolean all;
    private final Set<Part> parts;
    private final Set<IpAddress> addresses;
    private final Set<String> names;
    private final TopologyView topology;

    private AgentSelector(
            boolean all, Set<Part> parts, Set<IpAddress> addresses, Set<String> names, TopologyView topology) {
        this.all = all;
        this.parts = parts;
        this.addresses = addresses;
        this.names = names;
        this.topology = topology;
    }

    /** Reads a selector; every text is one. */
    public static AgentSelector parse(String text, TopologyView topology) {
        boolean all = false;
        Set<Part> parts = EnumSet.noneOf(Part.class);
        Set<IpAddress> addresses = new TreeSet<>();
        Set<String> names = new HashSet<>();
        for (String item : Selectors.items(text)) {
            Optional<IpAddress> address = IpAddress.parse(item);
            if (item.equals(ALL)) {
                all = true;
            } else if (address.isPresent()) {
                addresses.add(address.get());
            } else if (part(item).isPresent()) {
                parts.add(part(item).get());
            } else {
                names.add(item);
            }
        }
        return new AgentSelector(all, parts, addresses, names, topology);
    }

    /** The agent named by one address, host name or node. Absent: null, also for selectors of more than that. */
    public static @Nullable Agent single(String text, AgentDirectory directory, TopologyView topology) {
        AgentSelector selector = parse(text, topology);
        boolean one =
                !selector.all && selector.parts.isEmpty() && selector.addresses.size() + selector.names.size() == 1;
        return one ? selector.agents(directory).stream().findFirst().orElse(null) : null;
    }

    private static Optional<Part> part(String item) {
        for (Part part : Part.values()) {
            if (part.name().equals(item)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The agents of which something is chosen, by ascending address. */
    public Collection<Agent> agents(AgentDirectory directory) {
        if (all) {
            return directory.agents();
        }
        List<Agent> chosen = new ArrayList<>();
        if (parts.isEmpty() && names.isEmpty()) {
            for (IpAddress address : addresses) {
                Agent agent = directory.agent(address);
                if (agent != null) {
                    chosen.add(agent);
                }
            }
            return chosen;
        }
        for (Agent agent : directory.agents()) {
            if (!parts.isEmpty() || isNamed(agent)) {
                chosen.add(agent);
            }
        }
        return chosen;
    }

    private boolean isNamed(Agent agent) {
        if (addresses.contains(agent.address())) {
            return true;
        }
        if (names.isEmpty()) {
            return false;
        }
        return agent.hostName().filter(names::contains).isPresent()
                || names.stream().anyMatch(name -> topology.isNode(name, agent));
    }

    /** Whether every data source of every agent is chosen. */
    public boolean choosesAll() {
        return all;
    }

    /** Whether every data source of an agent is chosen. */
    public boolean choosesAll(Agent agent) {
        return all || isNamed(agent);
    }

    /** Whether a data source is chosen as a part of the topology. */
    public boolean choosesPart(Agent agent, DataSourceId dataSource) {
        for (Part part : parts) {
            if (topology.contains(part, agent, dataSource)) {
                return true;
            }
        }
        return false;
    }
}
