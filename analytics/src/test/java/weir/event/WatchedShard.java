package weir.event;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.FlowDefinition;
import weir.meter.FlowDefinitions;
import weir.meter.Meter;
import weir.meter.MeterInputs;
import weir.meter.MeterLimits;
import weir.meter.Moment;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.MetricLimits;
import weir.metric.SentRecords.Port;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;
import weir.testing.SampleBuilder;

/** A shard without its thread: datagrams go in at chosen times, events and flow records come out. */
final class WatchedShard implements EventSink {

    private static final int SFLOW_PORT = 6343;
    static final long SECOND = 1_000_000_000L;
    static final String AGENT = "10.0.0.1";

    private final StructureTable structures = StructureTable.standard();
    private final DecodeCounts counts = new DecodeCounts();
    private final AgentDirectory directory = new AgentDirectory(MetricLimits.DEFAULT);
    private final Map<String, Long> sequences = new HashMap<>();
    private final DatagramDecoder decoder = new DatagramDecoder(structures, counts);
    private final AgentTable agents;
    private final Meter meter;
    private FlowDefinitions flows = FlowDefinitions.NONE;
    private long number;

    final ThresholdMonitor monitor = new ThresholdMonitor(this::thresholds, directory::agent, this);
    final List<Event> events = new ArrayList<>();
    final List<FlowRecord> records = new ArrayList<>();
    Thresholds thresholds = Thresholds.NONE;
    long time = 1_700_000_000L * SECOND;

    WatchedShard() {
        this(MeterLimits.UNBOUNDED);
    }

    WatchedShard(MeterLimits limits) {
        meter = new Meter(MeterInputs.of(() -> flows), FlowKeyTable.standard(structures), limits, monitor);
        agents = new AgentTable(directory, structures, counts, meter);
    }

    private Thresholds thresholds() {
        return thresholds;
    }

    /** Defines a flow. */
    WatchedShard flow(String name, Object... attributes) {
        flows = flows.with(FlowDefinition.of(name, map(attributes)));
        return this;
    }

    WatchedShard withoutFlow(String name) {
        flows = flows.without(name);
        return this;
    }

    /** Defines a threshold. */
    WatchedShard threshold(String name, Object... attributes) {
        thresholds = thresholds.with(Threshold.of(name, map(attributes)));
        return this;
    }

    private static Map<String, Object> map(Object... attributes) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            map.put((String) attributes[i], attributes[i + 1]);
        }
        return map;
    }

    /** Lets time pass. */
    WatchedShard after(double seconds) {
        time += Math.round(seconds * SECOND);
        return this;
    }

    /** A mark. */
    WatchedShard mark() {
        meter.startMark(number, time);
        agents.sweep(time);
        meter.endMark();
        return this;
    }

    /** All datagrams of a capture at its own time, with a mark each second. */
    WatchedShard capture(Path file) {
        long mark = 0;
        try (CaptureReader reader = CaptureReader.open(file, SFLOW_PORT)) {
            CapturedDatagram datagram = new CapturedDatagram();
            while (reader.next(datagram)) {
                long now = datagram.time();
                for (mark = mark == 0 ? Math.ceilDiv(now, SECOND) : mark; mark * SECOND < now; mark++) {
                    time = mark * SECOND;
                    mark();
                }
                time = now;
                number++;
                meter.startDatagram(number, time);
                agents.applier().arrived(time, datagram.v6(), datagram.sourceHigh(), datagram.sourceLow());
                int from = datagram.start();
                decoder.decode(datagram.bytes(), from, from + datagram.length(), agents.applier());
                meter.endDatagram();
            }
        }
        return this;
    }

    WatchedShard end() {
        meter.end(number, time);
        return this;
    }

    WatchedShard send(DatagramBuilder datagram) {
        return receive(datagram.build());
    }

    WatchedShard receive(byte[] bytes) {
        number++;
        meter.startDatagram(number, time);
        agents.applier().arrived(time, false, 0, 0x0A000001L);
        decoder.decode(bytes, 0, bytes.length, agents.applier());
        meter.endDatagram();
        return this;
    }

    long next(String what) {
        return sequences.merge(what, 1L, Long::sum);
    }

    DatagramBuilder datagram(String agent) {
        return new DatagramBuilder().agent(agent).sequence(next(agent));
    }

    /** Counters of a port, whose receive rate since the ones before is so many bytes per second. */
    WatchedShard port(String agent, long ifIndex, long octets, Consumer<Port> further) {
        Port port = new Port();
        port.ifIndex = ifIndex;
        port.inOctets = octets;
        further.accept(port);
        return send(datagram(agent).counters(sample -> {
            sample.sequence(next(agent + "/" + ifIndex));
            port.addTo(sample);
        }));
    }

    WatchedShard host(String agent, Consumer<SampleBuilder> records) {
        return send(datagram(agent).counters(sample -> {
            sample.source(2, 1).sequence(next(agent + "/2.1"));
            records.accept(sample);
        }));
    }

    /** A sampled packet that entered at a port; the rate is 1. */
    WatchedShard packet(String agent, long ifIndex, String source, String destination, int bytes) {
        return send(sampled(agent, ifIndex, source, destination, bytes));
    }

    /** The datagram with it. */
    DatagramBuilder sampled(String agent, long ifIndex, String source, String destination, int bytes) {
        byte[] header = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, source, destination)
                .udp(5000, 53)
                .build();
        return datagram(agent)
                .flow(sample -> sample.source(0, ifIndex)
                        .sequence(next(agent + "/flow/" + ifIndex))
                        .input(ifIndex)
                        .header(bytes, header));
    }

    @Override
    public void event(Moment at, Event event) {
        events.add(event);
    }

    @Override
    public void record(Moment at, FlowRecord record) {
        records.add(record);
    }
}
