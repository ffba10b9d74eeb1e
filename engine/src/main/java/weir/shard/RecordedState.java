package weir.shard;

import weir.ingest.QueueItem;

/**
 * The state of a shard whose datagrams are kept for a while: each is recorded before it is applied, so that what comes of
 * it can be explained by it.
 *
 * <p>Thread: the shard's.
 */
public final class RecordedState extends ForwardingState {

    private final RecentDatagrams recent;

    /** Puts a recording before a state. */
    public RecordedState(ShardState applied, RecentDatagrams recent) {
        super(applied);
        this.recent = recent;
    }

    @Override
    public void apply(QueueItem datagram, long time) {
        recent.add(
                datagram.number(),
                time,
                datagram.sourceV6(),
                datagram.sourceHigh(),
                datagram.sourceLow(),
                datagram.bytes(),
                datagram.start(),
                datagram.length());
        next.apply(datagram, time);
    }
}
