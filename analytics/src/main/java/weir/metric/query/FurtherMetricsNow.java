package weir.metric.query;

import java.util.Collection;
import java.util.function.Predicate;
import weir.metric.Agent;

/**
 * Where further metrics come from: asked once for each question.
 *
 * <p>Thread: any.
 */
@FunctionalInterface
public interface FurtherMetricsNow {

    /** There never are any. */
    FurtherMetricsNow NONE = (agents, metrics, now) -> FurtherMetrics.NONE;

    /**
     * The metrics of some agents as they are at a moment.
     *
     * @param agents agents the question is about; others may be left out
     * @param metrics which metrics, by name; others may be left out
     * @param now engine time in nanoseconds
     */
    FurtherMetrics at(Collection<Agent> agents, Predicate<String> metrics, long now);
}
