/**
 * Agents, data sources and their metrics.
 *
 * <p>In: samples, the time they arrived and where from. Out: immutable rows of metrics, one per data
 * source, and facts about agents. State is written by the one thread that owns an table of agents; what
 * is published can be read by any thread and never waits. How a field becomes a metric is said by the rows of the
 * structure table.
 */
@NullMarked
package weir.metric;

import org.jspecify.annotations.NullMarked;
