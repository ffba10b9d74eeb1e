package weir.metric;

import java.util.Optional;
import java.util.OptionalLong;
import weir.metric.AgentFacts.Fact;
import weir.metric.AgentFacts.SampleFact;
import weir.metric.AgentStatus.DatagramCounts;
import weir.metric.AgentStatus.PoolDifference;
import weir.metric.AgentStatus.Recent;
import weir.metric.AgentStatus.SampleCounts;
import weir.metric.AgentStatus.SamplingRates;
import weir.metric.RecentFacts.Trend;

/** Makes an {@link AgentStatus} of what an agent publishes. */
final class AgentStatusReader {

    private static final long MILLISECOND = 1_000_000;

    private AgentStatusReader() {}

    static AgentStatus read(Agent agent, long now) {
        AgentFacts facts = agent.facts();
        return new AgentStatus(
                agent.address(),
                agent.hostName(),
                agent.datagramSources(),
                age(facts.get(Fact.FIRST_SEEN), now),
                age(facts.get(Fact.LAST_SEEN), now),
                facts.get(Fact.UPTIME),
                (int) facts.get(Fact.SUB_AGENTS),
                new DatagramCounts(
                        facts.get(Fact.DATAGRAMS),
                        facts.get(Fact.DATAGRAMS_LOST),
                        facts.get(Fact.DATAGRAMS_DUPLICATE),
                        facts.get(Fact.DATAGRAMS_OUT_OF_ORDER)),
                samples(facts, SampleKind.COUNTER),
                samples(facts, SampleKind.FLOW),
                samples(facts, SampleKind.NOTIFICATION),
                facts.get(Fact.CUSTOM_SAMPLES),
                facts.get(Fact.RESTARTS),
                facts.get(Fact.ADDRESS_CONFLICTS),
                samplingRates(agent),
                poolDifference(agent),
                recent(facts, agent.recent(), now));
    }

    private static Recent recent(AgentFacts facts, RecentFacts recent, long now) {
        return new Recent(
                recent.usualGap() / MILLISECOND,
                ageIfEver(facts.get(Fact.LAST_COUNTERS), now),
                ageIfEver(facts.get(Fact.LAST_FLOWS), now),
                recent.grown(Trend.DATAGRAMS, facts),
                recent.grown(Trend.DATAGRAMS_LOST, facts),
                recent.grown(Trend.DATAGRAMS_DUPLICATE, facts),
                recent.grown(Trend.FLOW_SAMPLES, facts),
                recent.grown(Trend.FLOW_DROPS, facts),
                ageIfEver(facts.get(Fact.LAST_RESTART), now),
                ageIfEver(facts.get(Fact.LAST_CONFLICT), now),
                ageIfEver(facts.get(Fact.LAST_REFUSAL), now));
    }

    private static OptionalLong ageIfEver(long then, long now) {
        return then == AgentFacts.NEVER ? OptionalLong.empty() : OptionalLong.of(age(then, now));
    }

    private static long age(long then, long now) {
        return Math.max(0, (now - then) / MILLISECOND);
    }

    private static SampleCounts samples(AgentFacts facts, SampleKind kind) {
        return new SampleCounts(
                facts.get(kind, SampleFact.DATA_SOURCES),
                facts.get(kind, SampleFact.SAMPLES),
                facts.get(kind, SampleFact.DROPS),
                facts.get(kind, SampleFact.LOST),
                facts.get(kind, SampleFact.DUPLICATE),
                facts.get(kind, SampleFact.OUT_OF_ORDER));
    }

    private static Optional<SamplingRates> samplingRates(Agent agent) {
        long smallest = Long.MAX_VALUE;
        long largest = 0;
        for (DataSource source : agent.dataSources().values()) {
            long rate = source.samplingRate();
            if (rate > 0) {
                smallest = Math.min(smallest, rate);
                largest = Math.max(largest, rate);
            }
        }
        return largest == 0 ? Optional.empty() : Optional.of(new SamplingRates(smallest, largest));
    }

    private static Optional<PoolDifference> poolDifference(Agent agent) {
        DataSource clearest = null;
        double largest = 0;
        int number = 0;
        for (DataSource source : agent.dataSources().values()) {
            double clarity = AgentHealth.contradiction(
                    source.samplingRate(), source.effectiveSamplingRate(), source.effectiveSamples());
            if (clarity > 0) {
                number++;
            }
            if (clarity > largest) {
                largest = clarity;
                clearest = source;
            }
        }
        return clearest == null
                ? Optional.empty()
                : Optional.of(new PoolDifference(
                        clearest.id(), clearest.samplingRate(), clearest.effectiveSamplingRate(), number));
    }
}
