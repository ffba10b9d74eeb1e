package weir.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import weir.flow.ActiveFlowsScan;
import weir.flow.FlowLocation;
import weir.flow.FlowSource;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.FlowDefinition;
import weir.meter.FlowDefinitions;
import weir.meter.Meter;
import weir.meter.MeterInputs;
import weir.meter.MeterLimits;
import weir.meter.MeterListener;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.TelemetryApplier;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.DecodeCounts.Decoded;
import weir.sflow.StructureTable;
import weir.testing.Allocation;

/**
 * Applies a capture as a shard does: every datagram decoded, counters become metrics, each flow sample given to all flow
 * definitions, work of marks done each 100 ms.
 *
 * <p>Thread: one; may run many passes.
 */
final class FlowPass implements Pass {

    private static final long MARK = 100_000_000;
    /** Flows read in one step of a question, as the engine reads them. */
    private static final int STEP = 2000;

    private final DecodeCounts counts = new DecodeCounts();
    private final FlowDefinitions definitions;
    private final DatagramDecoder decoder;
    private final AgentTable agents;
    private final TelemetryApplier applier;
    private final Meter meter;
    private long clock;
    private long number;
    private long allocated;

    FlowPass(FlowDefinitions definitions) {
        this(definitions, MeterLimits.DEFAULT_ENTRIES);
    }

    /**
     * A pass that has not run yet.
     *
     * @param entries most flows of a definition at a data source
     */
    FlowPass(FlowDefinitions definitions, int entries) {
        this.definitions = definitions;
        StructureTable structures = StructureTable.standard();
        meter = new Meter(
                MeterInputs.of(() -> definitions),
                FlowKeyTable.standard(structures),
                new MeterLimits(entries, Runtime.getRuntime().maxMemory() * 2 / 5),
                MeterListener.NONE);
        decoder = new DatagramDecoder(structures, counts);
        agents = new AgentTable(new AgentDirectory(), structures, counts, meter);
        applier = agents.applier();
    }

    /** Sees every datagram before the engine does. */
    @FunctionalInterface
    interface Tap {

        /** A datagram that begins at {@code start} and came at a time in nanoseconds. */
        void accept(byte[] bytes, int start, long time);
    }

    @Override
    public Totals run(Path capture) {
        return run(capture, (bytes, start, time) -> {});
    }

    /** One pass over the whole capture, with somebody who looks on. */
    Totals run(Path capture, Tap tap) {
        long datagrams = counts.decoded(Decoded.DATAGRAMS);
        long flowSamples = counts.decoded(Decoded.FLOW_SAMPLES);
        long counterSamples = counts.decoded(Decoded.COUNTER_SAMPLES);
        try (CaptureReader in = CaptureReader.open(capture, 6343)) {
            var datagram = new CapturedDatagram();
            long first = Long.MIN_VALUE;
            long start = clock;
            long mark = start;
            agents.startPass();
            long allocatedBefore = Allocation.soFar();
            while (in.next(datagram)) {
                first = first == Long.MIN_VALUE ? datagram.time() : first;
                clock = Math.max(clock, start + datagram.time() - first);
                if (clock >= mark) {
                    meter.startMark(number, clock);
                    agents.sweep(clock);
                    meter.endMark();
                    mark = (clock / MARK + 1) * MARK;
                }
                tap.accept(datagram.bytes(), datagram.start(), clock);
                meter.startDatagram(++number, clock);
                applier.arrived(clock, datagram.v6(), datagram.sourceHigh(), datagram.sourceLow());
                decoder.decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length(), applier);
                meter.endDatagram();
            }
            allocated = Allocation.soFar() - allocatedBefore;
        }
        return new Totals(
                counts.decoded(Decoded.DATAGRAMS) - datagrams,
                counts.decoded(Decoded.FLOW_SAMPLES) - flowSamples,
                counts.decoded(Decoded.COUNTER_SAMPLES) - counterSamples,
                -1,
                -1);
    }

    /** Time of the last datagram, in nanoseconds since the first. */
    long clock() {
        return clock;
    }

    /** All flows of a definition, at each data source. */
    List<FlowLocation> locations(FlowDefinition definition) {
        ActiveFlowsScan scan = Objects.requireNonNull(meter.scan(definition, source -> true, clock));
        while (!scan.advance(STEP)) {
            // There is nothing else to do between the steps here.
        }
        return scan.result().allLocations();
    }

    /** Bytes the last pass allocated for what it read, without opening the capture. */
    String allocated() {
        return Long.toString(allocated);
    }

    /**
     * One pass, with a look at the heap every so often.
     *
     * @param seconds seconds of the capture between two looks
     * @return bytes of heap alive after a collection, separated by blanks
     */
    String curve(Path capture, double seconds) {
        var alive = new StringBuilder();
        long[] next = {(long) (seconds * 1e9)};
        run(capture, (bytes, start, time) -> {
            if (time >= next[0]) {
                next[0] += (long) (seconds * 1e9);
                alive.append(HeapOfFabric.alive()).append(' ');
            }
        });
        return alive.append(HeapOfFabric.alive()).toString();
    }

    /** Flows held now and the bytes they take. */
    String holds() {
        return meter.counts().entries() + " " + meter.counts().memory();
    }

    /**
     * Reads the flows of the first definition at so many data sources, as a question to the engine does.
     *
     * @return tables, flows, nanoseconds of the whole, nanoseconds of the longest step, separated by blanks
     */
    String ask(int sources) {
        int[] left = {sources};
        long begun = System.nanoTime();
        ActiveFlowsScan scan = Objects.requireNonNull(
                meter.scan(definitions.all().iterator().next(), source -> chosen(source, left), clock));
        long longest = 0;
        boolean done = false;
        while (!done) {
            long step = System.nanoTime();
            done = scan.advance(STEP);
            longest = Math.max(longest, System.nanoTime() - step);
        }
        long whole = System.nanoTime() - begun;
        return String.format(
                Locale.ROOT, "%d %d %d %d", sources - left[0], scan.result().size(), whole, longest);
    }

    private static boolean chosen(FlowSource source, int[] left) {
        if (left[0] == 0 || source.dataSource().isEmpty()) {
            return false;
        }
        left[0]--;
        return true;
    }
}
