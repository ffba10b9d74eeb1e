package weir.service;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.bgp.rib.LearnedRoute;
import weir.bgp.route.AsPath;
import weir.bgp.route.Communities;
import weir.bgp.route.ExtendedCommunities;
import weir.bgp.route.LargeCommunities;
import weir.bgp.route.NextHop;
import weir.bgp.route.Origin;
import weir.bgp.route.PathAttributes;
import weir.bgp.session.AnnouncedRoute;
import weir.lookup.Prefix;
import weir.net.IpAddress;
import weir.request.InvalidRequestException;

/** Routes as users write and read them. Source: REST API reference, section 9; script API reference, section 8. */
public final class BgpRoutes {

    private static final long LOCAL_PREF = 100;
    private static final long MOST = 0xFFFF_FFFFL;

    private BgpRoutes() {}

    /** Whether a route says what it must. */
    static boolean isComplete(Map<String, ?> members) {
        return members.get("prefix") != null && members.get("nexthop") != null;
    }

    /**
     * Reads a route to announce.
     *
     * @throws InvalidRequestException a member is missing or malformed
     */
    static AnnouncedRoute read(Map<String, ?> members) {
        Prefix prefix = prefix(text(members, "prefix").orElseThrow(() -> missing("prefix")));
        boolean v6 = prefix.address().v6();
        IpAddress nextHop = address("nexthop", text(members, "nexthop").orElseThrow(() -> missing("nexthop")), v6);
        @Nullable
        IpAddress linkLocal = text(members, "nexthoplinklocal")
                .filter(any -> v6)
                .map(text -> address("nexthoplinklocal", text, true))
                .orElse(null);
        PathAttributes attributes = new PathAttributes(
                origin(text(members, "origin").orElse("IGP")),
                AsPath.parse(text(members, "aspath").orElse("")),
                text(members, "med").map(text -> number("med", text)).orElse(PathAttributes.ABSENT),
                text(members, "localpref")
                        .map(text -> number("localpref", text))
                        .orElse(LOCAL_PREF),
                Communities.parse(text(members, "communities").orElse("")),
                ExtendedCommunities.NONE,
                LargeCommunities.parse(text(members, "largecommunities").orElse("")));
        return new AnnouncedRoute(prefix, new NextHop(nextHop, linkLocal), attributes);
    }

    private static InvalidRequestException missing(String member) {
        return new InvalidRequestException(member + " is missing");
    }

    private static Optional<String> text(Map<String, ?> members, String name) {
        return Optional.<Object>ofNullable(members.get(name))
                .map(Object::toString)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /**
     * Reads a prefix.
     *
     * @throws InvalidRequestException it is none
     */
    static Prefix prefix(String text) {
        return Prefix.parse(text.strip())
                .orElseThrow(() -> new InvalidRequestException("prefix '" + text + "' is no address and no prefix"));
    }

    private static IpAddress address(String member, String text, boolean v6) {
        return IpAddress.parse(text)
                .filter(address -> address.v6() == v6)
                .orElseThrow(() -> new InvalidRequestException(
                        member + " '" + text + "' is no IPv" + (v6 ? 6 : 4) + " address, as the prefix is"));
    }

    private static Origin origin(String text) {
        try {
            return Origin.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("origin '" + text + "' is none of IGP, EGP, INCOMPLETE");
        }
    }

    private static long number(String member, String text) {
        try {
            long number = (long) Double.parseDouble(text);
            if (number >= 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new InvalidRequestException(member + " '" + text + "' is no number from 0 to " + MOST);
    }

    /** An announced route without its prefix. */
    static Map<String, Object> members(AnnouncedRoute route) {
        return members(route.nextHop(), route.attributes());
    }

    /** A learned route. */
    static Map<String, Object> members(LearnedRoute learned) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("prefix", learned.prefix().toString());
        members.putAll(members(learned.route().nextHop(), learned.route().attributes()));
        return members;
    }

    private static Map<String, Object> members(NextHop nextHop, PathAttributes attributes) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, "nexthop", nextHop.address());
        put(members, "nexthoplinklocal", nextHop.linkLocal());
        if (!attributes.asPath().isEmpty()) {
            members.put("aspath", attributes.asPath().toString());
        }
        members.put("origin", attributes.origin().name());
        put(members, "localpref", attributes.localPref());
        put(members, "med", attributes.med());
        if (!attributes.communities().isEmpty()) {
            members.put("communities", attributes.communities().toString());
        }
        if (!attributes.large().isEmpty()) {
            members.put("largecommunities", attributes.large().toString());
        }
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable IpAddress address) {
        if (address != null) {
            members.put(name, address.toString());
        }
    }

    private static void put(Map<String, Object> members, String name, long number) {
        if (number != PathAttributes.ABSENT) {
            members.put(name, number);
        }
    }
}
