package weir.flow;

import java.util.List;
import java.util.Optional;

/**
 * A flow of the network at one moment.
 *
 * <p>Lifetime and thread: any; immutable.
 *
 * @param key key
 * @param value merged value, in units of the definition's value, per second for a rate
 * @param flowN number of data sources that report the key
 * @param source where the largest value is; empty when values were summed, and for a table of the network
 * @param values further values, merged, in the order of the definition
 * @param estimate how good the value is; empty where it is not a scaled sum
 */
public record ActiveFlow(
        FlowKey key,
        double value,
        int flowN,
        Optional<FlowSource> source,
        List<Double> values,
        Optional<Estimate> estimate) {

    /** The same flow, which so many data sources report. */
    public ActiveFlow reportedBy(int sources) {
        return new ActiveFlow(key, value, sources, source, values, estimate);
    }

    /** Copies the values. */
    public ActiveFlow {
        values = List.copyOf(values);
    }
}
