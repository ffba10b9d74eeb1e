package weir.metric;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.SampleBuilder;
import weir.testing.SharedData;

/** A table of agents with a decoder before it and a clock that tests set. */
public final class Observatory {

    private static final long SECOND = 1_000_000_000L;
    private static final int SFLOW_PORT = 6343;

    private final AgentDirectory directory;
    private final AgentTable table;
    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder;
    private IpAddress datagramSource = IpAddress.v4(0x7F000001);
    private long now;
    private long sequence;
    private long sampleSequence;

    public Observatory() {
        this(StructureTable.standard(), MetricLimits.DEFAULT);
    }

    public Observatory(StructureTable structures, MetricLimits limits) {
        this(structures, limits, TelemetryListener.NONE);
    }

    public Observatory(TelemetryListener listener) {
        this(StructureTable.standard(), MetricLimits.DEFAULT, listener);
    }

    private Observatory(StructureTable structures, MetricLimits limits, TelemetryListener listener) {
        directory = new AgentDirectory(limits);
        table = new AgentTable(directory, structures, counts, listener);
        decoder = new DatagramDecoder(structures, counts);
    }

    /** Sets the clock, in seconds. */
    public Observatory at(double seconds) {
        now = Math.round(seconds * SECOND);
        return this;
    }

    public long now() {
        return now;
    }

    /** Sets the address that datagrams come from. */
    public Observatory from(String address) {
        datagramSource = IpAddress.parse(address).orElseThrow();
        return this;
    }

    public Observatory datagram(DatagramBuilder datagram) {
        byte[] bytes = datagram.build();
        decode(bytes, 0, bytes.length);
        return this;
    }

    public void decode(byte[] bytes, int from, int to) {
        table.applier().arrived(now, datagramSource.v6(), datagramSource.high(), datagramSource.low());
        decoder.decode(bytes, from, to, table.applier());
    }

    /** One counter sample in a datagram of its own, both numbered one after the other, from agent 10.0.0.1. */
    public Observatory counters(Consumer<SampleBuilder> sample) {
        sequence++;
        sampleSequence++;
        return datagram(new DatagramBuilder()
                .sequence(sequence)
                .uptime(uptime())
                .counters(builder -> sample.accept(builder.sequence(sampleSequence))));
    }

    /** Uptime of an agent that started with the clock. */
    public long uptime() {
        return now / 1_000_000 & 0xFFFF_FFFFL;
    }

    /** All datagrams of a shared capture, with its clock. */
    public Observatory capture(String name) {
        return capture(name, number -> {});
    }

    /** All datagrams of a shared capture, with something done after each. */
    public Observatory capture(String name, IntConsumer after) {
        Path file = SharedData.path(name);
        int number = 0;
        try (CaptureReader reader = CaptureReader.open(file, SFLOW_PORT)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (reader.next(datagram)) {
                now = datagram.time();
                datagramSource = datagram.source();
                decode(datagram.bytes(), datagram.start(), datagram.start() + datagram.length());
                after.accept(number++);
            }
        }
        return this;
    }

    public Observatory sweep() {
        table.sweep(now);
        return this;
    }

    public Observatory startPass() {
        table.startPass();
        return this;
    }

    public AgentTable table() {
        return table;
    }

    public DecodeCounts counts() {
        return counts;
    }

    public AgentDirectory directory() {
        return directory;
    }

    public Refusals refusals() {
        return directory.refusals();
    }

    public @Nullable Agent findAgent(String address) {
        return directory.agent(IpAddress.parse(address).orElseThrow());
    }

    public Agent agent(String address) {
        return Objects.requireNonNull(findAgent(address), address);
    }

    /** The only agent of most tests. */
    public Agent agent() {
        return agent("10.0.0.1");
    }

    public AgentStatus status() {
        return agent().status(now);
    }

    public MetricRow row(int sourceClass, long index) {
        return row("10.0.0.1", DataSourceId.of(sourceClass, index));
    }

    public MetricRow row(String agent, DataSourceId id) {
        return Objects.requireNonNull(agent(agent).dataSource(id), id::toString).row();
    }

    /** All values of a row by name. */
    public static Map<String, Object> values(MetricRow row) {
        Map<String, Object> values = new TreeMap<>();
        row.forEach((metric, value, updated) -> values.put(metric, value));
        return values;
    }
}
