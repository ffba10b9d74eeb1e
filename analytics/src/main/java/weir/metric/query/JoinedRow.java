package weir.metric.query;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.MetricBlock;
import weir.metric.MetricRow;

/**
 * The metrics of one data source together with those of its agent's host, which count as its own where it has none of the
 * same name.
 *
 * <p>Thread: any; a view at one moment.
 */
final class JoinedRow {

    private final Agent agent;
    private final DataSource source;
    private final @Nullable DataSource host;
    private final FurtherMetrics further;
    private final MetricRow own;

    JoinedRow(Agent agent, DataSource source, @Nullable DataSource host, FurtherMetrics further) {
        this.agent = agent;
        this.source = source;
        this.host = host;
        this.further = further;
        this.own = source.row();
    }

    Agent agent() {
        return agent;
    }

    DataSource source() {
        return source;
    }

    /** The host of the agent, unless it is the data source itself. Absent: null. */
    @Nullable
    DataSource host() {
        return source.equals(host) ? null : host;
    }

    /** A metric of the data source itself. Absent: null. */
    @Nullable
    Reading own(String metric) {
        return find(own, source, metric);
    }

    /** A metric of the host. Absent: null, also when the data source is the host itself. */
    @Nullable
    Reading inherited(String metric) {
        DataSource from = host();
        return from == null ? null : find(from.row(), from, metric);
    }

    /** A metric of the data source, else of the host. Absent: null. */
    @Nullable
    Reading find(String metric) {
        Reading reading = own(metric);
        return reading != null ? reading : inherited(metric);
    }

    /** Hands over all metrics of the data source itself. */
    void forEachOwn(BiConsumer<String, Reading> to) {
        own.forEach((metric, value, updated) -> to.accept(metric, new Reading(value, updated)));
        further.forEach(agent, source, to);
    }

    private @Nullable Reading find(MetricRow row, DataSource of, String metric) {
        for (int i = 0; i < row.size(); i++) {
            if (row.schema(i).knows(metric)) {
                MetricBlock block = row.block(i);
                Object value = block.value(metric);
                if (value != null) {
                    return new Reading(value, block.updated());
                }
            }
        }
        return further.find(agent, of, metric);
    }
}
