package weir.event;

import java.util.List;
import java.util.Optional;
import weir.flow.Estimate;
import weir.flow.FlowKey;
import weir.flow.FlowSource;

/**
 * A metric has reached a threshold.
 *
 * <p>Thread: any; immutable. Source: REST API reference, section 6.3.
 *
 * @param timestamp engine time in ms since the epoch
 * @param threshold name of the threshold
 * @param metric the metric as the threshold names it
 * @param limit the limit that was reached
 * @param value value of the metric then
 * @param source where
 * @param flowKey the flow, of a threshold by flow on a flow metric; empty otherwise
 * @param values further values of the flow, in the order of its definition; empty where it has none
 * @param estimate how good the value is; empty where it is not a scaled sum of samples
 * @param latency how long it took from the arrival of the sample; empty in replay
 */
public record Event(
        long timestamp,
        String threshold,
        String metric,
        double limit,
        double value,
        FlowSource source,
        Optional<FlowKey> flowKey,
        List<Double> values,
        Optional<Estimate> estimate,
        Optional<EventLatency> latency) {

    /** Copies the values. */
    public Event {
        values = List.copyOf(values);
    }

    /** This event with what was measured on its way. */
    public Event with(EventLatency measured) {
        return new Event(
                timestamp, threshold, metric, limit, value, source, flowKey, values, estimate, Optional.of(measured));
    }
}
