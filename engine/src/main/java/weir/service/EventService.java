package weir.service;

import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.Threshold;
import weir.event.Thresholds;
import weir.request.NotFoundException;
import weir.shard.Logs;

/**
 * Thresholds, the events they make, and the log of flows.
 *
 * <p>A threshold is in force from the next sample on. Given again as it is, it goes on as if nothing had been said; changed or
 * removed, it forgets what it has seen.
 *
 * <p>Thread: any.
 */
public final class EventService {

    private final AtomicReference<Thresholds> thresholds = new AtomicReference<>(Thresholds.NONE);
    private final LogReader<Event> events;
    private final LogReader<FlowRecord> flows;

    /** No thresholds, and the logs that events and flow records are appended to. */
    public EventService(Logs logs) {
        events = new LogReader<>(logs.events(), Event::threshold);
        flows = new LogReader<>(logs.flows(), FlowRecord::name);
    }

    /** The thresholds in force. */
    public Thresholds current() {
        return thresholds.get();
    }

    /** All thresholds by name. */
    public SortedMap<String, Threshold> thresholds() {
        return thresholds.get().all();
    }

    /**
     * The threshold with a name.
     *
     * @throws NotFoundException there is none
     */
    public Threshold threshold(String name) {
        return thresholds.get().find(name).orElseThrow(() -> new NotFoundException("there is no threshold " + name));
    }

    /**
     * Puts a threshold in force, in the place of one with its name.
     *
     * @throws weir.request.InvalidRequestException there are too many
     */
    public void define(Threshold threshold) {
        thresholds.updateAndGet(now -> now.with(threshold));
    }

    /** Removes a threshold, if there is one with the name. */
    public void remove(String name) {
        thresholds.updateAndGet(now -> now.without(name));
    }

    /** The events. */
    public LogReader<Event> events() {
        return events;
    }

    /** The log of flows. */
    public LogReader<FlowRecord> flows() {
        return flows;
    }
}
