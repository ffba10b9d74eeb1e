package weir.bench;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.TelemetryApplier;
import weir.packet.HeaderScanner;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.CounterSample;
import weir.sflow.DatagramDecoder;
import weir.sflow.DatagramHeader;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeCounts.Decoded;
import weir.sflow.FlowSample;
import weir.sflow.Sample;
import weir.sflow.SampleListener;
import weir.sflow.SampledHeader;
import weir.sflow.SamplesAhead;
import weir.sflow.StructureTable;

/**
 * Reads a capture as the engine does without flow definitions: every datagram is decoded, each record of each sample is
 * found and checked against its structure, counters become metrics of their data sources, sequence numbers are followed
 * and samples weighted; and, as nearly every definition asks, the layers of each sampled header are found. Other records
 * are read when a definition asks for them, so here they are not.
 *
 * <p>Thread: one; may run many passes.
 */
final class DecodePass implements Pass, SampleListener {

    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder;
    private final AgentTable agents;
    private final TelemetryApplier applier;
    private final HeaderScanner scanner = new HeaderScanner();
    private final SampledHeader header;
    private final Set<Long> sources = new HashSet<>();
    private final boolean countSources;
    private long scaledBytes;
    private long layers;
    private long clock;

    /**
     * A pass that has not run yet.
     *
     * @param countSources whether to count data sources too, which costs time that decoding does not
     */
    DecodePass(boolean countSources) {
        this.countSources = countSources;
        StructureTable structures = StructureTable.standard();
        decoder = new DatagramDecoder(structures, counts);
        agents = new AgentTable(new AgentDirectory(), structures, counts);
        applier = agents.applier();
        header = new SampledHeader(structures);
    }

    @Override
    public Totals run(Path capture) {
        long datagrams = counts.decoded(Decoded.DATAGRAMS);
        long flowSamples = counts.decoded(Decoded.FLOW_SAMPLES);
        long counterSamples = counts.decoded(Decoded.COUNTER_SAMPLES);
        scaledBytes = 0;
        sources.clear();
        try (CaptureReader in = CaptureReader.open(capture, 6343)) {
            var datagram = new CapturedDatagram();
            long first = Long.MIN_VALUE;
            long start = clock;
            agents.startPass();
            while (in.next(datagram)) {
                first = first == Long.MIN_VALUE ? datagram.time() : first;
                clock = Math.max(clock, start + datagram.time() - first);
                applier.arrived(clock, datagram.v6(), datagram.sourceHigh(), datagram.sourceLow());
                decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), this);
            }
        }
        return new Totals(
                counts.decoded(Decoded.DATAGRAMS) - datagrams,
                counts.decoded(Decoded.FLOW_SAMPLES) - flowSamples,
                counts.decoded(Decoded.COUNTER_SAMPLES) - counterSamples,
                scaledBytes,
                countSources ? sources.size() : -1);
    }

    /** Layers found in all passes: a result that keeps the work from being optimised away. */
    long layers() {
        return layers;
    }

    @Override
    public void onDatagram(DatagramHeader datagram) {
        applier.onDatagram(datagram);
    }

    @Override
    public void onAhead(SamplesAhead ahead) {
        applier.onAhead(ahead);
    }

    @Override
    public void onFlow(DatagramHeader datagram, FlowSample sample) {
        applier.onFlow(datagram, sample);
        if (header.find(sample)) {
            scaledBytes += header.frameLength() * sample.samplingRate();
            layers += scanner.scan(header.protocol(), sample.bytes(), header.start(), header.end())
                    .count();
        }
        if (countSources) {
            sources.add(key(datagram, sample));
        }
    }

    @Override
    public void onCounters(DatagramHeader datagram, CounterSample sample) {
        applier.onCounters(datagram, sample);
    }

    private static long key(DatagramHeader datagram, Sample sample) {
        return datagram.agentLow() << 32 ^ (long) sample.sourceClass() << 24 ^ sample.sourceIndex();
    }
}
