package weir.lookup;

import org.jspecify.annotations.Nullable;

/** The routes of one router. Thread: any; answers from memory, never blocks, allocates nothing. */
public interface Routes {

    /** The router's own system. */
    long as();

    /**
     * The route to an address, by the longest prefix that matches.
     *
     * @param high upper half of an IPv6 address, 0 for IPv4
     * @return the route, or null when no prefix matches
     */
    @Nullable
    RoutedPath path(boolean v6, long high, long low);

    /**
     * Of several routes to that prefix the one whose next hop has a MAC address; the best one when none has.
     *
     * @param mac where the packet was sent on its link
     */
    default @Nullable RoutedPath path(boolean v6, long high, long low, NextHops hops, long mac) {
        return path(v6, high, low);
    }

    /** Length of the longest prefix that matches, or -1. */
    int prefixLength(boolean v6, long high, long low);
}
