/**
 * Ways through the network.
 *
 * <p>In: a topology. Out: shortest ways between nodes, a tree that spans it, its diameter ({@link
 * weir.graph.NetworkGraph}). Anybody may call.
 */
@NullMarked
package weir.graph;

import org.jspecify.annotations.NullMarked;
