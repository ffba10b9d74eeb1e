/**
 * What any bytes may do to the reading of keys, and any text to the reading of definitions: nothing.
 *
 * <p>In: sampled headers and definitions, whole or damaged. Out: an {@link AssertionError} or another exception when
 * something that must hold does not. A property test drives both in every build, a coverage-guided fuzzer for as long as
 * one likes.
 */
@NullMarked
package weir.fuzz;

import org.jspecify.annotations.NullMarked;
