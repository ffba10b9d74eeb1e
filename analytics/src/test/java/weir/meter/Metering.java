package weir.meter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import weir.flow.ActiveFlow;
import weir.flow.ActiveFlowsScan;
import weir.flow.AggMode;
import weir.flow.FlowFilter;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.FlowDefinition;
import weir.metric.Agent;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.DataSource;
import weir.metric.query.TopologyView;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;
import weir.testing.SharedData;

/** A meter behind a table of agents and a decoder, with a clock that tests set; notes what its listener is told. */
final class Metering implements MeterListener {

    static final long SECOND = 1_000_000_000L;
    private static final StructureTable STRUCTURES = StructureTable.standard();
    private static final FlowKeyTable KEYS = FlowKeyTable.standard(STRUCTURES);

    final AgentDirectory directory = new AgentDirectory();
    final List<String> told = new ArrayList<>();
    final List<FlowTotals> records = new ArrayList<>();
    FlowDefinitions definitions = FlowDefinitions.NONE;
    TopologyView topology = TopologyView.NONE;
    boolean listening = true;
    /** The definitions of which it wants to be told sample by sample. */
    Predicate<FlowDefinition> watched = ALL;

    /** Whether the listener throws when it is told of a flow. */
    boolean failing;

    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder = new DatagramDecoder(STRUCTURES, counts);
    final Meter meter;
    private final AgentTable agents;
    private long now;
    private long number;
    private long sequence;
    private long sampleSequence;

    Metering() {
        this(MeterLimits.UNBOUNDED);
    }

    Metering(MeterLimits limits) {
        MeterInputs inputs = new MeterInputs(() -> definitions, () -> weir.lookup.Lookups.NONE, () -> topology);
        meter = new Meter(inputs, KEYS, limits, this);
        agents = new AgentTable(directory, STRUCTURES, counts, meter);
    }

    Metering define(String name, Map<String, ?> attributes) {
        definitions = definitions.with(FlowDefinition.of(name, attributes));
        return this;
    }

    Metering remove(String name) {
        definitions = definitions.without(name);
        return this;
    }

    Metering at(double seconds) {
        now = Math.round(seconds * SECOND);
        return this;
    }

    long now() {
        return now;
    }

    Metering datagram(DatagramBuilder datagram) {
        byte[] bytes = datagram.build();
        decode(bytes, 0, bytes.length);
        return this;
    }

    void decode(byte[] bytes, int from, int to) {
        meter.startDatagram(++number, now);
        agents.applier().arrived(now, false, 0, 1);
        decoder.decode(bytes, from, to, agents.applier());
        meter.endDatagram();
    }

    /** One flow sample in a datagram of its own, both numbered one after the other, from agent 10.0.0.1. */
    Metering flow(Consumer<SampleBuilder> sample) {
        sampleSequence++;
        return datagram(head().flow(builder -> {
            builder.sequence(sampleSequence)
                    .source(0, 3)
                    .rate(1000)
                    .pool(1000 * sampleSequence)
                    .input(3);
            sample.accept(builder);
        }));
    }

    /** Head of the next datagram of agent 10.0.0.1. */
    DatagramBuilder head() {
        return new DatagramBuilder().sequence(++sequence).uptime(now / 1_000_000 & 0xFFFF_FFFFL);
    }

    /** An IPv4 TCP packet from one host to another. */
    static byte[] packet(String source, String destination) {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(6, source, destination)
                .tcp(40000, 80, 0x10)
                .build();
    }

    Metering mark() {
        meter.startMark(number, now);
        agents.sweep(now);
        meter.endMark();
        return this;
    }

    Metering end() {
        meter.end(number, now);
        return this;
    }

    /** All datagrams of a shared capture with marks every 100 ms, as a replay has them. */
    Metering capture(String name) {
        Path file = SharedData.path(name);
        long mark = 100_000_000L;
        long next = Long.MIN_VALUE;
        try (CaptureReader reader = CaptureReader.open(file, 6343)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (reader.next(datagram)) {
                next = next == Long.MIN_VALUE ? Math.ceilDiv(datagram.time(), mark) * mark : next;
                for (; next < datagram.time(); next += mark) {
                    now = next;
                    mark();
                }
                now = datagram.time();
                decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length());
            }
        }
        return this;
    }

    List<ActiveFlow> flows(String name) {
        return flows(name, AggMode.MAX);
    }

    List<ActiveFlow> flows(String name, AggMode mode) {
        FlowDefinition definition = definitions.get(name);
        ActiveFlowsScan scan = definition == null ? null : meter.scan(definition, source -> true, now);
        if (scan == null) {
            return List.of();
        }
        while (!scan.advance(1)) {
            // The smallest steps there are.
        }
        return scan.result().top(mode, 1000, 0, FlowFilter.ALL);
    }

    /** The only flow that a definition has. */
    ActiveFlow flow(String name) {
        List<ActiveFlow> flows = flows(name);
        if (flows.size() != 1) {
            throw new AssertionError(name + " has " + flows);
        }
        return flows.getFirst();
    }

    /** Where a flow is, as {@code agent dataSource}. */
    static String place(ActiveFlow flow) {
        return flow.source().map(Metering::place).orElse("network");
    }

    static String place(FlowSource source) {
        return source.agent()
                .map(agent -> agent + " " + source.dataSource().orElseThrow())
                .orElse("network");
    }

    // What the listener is told

    private void tell(Moment at, String what) {
        if (listening) {
            told.add(at.datagram() + "/" + (at.sample() == Moment.AFTER_SAMPLES ? "mark" : at.sample()) + " " + what);
        }
    }

    @Override
    public Predicate<FlowDefinition> watched() {
        return watched;
    }

    @Override
    public void onFlow(FlowUpdate update) {
        if (failing) {
            throw new IllegalStateException("as the test wants it");
        }
        if (listening) {
            tell(
                    update.moment(),
                    update.definition().name() + " " + update.flow().key() + " at " + place(update.source()));
        }
    }

    @Override
    public void onRow(Moment at, Agent agent, DataSource source) {
        tell(at, "row " + source.id());
    }

    @Override
    public void onRecord(Moment at, FlowDefinition definition, FlowSource source, FlowTotals totals) {
        tell(at, "record " + definition.name() + " " + totals.key() + " at " + place(source));
        records.add(totals);
    }

    @Override
    public void onGone(Moment at, Agent agent, DataSource source) {
        tell(at, "gone " + source.id());
    }

    @Override
    public void onGone(Moment at, Agent agent) {
        tell(at, "gone " + agent.address());
    }
}
