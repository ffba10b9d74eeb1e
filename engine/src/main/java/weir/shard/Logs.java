package weir.shard;

import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.NumberedLog;

/**
 * The two logs, which one thread appends to.
 *
 * @param events events of thresholds
 * @param flows records of flows
 */
public record Logs(NumberedLog<Event> events, NumberedLog<FlowRecord> flows) {

    /** Empty logs that keep so many entries. */
    public static Logs of(int events, int flows) {
        return new Logs(new NumberedLog<>(events), new NumberedLog<>(flows));
    }
}
