/**
 * Measurements of speed and memory; never shipped.
 *
 * <p>In: captures that are generated or recorded. Out: figures on standard output and one JSON line per scenario in
 * {@code bench/results}. Every figure of time is a ratio to sflowtool on the same capture in the same run, since seconds
 * change with the machine. Run by {@code bench/run}.
 */
@NullMarked
package weir.bench;

import org.jspecify.annotations.NullMarked;
