/**
 * Bytes of BGP messages, read with checks and written.
 *
 * <p>In: a byte range that came from a peer, or numbers. Out: numbers and sub-ranges that are certain to lie inside it,
 * or bytes. The codec calls it.
 */
@NullMarked
package weir.bgp.wire;

import org.jspecify.annotations.NullMarked;
