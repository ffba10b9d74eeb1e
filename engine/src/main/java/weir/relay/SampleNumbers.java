package weir.relay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.sflow.DatagramHeader;
import weir.sflow.Sample;

/**
 * Sequence numbers of what one tenant gets: of datagrams by agent and sub-agent, of samples by data source and kind. Each
 * sequence is without gaps, so that what was not selected does not look lost, and the sample pool grows with what was
 * sent, so that a collector that scales by it is right.
 *
 * <p>Bounds: {@value #MOST_AGENTS} agents and sub-agents, of which the longest silent one goes, and begins again at 1;
 * {@value #MOST_SOURCES} data sources of each.
 *
 * <p>Thread: the shard's. Asking for a known source allocates nothing.
 */
final class SampleNumbers {

    private static final int MOST_AGENTS = 4_096;
    private static final int MOST_SOURCES = 8_192;

    /** An agent with its sub-agent. Changed only as a probe. */
    private static final class AgentKey {
        private boolean v6;
        private long high;
        private long low;
        private long subAgent;

        void set(DatagramHeader header) {
            v6 = header.agentV6();
            high = header.agentHigh();
            low = header.agentLow();
            subAgent = header.subAgent();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof AgentKey key
                    && low == key.low
                    && high == key.high
                    && subAgent == key.subAgent
                    && v6 == key.v6;
        }

        @Override
        public int hashCode() {
            return Long.hashCode((low * 31 + high) * 31 + subAgent);
        }
    }

    /** A data source with the kind of its samples. Changed only as a probe. */
    private static final class SourceKey {
        private int tag;
        private int sourceClass;
        private long index;

        void set(Sample sample) {
            tag = sample.tag();
            sourceClass = sample.sourceClass();
            index = sample.sourceIndex();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SourceKey key
                    && index == key.index
                    && sourceClass == key.sourceClass
                    && tag == key.tag;
        }

        @Override
        public int hashCode() {
            return Long.hashCode((index * 31 + sourceClass) * 31 + tag);
        }
    }

    /** Where a data source stands. */
    static final class Source {
        long sequence;
        long pool;
    }

    /** Where an agent stands. */
    static final class Agent {
        long sequence;
        private final Map<SourceKey, Source> sources = new HashMap<>();
    }

    private static final class Agents extends LinkedHashMap<AgentKey, Agent> {
        private static final long serialVersionUID = 1;

        Agents() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<AgentKey, Agent> eldest) {
            return size() > MOST_AGENTS;
        }
    }

    private final Map<AgentKey, Agent> agents = new Agents();
    private final AgentKey agentProbe = new AgentKey();
    private final SourceKey sourceProbe = new SourceKey();

    /** The agent of a datagram. */
    Agent agent(DatagramHeader header) {
        agentProbe.set(header);
        Agent agent = agents.get(agentProbe);
        if (agent == null) {
            agent = new Agent();
            AgentKey key = new AgentKey();
            key.set(header);
            agents.put(key, agent);
        }
        return agent;
    }

    /** The data source of a sample. Absent: null when the agent has too many. */
    @Nullable
    Source source(Agent agent, Sample sample) {
        sourceProbe.set(sample);
        Source source = agent.sources.get(sourceProbe);
        if (source == null && agent.sources.size() < MOST_SOURCES) {
            source = new Source();
            SourceKey key = new SourceKey();
            key.set(sample);
            agent.sources.put(key, source);
        }
        return source;
    }
}
