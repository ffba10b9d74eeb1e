package weir.lookup;

import org.jspecify.annotations.Nullable;
import weir.net.IpAddress;

/**
 * What flow keys say of a route, texts ready as bytes. Shared by all routes that have the same.
 *
 * <p>Thread: any; immutable, the arrays are not to be changed.
 *
 * @param nextHop where packets are sent; null when not known
 * @param asPath systems joined with dashes, a set in brackets; empty when the route comes from the router's own
 * @param peerAs first system of the path; -1 when the path is empty
 * @param originAs last system of a sequence that ends the path; -1 when there is none
 * @param communities joined with dashes; empty when there are none
 * @param localPref local preference; -1 when not said
 */
public record RoutedPath(
        @Nullable IpAddress nextHop, byte[] asPath, long peerAs, long originAs, byte[] communities, long localPref) {}
