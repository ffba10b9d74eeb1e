package weir.shard;

import weir.ingest.QueueItem;
import weir.metric.AgentDirectory;
import weir.metric.AgentTable;
import weir.metric.TelemetryApplier;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.StructureTable;

/**
 * The agents of a shard and what was measured of them: decodes each datagram and applies what it holds.
 *
 * <p>Thread: the shard's; {@link #counts()} any.
 */
public final class Measurements implements ShardState {

    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder;
    private final AgentTable agents;
    private final TelemetryApplier applier;

    /**
     * No agents yet.
     *
     * @param directory where agents are published
     */
    public Measurements(AgentDirectory directory, StructureTable structures) {
        decoder = new DatagramDecoder(structures, counts);
        agents = new AgentTable(directory, structures, counts);
        applier = agents.applier();
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        applier.arrived(time, datagram.sourceV6(), datagram.sourceHigh(), datagram.sourceLow());
        int from = datagram.start();
        decoder.decode(datagram.bytes(), from, from + datagram.length(), applier);
    }

    @Override
    public void mark(long time) {
        agents.sweep(time);
    }

    @Override
    public void startPass(long time) {
        agents.startPass();
    }

    /** Nothing of an agent is open that would have to be closed. */
    @Override
    public void end(long time) {}

    /** What was decoded and what was wrong with it. */
    public DecodeCounts counts() {
        return counts;
    }
}
