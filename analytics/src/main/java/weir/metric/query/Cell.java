package weir.metric.query;

import java.util.List;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

/**
 * One value of one metric of one data source.
 *
 * <p>Thread: any; immutable.
 *
 * @param agent agent of the data source
 * @param dataSource data source that has the value, which in a row of a table may be the agent's host
 * @param metric name of the metric, without data source and prefix
 * @param value a {@link Double} or a {@link String}; never NaN
 * @param lastUpdate age of the value in ms, never negative
 * @param topKeys the largest flows behind the value, of a metric that a flow definition makes; empty for all others
 */
public record Cell(
        IpAddress agent, DataSourceId dataSource, String metric, Object value, long lastUpdate, List<TopKey> topKeys) {

    /** Copies the list. */
    public Cell {
        topKeys = List.copyOf(topKeys);
    }

    /** The value of a counter metric. */
    public Cell(IpAddress agent, DataSourceId dataSource, String metric, Object value, long lastUpdate) {
        this(agent, dataSource, metric, value, lastUpdate, List.of());
    }

    /** Whether the value is a number. */
    public boolean numeric() {
        return value instanceof Double;
    }

    /** The number. Absent: NaN when the value is text. */
    public double number() {
        return value instanceof Double number ? number : Double.NaN;
    }
}
