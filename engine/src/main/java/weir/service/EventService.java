package weir.service;

import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.Threshold;
import weir.event.Thresholds;
import weir.metric.DataSourceId;
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
    private final Exceeding exceeded;

    /** Answers whether a threshold is exceeded at a data source, or was within its time-out. */
    @FunctionalInterface
    public interface Exceeding {

        /**
         * The answer.
         *
         * @param agent agent address, host name or node
         * @param flow key of the flow that is meant; empty for any
         */
        boolean is(String threshold, String agent, DataSourceId source, Optional<String> flow);
    }

    /**
     * No thresholds, and the logs that events and flow records are appended to.
     *
     * @param exceeded answers whether a threshold is exceeded
     */
    public EventService(Logs logs, Exceeding exceeded) {
        this.exceeded = exceeded;
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

    /**
     * Whether a threshold is exceeded, or was within its time-out, so that it makes no new event. What is unknown is not
     * exceeded.
     *
     * @param agent agent address, host name or node
     * @param metric {@code dataSource.metric}; the metric is that of the threshold
     * @param flow key of the flow that is meant; empty for any
     */
    public boolean isExceeded(String threshold, String agent, String metric, Optional<String> flow) {
        int dot = metric.lastIndexOf('.');
        Optional<DataSourceId> source = DataSourceId.parse(dot < 0 ? metric : metric.substring(0, dot));
        return source.isPresent() && exceeded.is(threshold, agent, source.get(), flow);
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
