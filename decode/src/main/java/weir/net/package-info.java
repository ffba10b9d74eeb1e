/**
 * Addresses as values and as text.
 *
 * <p>In: bytes from the wire, or text from a request. Out: immutable {@link weir.net.IpAddress} values with one
 * canonical text form. Everyone may call it.
 */
@NullMarked
package weir.net;

import org.jspecify.annotations.NullMarked;
