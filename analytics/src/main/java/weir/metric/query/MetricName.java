package weir.metric.query;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.metric.DataSourceId;

/**
 * A metric as it is asked for: of all data sources, or of those with one name.
 *
 * <p>Form: {@code [dataSource.]name}. Names have no dots but data sources may, so the last dot divides them.
 *
 * @param name name of the metric
 * @param dataSource the only data source asked for; null for all
 * @param possible whether a data source can have the name that stands before the dot
 */
record MetricName(String name, @Nullable DataSourceId dataSource, boolean possible) {

    static MetricName parse(String text) {
        int dot = text.lastIndexOf('.');
        if (dot < 0) {
            return new MetricName(text, null, true);
        }
        Optional<DataSourceId> dataSource = DataSourceId.parse(text.substring(0, dot));
        return new MetricName(text.substring(dot + 1), dataSource.orElse(null), dataSource.isPresent());
    }

    /** Whether it is asked of a data source. */
    boolean isOf(DataSourceId source) {
        return possible && (dataSource == null || dataSource.equals(source));
    }
}
