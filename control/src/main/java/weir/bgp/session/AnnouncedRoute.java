package weir.bgp.session;

import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;

/**
 * A route that is announced to a neighbour. Thread: any; immutable.
 *
 * @param prefix the destination
 * @param nextHop where its packets are to be sent, of the family of the prefix
 * @param attributes the rest, as users gave it
 */
public record AnnouncedRoute(Prefix prefix, NextHop nextHop, PathAttributes attributes) {}
