/**
 * Records of flows, exported as IPFIX over UDP.
 *
 * <p>In: records that shards close, of definitions with {@code ipfixCollectors}. Out: messages to these collectors, sent by
 * one thread. Source: RFC 7011, RFC 7012; IANA IP Flow Information Export (IPFIX) Entities.
 */
@NullMarked
package weir.ipfix;

import org.jspecify.annotations.NullMarked;
