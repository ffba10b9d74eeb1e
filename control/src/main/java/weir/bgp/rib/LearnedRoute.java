package weir.bgp.rib;

import weir.lookup.Prefix;

/**
 * A route that a neighbour announced. Thread: any; immutable.
 *
 * @param prefix the destination
 * @param route the rest
 */
public record LearnedRoute(Prefix prefix, Route route) {}
