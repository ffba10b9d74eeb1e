package weir.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.metric.AgentFacts.Fact;
import weir.metric.Refusals.Refusal;
import weir.net.IpAddress;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;

/**
 * The agents of one shard, as their owner sees them.
 *
 * <p>Times are engine time in nanoseconds since the epoch. Thread: owner only. What is learned is published through the
 * {@link AgentDirectory}.
 */
public final class AgentTable {

    /** Silence after which an agent or a data source is removed. */
    public static final long TIMEOUT = 600_000_000_000L;

    private static final long SWEEP_INTERVAL = 60_000_000_000L;

    private final AgentDirectory directory;
    private final AgentMap agents = new AgentMap();
    private final TelemetryApplier applier;
    private final TelemetryListener listener;
    private long sweptInterval = Long.MIN_VALUE;

    /**
     * No agents yet.
     *
     * @param directory where agents are published
     * @param structures what records look like and what becomes of them
     * @param counts where malformed records are counted
     */
    public AgentTable(AgentDirectory directory, StructureTable structures, DecodeCounts counts) {
        this(directory, structures, counts, TelemetryListener.NONE);
    }

    /**
     * No agents yet.
     *
     * @param directory where agents are published
     * @param structures what records look like and what becomes of them
     * @param counts where malformed records are counted
     * @param listener is told what is accepted
     */
    public AgentTable(
            AgentDirectory directory, StructureTable structures, DecodeCounts counts, TelemetryListener listener) {
        this(directory, new CounterStructures(structures), counts, listener);
    }

    /**
     * No agents yet.
     *
     * @param directory where agents are published
     * @param structures what becomes of counter records
     * @param counts where malformed records are counted
     * @param listener is told what is accepted
     */
    public AgentTable(
            AgentDirectory directory, CounterStructures structures, DecodeCounts counts, TelemetryListener listener) {
        this.directory = directory;
        this.listener = listener;
        applier = new TelemetryApplier(this, structures, counts, listener);
    }

    /** Receives what datagrams hold and changes the agents by it. */
    public TelemetryApplier applier() {
        return applier;
    }

    /** Number of agents. */
    public int size() {
        return agents.size();
    }

    /** Removes what has been silent for too long; does nothing until a further minute has begun. Due at every mark. */
    public void sweep(long now) {
        long interval = Math.floorDiv(now, SWEEP_INTERVAL);
        if (interval == sweptInterval) {
            return;
        }
        sweptInterval = interval;
        long since = now - TIMEOUT;
        List<Agent> silent = new ArrayList<>();
        agents.forEach(agent -> {
            if (agent.facts().get(Fact.LAST_SEEN) <= since) {
                silent.add(agent);
            } else {
                agent.removeSilent(since, listener);
            }
        });
        for (Agent agent : silent) {
            agents.remove(agent);
            directory.remove(agent);
            agent.dataSources().values().forEach(source -> listener.onGone(agent, source));
            listener.onGone(agent);
        }
        applier.forgetCurrent();
    }

    /**
     * A capture starts over: nothing that comes can be compared with what came, so no loss is counted and no rate made of
     * it.
     */
    public void startPass() {
        agents.forEach(Agent::forget);
    }

    AgentDirectory directory() {
        return directory;
    }

    /** The agent of a datagram. Absent: null when there are too many. */
    @Nullable
    Agent agent(DatagramHeader header, long now) {
        Agent known = agents.get(header.agentV6(), header.agentHigh(), header.agentLow());
        if (known != null) {
            return known;
        }
        Agent agent = new Agent(new IpAddress(header.agentV6(), header.agentHigh(), header.agentLow()), now);
        if (!directory.add(agent)) {
            directory.refusals().count(Refusal.AGENTS);
            return null;
        }
        agents.put(agent);
        return agent;
    }
}
