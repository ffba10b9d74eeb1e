package weir.shard;

import weir.ingest.QueueItem;
import weir.sflow.DatagramDecoder;
import weir.sflow.DecodeCounts;
import weir.sflow.SampleListener;
import weir.sflow.StructureTable;

/**
 * The state of a shard's agents: decodes each datagram and applies what it holds.
 *
 * <p>Thread: the shard's; {@link #counts()} any.
 */
public final class Measurements implements ShardState {

    private final DecodeCounts counts = new DecodeCounts();
    private final DatagramDecoder decoder;
    private final SampleListener listener = new SampleListener() {};

    /** No agents yet. */
    public Measurements(StructureTable structures) {
        decoder = new DatagramDecoder(structures, counts);
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        int from = datagram.start();
        decoder.decode(datagram.bytes(), from, from + datagram.length(), listener);
    }

    @Override
    public void mark(long time) {}

    @Override
    public void startPass(long time) {}

    @Override
    public void end(long time) {}

    /** What was decoded and what was wrong with it. */
    public DecodeCounts counts() {
        return counts;
    }
}
