/**
 * How long it takes from a sample to a router.
 *
 * <p>In: a running product with a script, samples, a router. Out: times, printed. Run by hand.
 */
@NullMarked
package weir.bench.control;

import org.jspecify.annotations.NullMarked;
