package weir.bgp.message;

import weir.lookup.Prefix;

/**
 * A prefix in an update. Thread: any; immutable. Source: RFC 7911, section 3.
 *
 * @param prefix the prefix
 * @param pathId tells several routes to one prefix apart; 0 where that was not agreed
 */
public record PathPrefix(Prefix prefix, int pathId) {

    /** The only route to a prefix. */
    public static PathPrefix of(Prefix prefix) {
        return new PathPrefix(prefix, 0);
    }
}
