/** What the tests of the engine share: captures written on the fly, time by hand, waiting for conditions. */
@NullMarked
package weir.enginetest;

import org.jspecify.annotations.NullMarked;
