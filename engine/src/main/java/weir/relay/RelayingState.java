package weir.relay;

import weir.ingest.QueueItem;
import weir.shard.ShardState;

/**
 * The state of a shard with its relay: each datagram is measured first, then relayed, also one that could not be measured.
 *
 * <p>Thread: the shard's.
 */
public final class RelayingState implements ShardState {

    private final ShardState measured;
    private final ShardRelay relay;

    /** Puts a relay behind a state. */
    public RelayingState(ShardState measured, ShardRelay relay) {
        this.measured = measured;
        this.relay = relay;
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        try {
            measured.apply(datagram, time);
        } finally {
            relay.apply(datagram.bytes(), datagram.start(), datagram.length(), time);
        }
    }

    @Override
    public void mark(long number, long time) {
        measured.mark(number, time);
    }

    @Override
    public void startPass(long number, long time) {
        measured.startPass(number, time);
    }

    @Override
    public void end(long number, long time) {
        measured.end(number, time);
    }
}
