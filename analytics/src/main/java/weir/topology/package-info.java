/**
 * How switches and hosts are connected, and who is who: nodes, ports, links, and the hosts behind addresses.
 *
 * <p>In: a graph that a user describes in names ({@link weir.topology.Topology}), and what agents publish. Out: the node,
 * port and link of an interface, for questions ({@link weir.topology.TopologyIndex}) and for every sample of a shard
 * ({@link weir.topology.ShardPlaces}); the host behind an address ({@link weir.topology.HostTable}).
 */
@NullMarked
package weir.topology;

import org.jspecify.annotations.NullMarked;
