package weir.shard;

import weir.event.ThresholdMonitor;
import weir.flow.ActiveFlowsScan;
import weir.flow.key.FlowDefinition;
import weir.ingest.QueueItem;
import weir.meter.Meter;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.TelemetryApplier;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;

/**
 * The agents of a shard and what was measured of them and their flows: decodes each datagram and applies what it holds.
 *
 * <p>Thread: the shard's; {@link #counts()} any.
 */
public final class Measurements implements ShardState {

    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder;
    private final ShardNames names;
    private final Meter meter;
    private final ThresholdMonitor monitor;
    private final ShardOutlet outlet;
    private final AgentTable agents;
    private final TelemetryApplier applier;

    /**
     * No agents yet.
     *
     * @param directory where agents are published
     * @param names names for samples, learned from the agents
     * @param meter measures flows of their samples
     * @param monitor knows which flows of the whole network are watched
     * @param outlet is told of them, and of marks that were passed
     */
    public Measurements(
            AgentDirectory directory,
            StructureTable structures,
            ShardNames names,
            Meter meter,
            ThresholdMonitor monitor,
            ShardOutlet outlet) {
        this.names = names;
        this.meter = meter;
        this.monitor = monitor;
        this.outlet = outlet;
        decoder = new DatagramDecoder(structures, counts);
        agents = new AgentTable(directory, structures, counts, names.before(meter));
        applier = agents.applier();
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        begin(datagram.number(), time, datagram.sourceV6(), datagram.sourceHigh(), datagram.sourceLow());
        int from = datagram.start();
        decoder.decode(datagram.bytes(), from, from + datagram.length(), applier);
        meter.endDatagram();
    }

    /** Applies a datagram that was kept, at the time it came. */
    public void apply(RecentDatagram datagram) {
        begin(datagram.number(), datagram.time(), datagram.sourceV6(), datagram.sourceHigh(), datagram.sourceLow());
        decoder.decode(datagram.bytes(), 0, datagram.length(), applier);
        meter.endDatagram();
    }

    private void begin(long number, long time, boolean sourceV6, long sourceHigh, long sourceLow) {
        meter.startDatagram(number, time);
        names.edge().at(time);
        applier.arrived(time, sourceV6, sourceHigh, sourceLow);
    }

    @Override
    public void mark(long number, long time) {
        try {
            meter.startMark(number, time);
            agents.sweep(time);
            meter.endMark();
            reportNetwork(time);
        } finally {
            // Other shards and their events wait for this one, whatever went wrong here.
            names.mark();
            outlet.passed(time);
        }
    }

    private void reportNetwork(long time) {
        for (FlowDefinition definition : monitor.watchedOfNetwork()) {
            ActiveFlowsScan scan = meter.scan(definition, port -> true, time);
            if (scan != null) {
                while (!scan.advance(Integer.MAX_VALUE)) {
                    // One step reads everything.
                }
                outlet.network(definition.name(), scan.result());
            }
        }
    }

    @Override
    public void startPass(long number, long time) {
        agents.startPass();
        meter.startPass(number, time);
    }

    @Override
    public void end(long number, long time) {
        meter.end(number, time);
    }

    /** What measures flows; on the shard's thread only, but for its counts. */
    public Meter meter() {
        return meter;
    }

    /** Samples of hosts that were not remembered, because there are too many. Thread: any. */
    public long hostsRefused() {
        return names.edge().refused();
    }

    /** What was decoded and what was wrong with it. */
    public DecodeCounts counts() {
        return counts;
    }
}
