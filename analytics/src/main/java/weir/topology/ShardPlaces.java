package weir.topology;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lookup.Label;
import weir.lookup.PortFacts;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.TelemetryListener;
import weir.metric.query.TopologyView;
import weir.net.IpAddress;
import weir.sflow.DatagramHeader;

/**
 * The places of the interfaces of one shard's agents, for every sample.
 *
 * <p>A place follows from the topology in force and from what the agent itself has published before the sample, so it does
 * not depend on other agents, on the number of shards or on the speed of a replay. Places are remembered: a sample of a
 * known interface costs no allocation. They are forgotten when the topology changes, and for an agent when one of its names
 * does.
 *
 * <p>As {@link PortFacts} it knows the agent of the datagram at hand only. Bound: {@value AgentPlaces#MOST} interfaces of
 * an agent. Thread: owner of the agents only.
 */
public final class ShardPlaces implements PortFacts, TopologyView, TelemetryListener {

    private final Map<Agent, AgentPlaces> agents = new HashMap<>();
    private TopologyIndex topology = TopologyIndex.NONE;
    private @Nullable Agent current;
    private @Nullable AgentPlaces currentPlaces;

    /** Whether a topology with anything in it is in force. */
    boolean knowsTopology() {
        return !topology.isEmpty();
    }

    /** Puts a topology in force. */
    public void use(TopologyIndex now) {
        if (!now.equals(topology)) {
            topology = now;
            agents.clear();
            currentPlaces = null;
        }
    }

    @Override
    public void onDatagram(DatagramHeader header, Agent agent) {
        if (!agent.equals(current)) {
            current = agent;
            currentPlaces = null;
        }
    }

    @Override
    public void onRow(Agent agent, DataSource source) {
        renamed(agent, source, false);
    }

    @Override
    public void onGone(Agent agent, DataSource source) {
        renamed(agent, source, true);
    }

    private void renamed(Agent agent, DataSource source, boolean gone) {
        boolean atHand = agent.equals(current) && currentPlaces != null;
        AgentPlaces known = atHand ? currentPlaces : agents.get(agent);
        if (known != null) {
            known.renamed(source, gone);
        }
    }

    @Override
    public void onGone(Agent agent) {
        agents.remove(agent);
        current = null;
        currentPlaces = null;
    }

    private AgentPlaces of(Agent agent) {
        boolean atHand = agent.equals(current);
        if (atHand && currentPlaces != null) {
            return currentPlaces;
        }
        AgentPlaces places = agents.get(agent);
        if (places == null) {
            places = new AgentPlaces(agent);
            agents.put(agent, places);
        }
        if (atHand) {
            currentPlaces = places;
        }
        return places;
    }

    /** The place of an interface of an agent of this shard. */
    public Place place(Agent agent, long ifIndex) {
        return of(agent).place(ifIndex, topology);
    }

    /** Whether an interface of an agent of this shard is an edge port that has a name. */
    boolean isNamedEdge(Agent agent, long ifIndex) {
        return of(agent).isNamedEdge(ifIndex, topology);
    }

    private Place place(boolean v6, long high, long low, long ifIndex) {
        Agent agent = current;
        if (agent == null) {
            return Place.NOWHERE;
        }
        IpAddress address = agent.address();
        boolean same = address.low() == low && address.high() == high && address.v6() == v6;
        return same ? place(agent, ifIndex) : Place.NOWHERE;
    }

    @Override
    public @Nullable Label node(boolean v6, long high, long low, long ifIndex) {
        return place(v6, high, low, ifIndex).node();
    }

    @Override
    public @Nullable Label interfaceName(boolean v6, long high, long low, long ifIndex) {
        return place(v6, high, low, ifIndex).port();
    }

    @Override
    public @Nullable Label link(boolean v6, long high, long low, long ifIndex) {
        Place.LinkEnd end = place(v6, high, low, ifIndex).link();
        return end == null ? null : end.name();
    }

    /** Interfaces are answered from memory; other data sources, which are rare, by the index. */
    @Override
    public boolean contains(Part part, Agent agent, DataSourceId dataSource) {
        return dataSource.isInterface()
                ? place(agent, dataSource.index()).isOf(part)
                : topology.contains(part, agent, dataSource);
    }

    @Override
    public boolean isNode(String name, Agent agent) {
        return topology.isNode(name, agent);
    }
}
