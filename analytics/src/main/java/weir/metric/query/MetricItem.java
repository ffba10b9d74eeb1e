package weir.metric.query;

import java.util.Optional;

/**
 * One item of a metric query.
 *
 * <p>Form: {@code [statistic:][dataSource.]metric}; without a statistic the largest value is asked for. A prefix that is
 * no statistic makes the item a metric that does not exist.
 *
 * @param text the item as it was written
 * @param statistic how its values are summarised
 * @param metric the metric
 */
record MetricItem(String text, Statistic statistic, MetricName metric) {

    static MetricItem parse(String text) {
        int colon = text.indexOf(':');
        Optional<Statistic> statistic = colon < 0 ? Optional.empty() : Statistic.named(text.substring(0, colon));
        String name = statistic.isPresent() ? text.substring(colon + 1) : text;
        return new MetricItem(text, statistic.orElse(Statistic.MAX), MetricName.parse(name));
    }
}
