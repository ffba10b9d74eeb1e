package weir.metric.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

/**
 * Summarises the values of one metric, which come by ascending agent and data source.
 *
 * <p>Numbers and texts are kept apart, since a custom metric may be either; numbers count where there are any. Of equal
 * values the first one is selected. Text has a largest, a smallest and a first value, but no other statistic.
 *
 * <p>Thread: one.
 */
final class SummaryBuilder {

    /** The value selected among those of one type, and the ages of all. */
    private static final class Selection {
        private int count;
        private long oldest = Long.MAX_VALUE;
        private long newest = Long.MIN_VALUE;
        private @Nullable Reading selected;
        private @Nullable IpAddress agent;
        private @Nullable DataSourceId dataSource;

        void add(IpAddress from, DataSourceId source, Reading reading, boolean better) {
            count++;
            oldest = Math.min(oldest, reading.updated());
            newest = Math.max(newest, reading.updated());
            if (selected == null || better) {
                selected = reading;
                agent = from;
                dataSource = source;
            }
        }
    }

    private final String metric;
    private final Statistic statistic;
    private final Selection numbers = new Selection();
    private final Selection texts = new Selection();
    private final NumberSummary summary = new NumberSummary();

    /**
     * No values yet.
     *
     * @param metric the metric as it was asked for
     */
    SummaryBuilder(String metric, Statistic statistic) {
        this.metric = metric;
        this.statistic = statistic;
    }

    void add(IpAddress agent, DataSourceId source, Reading reading) {
        if (reading.value() instanceof Double number) {
            summary.add(number);
            numbers.add(agent, source, reading, isBetter(number, numbers.selected));
        } else {
            texts.add(agent, source, reading, isBetter((String) reading.value(), texts.selected));
        }
    }

    private <T extends Comparable<T>> boolean isBetter(T value, @Nullable Reading selected) {
        if (selected == null) {
            return true;
        }
        @SuppressWarnings("unchecked") // a selection holds values of one type
        int order = value.compareTo((T) selected.value());
        return statistic == Statistic.MAX && order > 0 || statistic == Statistic.MIN && order < 0;
    }

    MetricSummary build(long now) {
        Selection from = numbers.count > 0 ? numbers : texts;
        Reading selected = from.selected;
        if (selected == null || from.equals(texts) && !statistic.selects()) {
            return MetricSummary.nothing(metric);
        }
        Quartiles quartiles = statistic.ofQuartiles() ? summary.quartiles() : null;
        return new MetricSummary(
                metric,
                from.count,
                statistic.selects() ? selected.value() : number(quartiles),
                Age.millis(from.newest, now),
                Age.millis(from.oldest, now),
                statistic == Statistic.MAX || statistic == Statistic.MIN ? Age.millis(selected.updated(), now) : null,
                statistic.selects() ? from.agent : null,
                statistic.selects() ? from.dataSource : null,
                statistic.selects() ? selected.topKeys() : List.of(),
                quartiles);
    }

    private Double number(@Nullable Quartiles quartiles) {
        return switch (statistic) {
            case SUM -> summary.sum();
            case AVG -> summary.mean();
            case VAR -> summary.variance();
            case SDEV -> Math.sqrt(summary.variance());
            default -> {
                Quartiles known = quartiles == null ? summary.quartiles() : quartiles;
                yield switch (statistic) {
                    case Q1 -> known.q1();
                    case Q3 -> known.q3();
                    case IQR -> known.q3() - known.q1();
                    default -> known.med();
                };
            }
        };
    }
}
