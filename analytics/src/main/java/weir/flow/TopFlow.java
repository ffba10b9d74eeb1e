package weir.flow;

import java.util.List;
import java.util.Optional;

/**
 * One of the largest flows of a data source.
 *
 * <p>Lifetime and thread: any; immutable.
 *
 * @param key key
 * @param value value now, in units of the definition's value, per second for a rate
 * @param lastUpdate age of the latest sample in ms, never negative
 * @param values further values in the order of the definition
 * @param estimate how good the value is; empty where it is not a scaled sum
 */
public record TopFlow(FlowKey key, double value, long lastUpdate, List<Double> values, Optional<Estimate> estimate) {

    /** Copies the values. */
    public TopFlow {
        values = List.copyOf(values);
    }
}
