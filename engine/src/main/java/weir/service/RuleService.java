package weir.service;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import weir.bgp.trial.RuleEffect;
import weir.bgp.trial.RuleTrial;
import weir.flow.attribute.FlowKeyTable;
import weir.lookup.Lookups;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.CounterStructures;
import weir.metric.query.AgentSelector;
import weir.metric.query.TopologyView.Part;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;
import weir.request.UnavailableException;
import weir.sflow.StructureTable;
import weir.shard.RecentHistory;
import weir.shard.RecentSamples;
import weir.topology.TopologyIndex;

/**
 * Tries rules against attacks on the samples that came last, before they are sent, and tells what they have done since.
 *
 * <p>Cost: each datagram that is held and as young as asked for is decoded again; one question is worked on at a time.
 * Thread: any; the caller does the work.
 */
public final class RuleService {

    private static final long MILLI = 1_000_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore turn = new Semaphore(1, true);
    private final RecentHistory recent;
    private final StructureTable structures;
    private final CounterStructures metrics;
    private final FlowKeyTable keys;
    private final AgentDirectory directory;
    private final Supplier<Lookups> lookups;
    private final Supplier<TopologyIndex> topology;
    private final LongSupplier clock;

    RuleService(
            RecentHistory recent,
            StructureTable structures,
            FlowKeyTable keys,
            AgentDirectory directory,
            Supplier<Lookups> lookups,
            Supplier<TopologyIndex> topology,
            LongSupplier clock) {
        this.recent = recent;
        this.structures = structures;
        metrics = new CounterStructures(structures);
        this.keys = keys;
        this.directory = directory;
        this.lookups = lookups;
        this.topology = topology;
        this.clock = clock;
    }

    /**
     * Which share of an attack a rule would stop, and which share of other traffic to the same target.
     *
     * @throws InvalidRequestException the question is malformed
     * @throws UnavailableException others ask, and this one waited in vain
     */
    public RuleAnswer trial(Map<String, ?> spec) {
        RuleQuestion question = RuleQuestion.of(spec);
        long until = until(question);
        long since = until - Math.round(question.seconds() * 1e3);
        long latest = recent.sinceLatest(question.datagrams(), until * MILLI);
        Looked looked = look(question, Math.max(since, Math.ceilDiv(latest, MILLI)), until);
        RuleTrial trial = RuleTrial.of(question.match(), looked.chosen().packets(), question.measure());
        return looked.answer(until, trial.members());
    }

    /**
     * How an attack and other traffic to the same target changed since a rule is in force; what agents say they dropped
     * does not count as traffic.
     *
     * @throws InvalidRequestException the question is malformed, or nothing can have happened yet
     * @throws UnavailableException others ask, and this one waited in vain
     */
    public RuleAnswer effect(Map<String, ?> spec) {
        RuleQuestion question = RuleQuestion.of(spec);
        long since = question.since().orElseThrow(() -> new InvalidRequestException("since is missing"));
        long until = Math.min(until(question), since + Math.round(RuleQuestion.MOST_SECONDS * 1e3));
        if (until <= since) {
            throw new InvalidRequestException("since must lie before until, or before now");
        }
        Looked looked = look(question, since - Math.round(question.seconds() * 1e3), until);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("changed", since);
        found.putAll(RuleEffect.of(
                        looked.chosen().packets(),
                        question.measure(),
                        since * MILLI,
                        (since - looked.since()) / 1e3,
                        (until - since) / 1e3)
                .members());
        return looked.answer(until, found);
    }

    private long until(RuleQuestion question) {
        return question.until().orElseGet(() -> Math.floorDiv(clock.getAsLong(), MILLI));
    }

    /** What was seen from a time on, in ms. */
    private record Looked(long since, boolean complete, SeenPackets.Chosen chosen) {
        RuleAnswer answer(long until, Map<String, Object> found) {
            return new RuleAnswer(since, until, complete, chosen.counted(), found);
        }
    }

    private Looked look(RuleQuestion question, long since, long until) {
        Optional<Set<IpAddress>> agents = agents(question.agents());
        TopologyIndex places = topology.get();
        RuleWatch watch = new RuleWatch(question, keys, agents, port -> {
            Agent agent = directory.agent(port.agent());
            return agent != null && places.contains(Part.EDGE, agent, port.source());
        });
        RecentSamples samples = new RecentSamples(structures, metrics, lookups, topology, watch);
        watch.with(samples::lookups, samples::now);
        long held = Math.ceilDiv(recent.extent().since(), MILLI);
        boolean complete = inTurn(() -> samples.read(recent, since * MILLI, until * MILLI));
        SeenPackets seen = watch.seen();
        long first = complete ? since : Math.clamp(held, since, until);
        if (seen.isFull()) {
            first = Math.max(first, Math.floorDiv(seen.oldest(), MILLI));
        }
        return new Looked(first, complete && !seen.isFull(), seen.choose(agents.isEmpty()));
    }

    private Optional<Set<IpAddress>> agents(List<String> asked) {
        AgentSelector selector = AgentSelector.parse(String.join(",", asked), topology.get());
        if (selector.choosesAll()) {
            return Optional.empty();
        }
        Set<IpAddress> chosen = new HashSet<>();
        selector.agents(directory).forEach(agent -> chosen.add(agent.address()));
        return Optional.of(chosen);
    }

    private boolean inTurn(Supplier<Boolean> work) {
        try {
            if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new UnavailableException("other questions about rules are worked on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted");
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
