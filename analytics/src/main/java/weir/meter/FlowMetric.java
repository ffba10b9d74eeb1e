package weir.meter;

import java.util.List;
import weir.flow.TopFlow;

/**
 * The metric that a flow definition makes at one data source: the value of its largest flow.
 *
 * <p>Thread: any; immutable.
 *
 * @param name name of the definition
 * @param age age of the latest sample at the data source in ms
 * @param topFlows the largest flows, by falling value; at least one
 */
public record FlowMetric(String name, long age, List<TopFlow> topFlows) {

    /** Copies the list. */
    public FlowMetric {
        topFlows = List.copyOf(topFlows);
    }

    /** The value of the largest flow. */
    public double value() {
        return topFlows.getFirst().value();
    }
}
