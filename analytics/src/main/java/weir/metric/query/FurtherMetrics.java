package weir.metric.query;

import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.MetricRow;

/**
 * Metrics of data sources that are not in their rows, because they are made of flow samples: a flow definition is a
 * metric too.
 *
 * <p>Thread: any.
 */
public interface FurtherMetrics {

    /** There are none. */
    FurtherMetrics NONE = new FurtherMetrics() {
        @Override
        public @Nullable Reading find(Agent agent, DataSource source, String metric) {
            return null;
        }

        @Override
        public void forEach(Agent agent, DataSource source, MetricRow.Receiver to) {}
    };

    /** A metric of a data source. Absent: null. */
    @Nullable
    Reading find(Agent agent, DataSource source, String metric);

    /** Hands over all metrics of a data source that have a value. */
    void forEach(Agent agent, DataSource source, MetricRow.Receiver to);
}
