/**
 * Agents, data sources and their metrics.
 *
 * <p>In: samples, the time they arrived and where from. Out: immutable {@link weir.metric.MetricRow}s, one per data
 * source, and facts about agents. State is written by the one thread that owns an {@link weir.metric.AgentTable}; what is
 * published can be read by any thread and never waits. How a field becomes a metric is said by the rows of the structure
 * table and by those of {@code DerivedMetrics}.
 */
@NullMarked
package weir.metric;

import org.jspecify.annotations.NullMarked;
