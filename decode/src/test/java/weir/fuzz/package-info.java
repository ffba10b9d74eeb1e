/**
 * What any bytes may do to decoding and listing: nothing.
 *
 * <p>In: datagrams, whole or damaged. Out: an {@link AssertionError} or another exception when something that must hold
 * does not. A property test drives it in every build, a coverage-guided fuzzer for as long as one likes.
 */
@NullMarked
package weir.fuzz;

import org.jspecify.annotations.NullMarked;
