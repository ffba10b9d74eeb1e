package weir.metric.query;

import java.util.List;
import java.util.Optional;

/**
 * One of the largest flows behind the value of a metric that a flow definition makes.
 *
 * <p>Thread: any; immutable.
 *
 * @param key key of the flow
 * @param value its value, per second for a rate
 * @param lastUpdate age of its latest sample in ms, never negative
 * @param values further values in the order of the definition; empty when it has none
 * @param quality how good the value is; empty where it is not a scaled sum
 */
public record TopKey(String key, double value, long lastUpdate, List<Double> values, Optional<Quality> quality) {

    /** Copies the values. */
    public TopKey {
        values = List.copyOf(values);
    }

    /**
     * How good a value is that was estimated from samples.
     *
     * @param samples effective number of samples behind it
     * @param error bound of the relative error with a probability of 95 %, in percent
     */
    public record Quality(double samples, double error) {}
}
