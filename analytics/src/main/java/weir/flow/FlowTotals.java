package weir.flow;

import java.util.List;
import java.util.Optional;

/**
 * What a flow at one data source amounted to from its start to its end.
 *
 * <p>Units: times in ms since the epoch of engine time. Lifetime and thread: any; immutable.
 *
 * @param key key
 * @param value total of a scaled value, or the statistic over the record
 * @param values further values, each a total or a statistic, in the order of the definition
 * @param estimate how good the value is; empty where it is not a scaled sum
 * @param start time of the first sample
 * @param end time of the last sample
 */
public record FlowTotals(
        FlowKey key, double value, List<Double> values, Optional<Estimate> estimate, long start, long end) {

    /** Copies the values. */
    public FlowTotals {
        values = List.copyOf(values);
    }
}
