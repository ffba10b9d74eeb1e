/**
 * Flow definitions at work on one shard.
 *
 * <p>In: what the shard's {@link weir.metric.AgentTable} accepted, the current versions of definitions, lookups and
 * topology. Out: a {@link weir.flow.FlowCache} for each definition, the keys seen, and word to one
 * {@link weir.meter.MeterListener} of every watched flow updated and every record closed. One thread owns all of it.
 */
@NullMarked
package weir.meter;

import org.jspecify.annotations.NullMarked;
