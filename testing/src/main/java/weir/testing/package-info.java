/**
 * What tests of several modules share; never shipped.
 *
 * <p>In: values that a test chooses. Out: bytes of sFlow datagrams, made by an encoder that shares no code with the
 * decoder, and paths of recorded captures.
 */
@NullMarked
package weir.testing;

import org.jspecify.annotations.NullMarked;
