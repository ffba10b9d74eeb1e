/**
 * Thresholds, the events they make, and the logs that events and flow records are kept in.
 *
 * <p>In: what {@code weir.meter} tells about updates. Out: events, and entries of numbered logs of bounded size. What leaves
 * a shard has no number yet: the engine puts it in order and numbers it.
 */
@NullMarked
package weir.event;

import org.jspecify.annotations.NullMarked;
