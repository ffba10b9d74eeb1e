/**
 * Datagrams sent on to other collectors: all of them unchanged, or chosen samples in datagrams of their own.
 *
 * <p>In: datagrams on the shards, after they were applied; what users want relayed, as one immutable {@link
 * weir.relay.RelayPlan} at a time. Out: UDP. Shards copy bytes into bounded queues; one thread sends.
 */
@NullMarked
package weir.relay;

import org.jspecify.annotations.NullMarked;
