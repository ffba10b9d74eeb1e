package weir.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.net.IpAddress;
import weir.sflow.CounterSample;
import weir.sflow.CustomSample;
import weir.sflow.DataFormat;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeError;
import weir.sflow.DiscardedPacket;
import weir.sflow.FlowSample;
import weir.sflow.RecordReader;
import weir.sflow.Records;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.Structure;

/**
 * Counts what many datagrams hold: samples and structures by format; datagrams, rates and losses by agent.
 *
 * <p>Bound: {@value #MAX_AGENTS} agents with their sub-agents; datagrams of further ones are counted together.
 *
 * <p>Thread: one.
 */
public final class DatagramStatistics implements SampleListener {

    /** Agents and sub-agents told apart. */
    static final int MAX_AGENTS = 100_000;

    /** An agent and one of its sub-agents. */
    record AgentKey(IpAddress agent, long subAgent) {}

    /** What was counted of a sub-agent. */
    static final class AgentCounts {
        final SequenceTrack sequence = new SequenceTrack();
        long first;
        long last;
        long datagrams;
        long flowSamples;
        long counterSamples;
        long otherSamples;
        long lowestRate = Long.MAX_VALUE;
        long highestRate;
    }

    /** What was counted of a structure. */
    static final class StructureCounts {
        long records;
        long bytes;
    }

    private final DatagramSelection selection;
    private final DecodeCounts counts;
    private final RecordReader reader = new RecordReader();
    private final Map<AgentKey, AgentCounts> agents = new HashMap<>();
    private final AgentCounts others = new AgentCounts();
    private final Map<Structure, StructureCounts> structures = new HashMap<>();
    private final Map<Integer, Long> samples = new TreeMap<>();
    private AgentCounts agent = others;
    private boolean selected;
    private long time;
    private long size;
    private long datagrams;
    private long bytes;
    private long first;
    private long last;

    /**
     * Statistics of the datagrams and samples that are selected.
     *
     * @param counts where records are counted that end before their fields do; those of the decoder
     */
    public DatagramStatistics(DatagramSelection selection, DecodeCounts counts) {
        this.selection = selection;
        this.counts = counts;
    }

    /**
     * The next datagram has arrived.
     *
     * @param length bytes of it
     * @param nanoseconds when, since the epoch
     */
    public void arrived(int length, long nanoseconds) {
        time = nanoseconds;
        size = length;
    }

    @Override
    public void onDatagram(DatagramHeader header) {
        selected = selection.hasAgent(header);
        if (!selected) {
            return;
        }
        first = datagrams == 0 ? time : first;
        last = time;
        datagrams++;
        bytes += size;
        agent = agentOf(header);
        agent.first = agent.datagrams == 0 ? time : agent.first;
        agent.last = time;
        agent.datagrams++;
        if (agent != others) {
            agent.sequence.next(header.sequence(), header.uptime());
        }
    }

    private AgentCounts agentOf(DatagramHeader header) {
        AgentKey key = new AgentKey(header.agent(), header.subAgent());
        AgentCounts known = agents.get(key);
        if (known == null && agents.size() < MAX_AGENTS) {
            known = new AgentCounts();
            agents.put(key, known);
        }
        return known == null ? others : known;
    }

    @Override
    public void onFlow(DatagramHeader header, FlowSample sample) {
        if (count(sample)) {
            agent.flowSamples++;
            agent.lowestRate = Math.min(agent.lowestRate, sample.samplingRate());
            agent.highestRate = Math.max(agent.highestRate, sample.samplingRate());
        }
    }

    @Override
    public void onCounters(DatagramHeader header, CounterSample sample) {
        if (count(sample)) {
            agent.counterSamples++;
        }
    }

    @Override
    public void onDiscard(DatagramHeader header, DiscardedPacket sample) {
        if (count(sample)) {
            agent.otherSamples++;
        }
    }

    @Override
    public void onCustomMetrics(DatagramHeader header, CustomSample sample) {
        countOther(DataFormat.RTMETRIC);
    }

    @Override
    public void onCustomFlow(DatagramHeader header, CustomSample sample) {
        countOther(DataFormat.RTFLOW);
    }

    private void countOther(int tag) {
        if (selected && selection.hasSample(tag)) {
            samples.merge(tag, 1L, Long::sum);
            agent.otherSamples++;
        }
    }

    private boolean count(Sample sample) {
        if (!selected || !selection.hasSample(sample.tag(), sample.records())) {
            return false;
        }
        samples.merge(sample.tag(), 1L, Long::sum);
        Records records = sample.records();
        for (int i = 0; i < records.count(); i++) {
            Structure structure = records.structure(i);
            if (structure != null && selection.hasStructure(records.tag(i))) {
                count(structure, sample.bytes(), records.start(i), records.length(i));
            }
        }
        return true;
    }

    private void count(Structure structure, byte[] record, int start, int length) {
        StructureCounts seen = structures.computeIfAbsent(structure, s -> new StructureCounts());
        seen.records++;
        seen.bytes += length;
        reader.read(structure, record, start, length);
        if (reader.malformed()) {
            counts.count(DecodeError.RECORD_MALFORMED);
        }
    }

    DecodeCounts counts() {
        return counts;
    }

    long datagrams() {
        return datagrams;
    }

    long bytes() {
        return bytes;
    }

    /** Time from the first datagram to the last, in nanoseconds. */
    long duration() {
        return last - first;
    }

    /** Number of samples by format, in the order of the formats. */
    Map<Integer, Long> samples() {
        return samples;
    }

    /** Structures that were seen, flow records first, in the order of their formats. */
    List<Map.Entry<Structure, StructureCounts>> structures() {
        Comparator<Structure> order = Comparator.comparing(Structure::kind)
                .thenComparing(Structure::tag, Integer::compareUnsigned)
                .thenComparing(Structure::name);
        return structures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(order))
                .toList();
    }

    /** Agents that were seen, in the order of their addresses. */
    List<Map.Entry<AgentKey, AgentCounts>> agents() {
        Comparator<AgentKey> order = Comparator.comparing(AgentKey::agent).thenComparing(AgentKey::subAgent);
        List<Map.Entry<AgentKey, AgentCounts>> sorted = new ArrayList<>(agents.entrySet());
        sorted.sort(Map.Entry.comparingByKey(order));
        return sorted;
    }

    /** Datagrams of agents beyond the bound. */
    long otherDatagrams() {
        return others.datagrams;
    }
}
