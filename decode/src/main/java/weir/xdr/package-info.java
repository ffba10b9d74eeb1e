/**
 * Bounds-checked reading of XDR.
 *
 * <p>In: a byte range that came from the wire. Out: numbers and sub-ranges that are certain to lie inside it. The
 * decoders call it; only this package and the header scanner index into received bytes.
 */
@NullMarked
package weir.xdr;

import org.jspecify.annotations.NullMarked;
