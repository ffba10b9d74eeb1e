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
import weir.sflow.Interface;
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
    private final TelemetryListener listener;

    private long now;
    private boolean sourceV6;
    private long sourceHigh;
    private long sourceLow;
    private @Nullable Agent agent;
    private @Nullable SubAgent subAgent;
    private Arrival datagram = Arrival.FRESH;

    TelemetryApplier(AgentTable table, StructureTable structures, DecodeCounts counts, TelemetryListener listener) {
        this.table = table;
        this.listener = listener;
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
        agent.arrived(now);
        facts.set(Fact.UPTIME, header.uptime());
        agent.datagramFrom(sourceV6, sourceHigh, sourceLow);
        subAgent = agent.subAgent((int) header.subAgent(), limits.subAgents());
        if (subAgent == null) {
            refusals.count(Refusal.SUB_AGENTS);
            agent.refused(now);
            return;
        }
        datagram = subAgent.accept((int) header.sequence(), (int) header.uptime(), now, facts);
        listener.onDatagram(header, agent);
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        DataSource source = source(sample);
        if (source == null || agent == null || subAgent == null) {
            return;
        }
        SourceFeed feed = source.feed(subAgent.number());
        SampleSequence sequence = feed.sequence(SampleKind.FLOW);
        Arrival arrival = accept(SampleKind.FLOW, sample, source, sequence);
        if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
            source.sampledAt(sample.samplingRate());
            agent.facts().add(SampleKind.FLOW, SampleFact.DROPS, sequence.newDrops(sample.drops(), arrival));
        }
        DataSource reported = counts(arrival, sequence) ? reported(source, sample) : null;
        if (reported != null) {
            FlowSampling sampling = feed.sampling();
            sampling.accept(arrival, sequence.gap(), sample.samplingRate(), sample.samplePool(), now);
            source.poolAt(sampling.lastingPoolRate(), sampling.lastingPoolSamples());
            listener.onFlow(header, sample, agent, reported, sampling.weight());
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        DataSource source = source(sample);
        if (source == null || agent == null || subAgent == null) {
            return;
        }
        SampleSequence sequence = source.feed(subAgent.number()).sequence(SampleKind.NOTIFICATION);
        Arrival arrival = accept(SampleKind.NOTIFICATION, sample, source, sequence);
        if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
            long drops = sequence.newDrops(sample.drops(), arrival);
            agent.facts().add(SampleKind.NOTIFICATION, SampleFact.DROPS, drops);
        }
        DataSource reported = counts(arrival, sequence) ? reported(source, sample) : null;
        if (reported != null) {
            listener.onDiscard(header, sample, agent, reported);
        }
    }

    /** Whether a sample is used: not one that came before, nor a late one that cannot be told from such. */
    private static boolean counts(Arrival arrival, SampleSequence sequence) {
        return arrival == Arrival.FRESH || arrival == Arrival.RESTART || arrival == Arrival.LATE && sequence.gap() < 0;
    }

    /** Where the flows of a sample are reported. Absent: null when that is refused. */
    private @Nullable DataSource reported(DataSource source, Sample sample) {
        if (source.id().sourceClass() != DataSourceId.PHYSICAL) {
            return source;
        }
        // A physical entity samples for all its ports: the input interface is meant, so that several sub-agents that
        // sample one port merge.
        DataSource port = source(DataSourceId.INTERFACE, input(sample));
        if (port != null) {
            port.seen(now);
        }
        return port;
    }

    /** The input interface. Absent: 0. */
    private static long input(Sample sample) {
        long index = switch (sample) {
            case FlowSample flow -> flow.inputFormat() == Interface.IF_INDEX ? flow.inputValue() : 0;
            case DiscardedPacket notice -> notice.inputIfIndex();
            default -> 0;
        };
        return index == Interface.INTERNAL ? 0 : index;
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        DataSource source = source(sample);
        if (source != null && agent != null && subAgent != null) {
            SourceFeed feed = source.feed(subAgent.number());
            Arrival arrival = accept(SampleKind.COUNTER, sample, source, feed.sequence(SampleKind.COUNTER));
            if (arrival == Arrival.RESTART) {
                feed.forgetReadings();
            }
            if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
                if (counterSamples.apply(sample, source, feed, now)) {
                    listener.onRow(agent, source);
                }
            }
        }
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        if (agent != null && subAgent != null) {
            agent.facts().add(Fact.CUSTOM_SAMPLES, 1);
            DataSource source = customSamples.apply(sample, agent, subAgent.number(), now);
            if (source != null) {
                listener.onRow(agent, source);
            }
        }
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        if (agent == null || subAgent == null) {
            return;
        }
        agent.facts().add(Fact.CUSTOM_SAMPLES, 1);
        // Custom flows have no sequence number of their own; that of their datagram tells the repeated ones.
        DataSource source =
                datagram == Arrival.DUPLICATE ? null : customSamples.source(sample, agent, subAgent.number(), now);
        if (source != null) {
            source.seen(now);
            listener.onCustomFlow(header, sample, agent, source);
        }
    }

    /** The data source of a sample. Absent: null when it is refused. */
    private @Nullable DataSource source(Sample sample) {
        return source(sample.sourceClass(), sample.sourceIndex());
    }

    private @Nullable DataSource source(int sourceClass, long index) {
        if (agent == null || subAgent == null) {
            return null;
        }
        DataSource known = agent.numbered(sourceClass, index);
        if (known != null) {
            return known;
        }
        if (agent.size() >= limits.dataSources()) {
            refusals.count(Refusal.DATA_SOURCES);
            agent.refused(now);
            return null;
        }
        DataSourceId id = DataSourceId.of(sourceClass, index);
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
        if (kind != SampleKind.NOTIFICATION) {
            facts.set(kind == SampleKind.FLOW ? Fact.LAST_FLOWS : Fact.LAST_COUNTERS, now);
        }
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
