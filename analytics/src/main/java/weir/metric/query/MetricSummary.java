package weir.metric.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

/**
 * Summary of one metric over the chosen data sources: one element of the answer to a metric query.
 *
 * <p>Absent: where nothing was found {@code n} is 0 and all but {@code metric} has no meaning; members that do not belong
 * to the statistic are null.
 *
 * <p>Thread: any; immutable.
 *
 * @param metric the metric exactly as asked for, prefix included
 * @param n number of values summarised
 * @param value a {@link Double} or a {@link String}
 * @param lastUpdateMin age in ms of the freshest value
 * @param lastUpdateMax age in ms of the stalest value
 * @param lastUpdate age in ms of the selected value: {@code max} and {@code min}
 * @param agent agent of the selected value: {@code max}, {@code min} and {@code any}
 * @param dataSource data source of the selected value: {@code max}, {@code min} and {@code any}
 * @param topKeys the largest flows behind the selected value, of a metric that a flow definition makes: {@code max},
 *     {@code min} and {@code any}; empty for all others
 * @param quartiles for {@code med}, {@code q1}, {@code q2}, {@code q3} and {@code iqr}
 */
public record MetricSummary(
        String metric,
        int n,
        @Nullable Object value,
        long lastUpdateMin,
        long lastUpdateMax,
        @Nullable Long lastUpdate,
        @Nullable IpAddress agent,
        @Nullable DataSourceId dataSource,
        List<TopKey> topKeys,
        @Nullable Quartiles quartiles) {

    /** Copies the list. */
    public MetricSummary {
        topKeys = List.copyOf(topKeys);
    }

    /** The answer when no data source has the metric. */
    public static MetricSummary nothing(String metric) {
        return new MetricSummary(metric, 0, null, 0, 0, null, null, null, List.of(), null);
    }

    /** Whether a value was found. */
    public boolean found() {
        return value != null;
    }
}
