package weir.relay;

import weir.ingest.QueueItem;
import weir.shard.ForwardingState;
import weir.shard.ShardState;

/**
 * The state of a shard with its relay: each datagram is measured first, then relayed, also one that could not be measured.
 *
 * <p>Thread: the shard's.
 */
public final class RelayingState extends ForwardingState {

    private final ShardRelay relay;

    /** Puts a relay behind a state. */
    public RelayingState(ShardState measured, ShardRelay relay) {
        super(measured);
        this.relay = relay;
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        try {
            next.apply(datagram, time);
        } finally {
            relay.apply(datagram.bytes(), datagram.start(), datagram.length(), time);
        }
    }
}
