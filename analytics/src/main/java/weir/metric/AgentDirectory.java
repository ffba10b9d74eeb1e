package weir.metric;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * The agents of all shards, for readers.
 *
 * <p>Shape: by address, in the order of {@link IpAddress}. Bound: {@link MetricLimits#agents()}.
 *
 * <p>Thread: public methods any; each agent is added and removed by the table that owns it.
 */
public final class AgentDirectory {

    private final ConcurrentSkipListMap<IpAddress, Agent> agents = new ConcurrentSkipListMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Refusals refusals = new Refusals();
    private final MetricLimits limits;

    /** No agents yet. */
    public AgentDirectory(MetricLimits limits) {
        this.limits = limits;
    }

    /** No agents yet, and the usual bounds. */
    public AgentDirectory() {
        this(MetricLimits.DEFAULT);
    }

    /** All agents by ascending address; a live view. */
    public Collection<Agent> agents() {
        return agents.values();
    }

    /** The agent with an address. Absent: null. */
    public @Nullable Agent agent(IpAddress address) {
        return agents.get(address);
    }

    /** Number of agents. */
    public int size() {
        return count.get();
    }

    /** Bounds of everything that agents can fill. */
    public MetricLimits limits() {
        return limits;
    }

    /** What the bounds kept out. */
    public Refusals refusals() {
        return refusals;
    }

    /** Adds an agent. Answers false when there are too many. */
    boolean add(Agent agent) {
        if (count.incrementAndGet() > limits.agents()) {
            count.decrementAndGet();
            return false;
        }
        agents.put(agent.address(), agent);
        return true;
    }

    void remove(Agent agent) {
        if (agents.remove(agent.address(), agent)) {
            count.decrementAndGet();
        }
    }
}
