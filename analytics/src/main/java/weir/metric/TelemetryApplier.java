package weir.metric;

import org.jspecify.annotations.Nullable;
import weir.metric.AgentFacts.Fact;
import weir.metric.AgentFacts.SampleFact;
import weir.metric.Refusals.Refusal;
import weir.sflow.CounterSample;
import weir.sflow.CustomSample;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;

/**
 * Changes the agents of a table by what datagrams hold.
 *
 * <p>A flow sample costs no allocation once its data source is known: it moves sequence numbers, drops and the sampling
 * rate.
 *
 * <p>Thread: owner of the table only.
 */
public final class TelemetryApplier implements SampleListener {

    private final AgentTable table;
    private final MetricLimits limits;
    private final Refusals refusals;
    private final CounterSamples counterSamples;
    private final CustomSamples customSamples;

    private long now;
    private boolean sourceV6;
    private long sourceHigh;
    private long sourceLow;
    private @Nullable Agent agent;
    private @Nullable SubAgent subAgent;
    private Arrival datagram = Arrival.FRESH;

    TelemetryApplier(AgentTable table, StructureTable structures, DecodeCounts counts) {
        this.table = table;
        limits = table.directory().limits();
        refusals = table.directory().refusals();
        counterSamples = new CounterSamples(table.directory(), structures, counts);
        customSamples = new CustomSamples(limits, refusals);
    }

    /**
     * Says when the datagram that is decoded next arrived, and from which address.
     *
     * @param time engine time in nanoseconds
     * @param v6 whether the address it came from is IPv6
     * @param high upper half of that address, as in {@link weir.net.IpAddress#high()}
     * @param low lower half of that address, as in {@link weir.net.IpAddress#low()}
     */
    public void arrived(long time, boolean v6, long high, long low) {
        now = time;
        sourceV6 = v6;
        sourceHigh = high;
        sourceLow = low;
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        subAgent = null;
        agent = table.agent(header, now);
        if (agent == null) {
            return;
        }
        AgentFacts facts = agent.facts();
        facts.add(Fact.DATAGRAMS, 1);
        facts.set(Fact.LAST_SEEN, now);
        facts.set(Fact.UPTIME, header.uptime());
        agent.datagramFrom(sourceV6, sourceHigh, sourceLow);
        subAgent = agent.subAgent((int) header.subAgent(), limits.subAgents());
        if (subAgent == null) {
            refusals.count(Refusal.SUB_AGENTS);
            return;
        }
        datagram = subAgent.accept((int) header.sequence(), (int) header.uptime(), now, facts);
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        DataSource source = source(sample);
        if (source != null && agent != null && subAgent != null) {
            SampleSequence sequence = source.feed(subAgent.number()).sequence(SampleKind.FLOW);
            Arrival arrival = accept(SampleKind.FLOW, sample, source, sequence);
            if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
                source.sampledAt(sample.samplingRate());
                agent.facts().add(SampleKind.FLOW, SampleFact.DROPS, sequence.newDrops(sample.drops(), arrival));
            }
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        DataSource source = source(sample);
        if (source != null && agent != null && subAgent != null) {
            SampleSequence sequence = source.feed(subAgent.number()).sequence(SampleKind.NOTIFICATION);
            Arrival arrival = accept(SampleKind.NOTIFICATION, sample, source, sequence);
            if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
                long drops = sequence.newDrops(sample.drops(), arrival);
                agent.facts().add(SampleKind.NOTIFICATION, SampleFact.DROPS, drops);
            }
        }
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        DataSource source = source(sample);
        if (source != null && subAgent != null) {
            SourceFeed feed = source.feed(subAgent.number());
            Arrival arrival = accept(SampleKind.COUNTER, sample, source, feed.sequence(SampleKind.COUNTER));
            if (arrival == Arrival.RESTART) {
                feed.forgetReadings();
            }
            if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
                counterSamples.apply(sample, source, feed, now);
            }
        }
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        if (agent != null && subAgent != null) {
            agent.facts().add(Fact.CUSTOM_SAMPLES, 1);
            customSamples.apply(sample, agent, subAgent.number(), now);
        }
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        if (agent != null && subAgent != null) {
            agent.facts().add(Fact.CUSTOM_SAMPLES, 1);
        }
    }

    /** The data source of a sample. Absent: null when it is refused. */
    private @Nullable DataSource source(Sample sample) {
        if (agent == null || subAgent == null) {
            return null;
        }
        DataSource known = agent.numbered(sample.sourceClass(), sample.sourceIndex());
        if (known != null) {
            return known;
        }
        if (agent.size() >= limits.dataSources()) {
            refusals.count(Refusal.DATA_SOURCES);
            return null;
        }
        DataSourceId id = DataSourceId.of(sample.sourceClass(), sample.sourceIndex());
        DataSource source = new DataSource(id, subAgent.number());
        source.seen(now);
        agent.add(source);
        return source;
    }

    /** Takes the sequence number of a sample and counts what it says. */
    private Arrival accept(SampleKind kind, Sample sample, DataSource source, SampleSequence sequence) {
        if (agent == null || subAgent == null) {
            return Arrival.DUPLICATE;
        }
        AgentFacts facts = agent.facts();
        source.seen(now);
        // The first sample of a source has nothing to be compared with, so it counts as a source, not as a sample.
        facts.add(kind, source.sends(kind) ? SampleFact.DATA_SOURCES : SampleFact.SAMPLES, 1);
        Arrival arrival = sequence.accept((int) sample.sequence(), subAgent, datagram, now);
        if (arrival == Arrival.DUPLICATE) {
            facts.add(kind, SampleFact.DUPLICATE, 1);
        } else if (arrival == Arrival.LATE) {
            facts.add(kind, SampleFact.OUT_OF_ORDER, 1);
        }
        facts.add(kind, SampleFact.LOST, sequence.gap());
        return arrival;
    }

    /** The agent of the datagram before may be gone. */
    void forgetCurrent() {
        agent = null;
        subAgent = null;
    }
}
