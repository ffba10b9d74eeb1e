package weir.bgp.session;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import weir.bgp.message.PathPrefix;
import weir.bgp.message.Update;
import weir.bgp.route.AsPath;
import weir.bgp.route.Communities;
import weir.bgp.route.ExtendedCommunities;
import weir.bgp.route.Family;
import weir.bgp.route.LargeCommunities;
import weir.bgp.route.NextHop;
import weir.bgp.route.Origin;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;
import weir.net.IpAddress;

/**
 * Routes as a full table of the internet has them, as updates or as settings of BIRD: lengths in the shares that the default-free zone
 * shows, paths of 3 to 6 systems, up to 4 communities, and on average 6 prefixes for each set of attributes. Always the same ones.
 */
final class FullTable {

    /** A route that was written: an address of it, and the path that BIRD announces. */
    record Sample(IpAddress address, String path) {}

    private static final int[] LENGTHS = {16, 18, 19, 20, 21, 22, 23, 24};
    private static final int[] SHARES = {4, 2, 3, 5, 5, 11, 10, 60};
    private static final int[] LENGTHS6 = {32, 36, 40, 44, 48};
    private static final int[] SHARES6 = {20, 8, 10, 10, 52};
    private static final int EVERY = 100;

    private final Random random = new Random(4271);
    private final int as;
    private final Set<Prefix> seen = new HashSet<>();
    private final List<IpAddress> addresses = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private int left;
    private String path = "";
    private int[] communities = {};

    /** A table that a system announces. */
    FullTable(int as) {
        this.as = as;
    }

    /** Writes a protocol with so many routes. */
    void write(String name, boolean v6, int routes, Writer out) throws IOException {
        out.write("protocol static " + name + " { " + (v6 ? "ipv6" : "ipv4") + ";\n");
        for (int i = 0; i < routes; i++) {
            Prefix prefix = next(v6);
            out.write("route " + prefix + " blackhole {" + attributes() + "};\n");
        }
        out.write("}\n");
    }

    /** Updates that announce so many routes, one in each. */
    List<Update> updates(boolean v6, int routes) {
        List<Update> updates = new ArrayList<>();
        Family family = Family.ofRoutes(v6);
        NextHop hop = NextHop.of(Peers.ip(v6 ? "2001:db8::1" : "192.0.2.1"));
        PathAttributes attributes = PathAttributes.PLAIN;
        String of = "";
        for (int i = 0; i < routes; i++) {
            Prefix prefix = next(v6);
            if (!path.equals(of)) {
                of = path;
                attributes = new PathAttributes(
                        Origin.IGP,
                        AsPath.parse(path),
                        PathAttributes.ABSENT,
                        PathAttributes.ABSENT,
                        Communities.of(communities),
                        ExtendedCommunities.NONE,
                        LargeCommunities.NONE);
            }
            var reached = new Update.Reached(family, hop, List.of(PathPrefix.of(prefix)), List.of());
            updates.add(new Update(attributes, List.of(reached), List.of(), List.of()));
        }
        return updates;
    }

    private Prefix next(boolean v6) {
        Prefix prefix;
        do {
            prefix = v6 ? prefix6() : prefix4();
        } while (!seen.add(prefix));
        next();
        note(prefix);
        return prefix;
    }

    private Prefix prefix4() {
        int address;
        do {
            address = (1 + random.nextInt(222)) << 24 | random.nextInt(1 << 24);
        } while (address >>> 24 == 127);
        return new Prefix(IpAddress.v4(address), one(LENGTHS, SHARES));
    }

    private Prefix prefix6() {
        long high = 0x2000_0000_0000_0000L | random.nextLong() >>> 3;
        return new Prefix(IpAddress.v6(high, 0), one(LENGTHS6, SHARES6));
    }

    private int one(int[] of, int[] shares) {
        int percent = random.nextInt(100);
        int at = 0;
        while (percent >= shares[at]) {
            percent -= shares[at++];
        }
        return of[at];
    }

    /** The attributes of the next route, which are mostly those of the one before. */
    private void next() {
        if (left-- > 0) {
            return;
        }
        left = random.nextInt(11);
        StringBuilder text = new StringBuilder().append(as);
        for (int i = 2 + random.nextInt(4); i > 0; i--) {
            text.append('-').append(1_000 + random.nextInt(399_000));
        }
        path = text.toString();
        communities = new int[random.nextInt(5)];
        Arrays.setAll(communities, i -> (1 + random.nextInt(64_000)) << 16 | random.nextInt(1_000));
    }

    /** What a filter of BIRD does to the route that was made last; the first system of the path it adds by itself. */
    private String attributes() {
        StringBuilder filter = new StringBuilder();
        String[] systems = path.split("-");
        for (int i = systems.length - 1; i > 0; i--) {
            filter.append("bgp_path.prepend(").append(systems[i]).append(");");
        }
        for (int community : communities) {
            filter.append("bgp_community.add((").append(community >>> 16);
            filter.append(',').append(community & 0xFFFF).append("));");
        }
        return filter.toString();
    }

    private void note(Prefix prefix) {
        IpAddress within = within(prefix);
        addresses.add(within);
        boolean longest = prefix.length() == (prefix.address().v6() ? 48 : 24);
        if (longest && addresses.size() % EVERY == 0) {
            samples.add(new Sample(within, path));
        }
    }

    private IpAddress within(Prefix prefix) {
        IpAddress net = prefix.address();
        return net.v6()
                ? IpAddress.v6(net.high() | random.nextLong() >>> prefix.length(), random.nextLong())
                : IpAddress.v4((int) net.low() | random.nextInt() >>> prefix.length());
    }

    /** An address of every route, in the order of writing. */
    List<IpAddress> addresses() {
        return addresses;
    }

    /** Some of the routes that nothing longer covers. */
    List<Sample> samples() {
        return samples;
    }
}
