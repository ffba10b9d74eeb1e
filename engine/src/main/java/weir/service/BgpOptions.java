package weir.service;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weir.bgp.route.Family;
import weir.request.InvalidRequestException;

/**
 * What is said of a neighbour besides its address and our system.
 *
 * @param families families that are offered; IPv4 always
 * @param severalPaths whether several routes to a prefix are taken
 * @param dialPort port of the neighbour that we connect to; 0 waits for it to connect
 */
public record BgpOptions(Set<Family> families, boolean severalPaths, int dialPort) {

    /** IPv4 routes with a neighbour that connects. */
    public static final BgpOptions USUAL = new BgpOptions(Set.of(Family.IPV4), false, 0);

    private static final int BGP_PORT = 179;

    /** Copies the set. */
    public BgpOptions {
        families = Set.copyOf(families);
    }

    /**
     * Reads options as scripts give them: {@code ipv6}, {@code flowspec}, {@code flowspec6}, {@code multipath}, {@code active}, {@code port}.
     *
     * @throws InvalidRequestException the port is none
     */
    public static BgpOptions of(Map<String, ?> members) {
        Set<Family> families = EnumSet.of(Family.IPV4);
        if (isSet(members, "ipv6")) {
            families.add(Family.IPV6);
        }
        if (isSet(members, "flowspec")) {
            families.add(Family.FLOWSPEC4);
        }
        if (isSet(members, "flowspec6")) {
            families.add(Family.FLOWSPEC6);
        }
        return new BgpOptions(families, isSet(members, "multipath"), isSet(members, "active") ? port(members) : 0);
    }

    private static boolean isSet(Map<String, ?> members, String name) {
        Object value = members.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value) || "yes".equals(value);
    }

    private static int port(Map<String, ?> members) {
        String text = Optional.<Object>ofNullable(members.get("port"))
                .orElse(BGP_PORT)
                .toString();
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 1 << 16) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidRequestException("port '" + text + "' is none");
    }
}
