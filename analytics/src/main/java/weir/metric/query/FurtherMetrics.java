package weir.metric.query;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.DataSource;

/**
 * Metrics of data sources that are not in their rows, because they are made of flow samples: a flow definition is a
 * metric too. All as they are at one moment.
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
        public void forEach(Agent agent, DataSource source, BiConsumer<String, Reading> to) {}
    };

    /** A metric of a data source. Absent: null. */
    @Nullable
    Reading find(Agent agent, DataSource source, String metric);

    /** Hands over all metrics of a data source that have a value. */
    void forEach(Agent agent, DataSource source, BiConsumer<String, Reading> to);
}
