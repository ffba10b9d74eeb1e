/**
 * FlowSpec rules: which packets, and what to do with them.
 *
 * <p>In: bytes from a peer, or operands and actions as users write them. Out: immutable values; bytes; the same texts in one
 * form; whether a packet matches. The codec, trials of rules and the services call it.
 */
@NullMarked
package weir.bgp.flowspec;

import org.jspecify.annotations.NullMarked;
