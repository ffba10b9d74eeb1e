/**
 * Regular expressions that cannot be made to run long.
 *
 * <p>In: an expression of the usual syntax, without the constructs that need backtracking. Out: whether a whole text
 * matches, in time linear in its length. Filters call it for every sample.
 */
@NullMarked
package weir.flow.pattern;

import org.jspecify.annotations.NullMarked;
