package weir.metric;

import java.util.Arrays;
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
import weir.sflow.SamplesAhead;

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
    /** What was looked up for the samples of the datagram, by their numbers. Absent: null when it is not known. */
    private final @Nullable SourceFeed[] ahead = new SourceFeed[SamplesAhead.MOST];

    private int aheadCount;
    /** What was read to have it at hand later; its value is of no use. */
    @SuppressWarnings("UnusedVariable") // keeps the reads from being left out
    private long touched;

    private Arrival datagram = Arrival.FRESH;

    TelemetryApplier(AgentTable table, CounterStructures structures, DecodeCounts counts, TelemetryListener listener) {
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
        aheadCount = 0;
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
    public void onAhead(SamplesAhead samples) {
        if (subAgent == null) {
            return;
        }
        SourceMap feeds = subAgent.feeds();
        int count = samples.count();
        for (int i = 0; i < count; i++) {
            ahead[i] = feeds.get(samples.sourceClass(i), samples.sourceIndex(i));
        }
        aheadCount = count;
        // Within each of these loops no read waits for another one, so memory is waited for once and not for each
        // sample.
        long sum = 0;
        for (int i = 0; i < count; i++) {
            SourceFeed feed = ahead[i];
            if (feed != null) {
                sum += feed.touch();
            }
        }
        for (int i = 0; i < count; i++) {
            SourceFeed feed = ahead[i];
            if (feed != null && samples.isCounters(i)) {
                sum += feed.touchCounters();
            }
        }
        touched = sum;
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        SourceFeed feed = feed(sample);
        if (feed == null || agent == null || subAgent == null) {
            return;
        }
        Arrival arrival = accept(SampleKind.FLOW, sample, feed, feed);
        if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
            long drops = feed.newDrops(sample.drops(), arrival);
            feed.direct(direction(sample));
            if (drops > 0) {
                feed.drop(drops);
                agent.facts().add(SampleKind.FLOW, SampleFact.DROPS, drops);
            }
        }
        SourceFeed reported = counts(arrival, feed) ? reported(feed, sample) : null;
        if (reported != null) {
            feed.take(arrival, feed.gap(), sample.samplingRate(), sample.samplePool(), now);
            listener.onFlow(header, sample, agent, reported, feed.weight());
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        SourceFeed feed = feed(sample);
        if (feed == null || agent == null || subAgent == null) {
            return;
        }
        SampleSequence sequence = feed.notifications();
        Arrival arrival = accept(SampleKind.NOTIFICATION, sample, feed, sequence);
        if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
            long drops = sequence.newDrops(sample.drops(), arrival);
            agent.facts().add(SampleKind.NOTIFICATION, SampleFact.DROPS, drops);
        }
        SourceFeed reported = counts(arrival, sequence) ? reported(feed, sample) : null;
        if (reported != null) {
            listener.onDiscard(header, sample, agent, reported);
        }
    }

    /** Whether a sample is used: not one that came before, nor a late one that cannot be told from such. */
    private static boolean counts(Arrival arrival, SampleSequence sequence) {
        return arrival == Arrival.FRESH || arrival == Arrival.RESTART || arrival == Arrival.LATE && sequence.gap() < 0;
    }

    /** Where the flows of a sample are reported. Absent: null when that is refused. */
    private @Nullable SourceFeed reported(SourceFeed feed, Sample sample) {
        if (sample.sourceClass() != DataSourceId.PHYSICAL) {
            return feed;
        }
        // A physical entity samples for all its ports: the input interface is meant, so that several sub-agents that
        // sample one port merge.
        SourceFeed port = feed(DataSourceId.INTERFACE, input(sample));
        if (port != null) {
            port.seen(now);
        }
        return port;
    }

    /** Which way a packet went at the interface that sampled it. Absent: 0. */
    private static int direction(FlowSample sample) {
        if (sample.sourceClass() != DataSourceId.INTERFACE || sample.sourceIndex() == 0) {
            return 0;
        }
        boolean in = sample.inputFormat() == Interface.IF_INDEX && sample.inputValue() == sample.sourceIndex();
        boolean out = sample.outputFormat() == Interface.IF_INDEX && sample.outputValue() == sample.sourceIndex();
        return in ? SourceFeed.IN : out ? SourceFeed.OUT : 0;
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
        SourceFeed feed = feed(sample);
        if (feed != null && agent != null && subAgent != null) {
            DataSource source = feed.source();
            CounterFeed counters = feed.counters();
            Arrival arrival = accept(SampleKind.COUNTER, sample, feed, counters);
            counters.polled(arrival, now);
            if (arrival == Arrival.RESTART) {
                counters.forgetReadings();
            }
            if (arrival == Arrival.FRESH || arrival == Arrival.RESTART) {
                if (counterSamples.apply(sample, source, counters, now)) {
                    listener.onRow(agent, source);
                }
            }
        }
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        if (agent != null && subAgent != null) {
            agent.facts().add(Fact.CUSTOM_SAMPLES, 1);
            DataSource source = customSamples.apply(sample, agent, now);
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
        DataSource source = datagram == Arrival.DUPLICATE ? null : customSamples.source(sample, agent, now);
        if (source != null) {
            source.seen(now);
            listener.onCustomFlow(header, sample, agent, source);
        }
    }

    /** What the sub-agent at hand sends about the data source of a sample, as {@link #feed(int, long)}. */
    private @Nullable SourceFeed feed(Sample sample) {
        SourceFeed looked = sample.number() < aheadCount ? ahead[sample.number()] : null;
        return looked != null && looked.isAbout(sample.sourceClass(), sample.sourceIndex())
                ? looked
                : feed(sample.sourceClass(), sample.sourceIndex());
    }

    /** What the sub-agent at hand sends about a data source. Absent: null when the data source is refused. */
    private @Nullable SourceFeed feed(int sourceClass, long index) {
        if (agent == null || subAgent == null) {
            return null;
        }
        SourceFeed known = subAgent.feeds().get(sourceClass, index);
        return known != null ? known : newFeed(agent, subAgent, DataSourceId.of(sourceClass, index));
    }

    private @Nullable SourceFeed newFeed(Agent of, SubAgent from, DataSourceId id) {
        DataSource source = of.dataSource(id);
        if (source == null) {
            if (of.size() >= limits.dataSources()) {
                refusals.count(Refusal.DATA_SOURCES);
                of.refused(now);
                return null;
            }
            source = new DataSource(id);
            of.add(source);
        }
        SourceFeed feed = new SourceFeed(source, now);
        source.fedBy(feed);
        from.feeds().put(feed);
        return feed;
    }

    /** Takes the sequence number of a sample and counts what it says. */
    private Arrival accept(SampleKind kind, Sample sample, SourceFeed feed, SampleSequence sequence) {
        if (agent == null || subAgent == null) {
            return Arrival.DUPLICATE;
        }
        AgentFacts facts = agent.facts();
        feed.seen(now);
        if (kind != SampleKind.NOTIFICATION) {
            facts.set(kind == SampleKind.FLOW ? Fact.LAST_FLOWS : Fact.LAST_COUNTERS, now);
        }
        // The first sample of a source has nothing to be compared with, so it counts as a source, not as a sample.
        boolean first = !sequence.started() && feed.source().sends(kind);
        facts.add(kind, first ? SampleFact.DATA_SOURCES : SampleFact.SAMPLES, 1);
        Arrival arrival = sequence.accept((int) sample.sequence(), subAgent, datagram, now);
        sequence.count(arrival);
        if (arrival == Arrival.FRESH) {
            if (sequence.gap() > 0) {
                facts.add(kind, SampleFact.LOST, sequence.gap());
            }
        } else if (arrival == Arrival.DUPLICATE) {
            facts.add(kind, SampleFact.DUPLICATE, 1);
        } else if (arrival == Arrival.LATE) {
            facts.add(kind, SampleFact.OUT_OF_ORDER, 1);
            facts.add(kind, SampleFact.LOST, sequence.gap());
        }
        return arrival;
    }

    /** The agent of the datagram before may be gone. */
    void forgetCurrent() {
        agent = null;
        subAgent = null;
        aheadCount = 0;
        Arrays.fill(ahead, null);
    }
}
