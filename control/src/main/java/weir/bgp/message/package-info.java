/**
 * The codec of BGP: messages as values.
 *
 * <p>In: the bytes of one message and what was agreed with the peer. Out: the message, or what is wrong with it and how to
 * answer; nothing from the wire throws. The other way: bytes of messages to be sent. Sessions call it.
 */
@NullMarked
package weir.bgp.message;

import org.jspecify.annotations.NullMarked;
