/**
 * What flow definitions measure: bounded caches of keyed, smoothed values, and the largest of them over the network.
 *
 * <p>In: for each sample and definition a data source number, the bytes of a key, a value and its sampling weight. Out:
 * current values, top lists, active flows merged over data sources, totals of flows that ended, and how good each
 * estimate is. Keys stay bytes here; a {@link weir.flow.FlowKeyFormat} makes their text at the edge. A cache belongs to
 * one thread; what it answers is immutable and any thread may read it.
 */
@NullMarked
package weir.flow;

import org.jspecify.annotations.NullMarked;
