package weir.bgp.route;

/**
 * What all destinations of an announcement have in common, but for the next hop.
 *
 * <p>Thread: any; immutable. Source: RFC 4271, section 5.
 *
 * @param origin where the route came from
 * @param asPath the systems it has passed
 * @param med preference among links to one neighbouring system, the lower the better; {@link #ABSENT} when not said
 * @param localPref preference inside a system, the higher the better; {@link #ABSENT} when not said
 * @param communities communities
 * @param extended extended communities
 * @param large large communities
 */
public record PathAttributes(
        Origin origin,
        AsPath asPath,
        long med,
        long localPref,
        Communities communities,
        ExtendedCommunities extended,
        LargeCommunities large) {

    /** Stands for a number that was not said. */
    public static final long ABSENT = -1;

    /** An announcement that says no more than it must. */
    public static final PathAttributes PLAIN = new PathAttributes(
            Origin.IGP,
            AsPath.EMPTY,
            ABSENT,
            ABSENT,
            Communities.NONE,
            ExtendedCommunities.NONE,
            LargeCommunities.NONE);

    /** The same with another path. */
    public PathAttributes withAsPath(AsPath path) {
        return new PathAttributes(origin, path, med, localPref, communities, extended, large);
    }

    /** The same with another local preference. */
    public PathAttributes withLocalPref(long preference) {
        return new PathAttributes(origin, asPath, med, preference, communities, extended, large);
    }
}
