package weir.event;

import weir.metric.query.RowFilter;

/**
 * A threshold at work on a shard.
 *
 * <p>Thread: any; immutable.
 */
final class Watch {

    final Threshold threshold;
    final double limit;
    final long timeout;
    final boolean byFlow;
    final boolean filtered;
    final RowFilter filter;

    Watch(Threshold threshold) {
        this.threshold = threshold;
        limit = threshold.value();
        timeout = threshold.timeoutNanos();
        byFlow = threshold.byFlow();
        filtered = !threshold.filter().isEmpty();
        filter = RowFilter.of(threshold.filter());
    }
}
