package weir.event;

import weir.meter.Moment;

/**
 * Takes what a shard produces for the logs. Entries have no number yet; moments put those of all shards in one order.
 *
 * <p>Moments are views, valid during the call. Thread: the shard's.
 */
public interface EventSink {

    /** A threshold was reached. */
    void event(Moment at, Event event);

    /** A flow record belongs into the log. */
    void record(Moment at, FlowRecord record);
}
