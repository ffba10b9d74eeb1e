package weir.graph;

/**
 * A step of a way: a link, in the direction it is taken.
 *
 * <p>Thread: any; immutable.
 *
 * @param link name of the link
 * @param startNode node it leaves
 * @param startPort port it leaves by; empty when the topology does not say
 * @param endNode node it comes to
 * @param endPort port it comes in by; empty when the topology does not say
 */
public record Hop(String link, String startNode, String startPort, String endNode, String endPort) {}
