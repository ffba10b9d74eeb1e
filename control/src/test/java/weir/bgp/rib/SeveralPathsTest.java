package weir.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import weir.bgp.message.PathPrefix;
import weir.bgp.message.Update;
import weir.bgp.route.AsPath;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.lookup.NextHops;
import weir.lookup.Prefix;
import weir.lookup.RoutedPath;
import weir.net.IpAddress;

/** Several routes to a prefix, by their identifiers. Source: RFC 7911. */
class SeveralPathsTest {

    private static final Prefix NET = Prefix.parse("10.1.0.0/16").orElseThrow();
    private static final long INSIDE = 10L << 24 | 1 << 16 | 7;

    private final RouteTable table = new RouteTable(true);

    private static Update announce(Prefix prefix, int id, int hop, PathAttributes attributes) {
        var reached = new Update.Reached(
                Family.IPV4, NextHop.of(IpAddress.v4(hop)), List.of(new PathPrefix(prefix, id)), List.of());
        return new Update(attributes, List.of(reached), List.of(), List.of());
    }

    private static Update announce(int id, int hop, int localPref, int... path) {
        return announce(NET, id, hop, attributes(localPref, path));
    }

    private static PathAttributes attributes(int localPref, int... path) {
        return PathAttributes.PLAIN.withAsPath(AsPath.of(path)).withLocalPref(localPref);
    }

    private static Update withdraw(Prefix prefix, int id) {
        var withdrawn = new Update.Withdrawn(Family.IPV4, List.of(new PathPrefix(prefix, id)), List.of());
        return new Update(null, List.of(), List.of(withdrawn), List.of());
    }

    private String path() {
        RoutedPath found = table.path(false, 0, INSIDE);
        return found == null ? "none" : new String(found.asPath(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    private String path(NextHops hops, long mac) {
        RoutedPath found = table.path(false, 0, INSIDE, hops, mac);
        return found == null ? "none" : new String(found.asPath(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void theBestRouteCountsAndEachIsWithdrawnByItsIdentifier() {
        table.update(announce(7, 1, 100, 64_512, 64_513));
        table.update(announce(0, 2, 100, 64_514));
        table.update(announce(9, 3, 200, 64_515, 64_516, 64_517));
        assertThat(path()).as("the highest local preference").isEqualTo("64515-64516-64517");
        assertThat(table.count()).isEqualTo(1);
        assertThat(table.added()).isEqualTo(1);
        table.update(withdraw(NET, 9));
        assertThat(path()).as("the shortest path").isEqualTo("64514");
        table.update(withdraw(NET, 8));
        assertThat(path()).as("an identifier that is not there").isEqualTo("64514");
        table.update(withdraw(NET, 0));
        assertThat(path()).isEqualTo("64512-64513");
        table.update(withdraw(NET, 7));
        assertThat(path()).isEqualTo("none");
        assertThat(table.count()).isZero();
        assertThat(table.paths()).isZero();
    }

    @Test
    void anIdentifierThatComesAgainReplacesItsRoute() {
        table.update(announce(1, 1, 100, 1, 2));
        table.update(announce(2, 2, 100, 3, 4));
        table.update(announce(1, 1, 100, 5, 6, 7));
        assertThat(path()).isEqualTo("3-4");
        table.update(announce(2, 2, 100, 8, 9, 10, 11));
        assertThat(path()).isEqualTo("5-6-7");
        assertThat(table.paths()).as("sets of attributes that are left").isEqualTo(2);
    }

    @Test
    void theMacAddressOfANextHopTellsWhichRouteAPacketTakes() {
        table.update(announce(1, 1, 100, 64_512));
        table.update(announce(2, 2, 100, 64_513, 64_514));
        NextHops hops = NextHops.of(Map.of(IpAddress.v4(1), 0xAAL, IpAddress.v4(2), 0xBBL));
        assertThat(path(hops, 0xAA)).isEqualTo("64512");
        assertThat(path(hops, 0xBB)).isEqualTo("64513-64514");
        assertThat(path(hops, 0xCC)).as("of no next hop").isEqualTo("64512");
        table.update(withdraw(NET, 2));
        assertThat(path(hops, 0xBB)).as("of a route that is gone").isEqualTo("64512");
    }

    /** Against a plain map, with identifiers and numbers that come again. */
    @Test
    void agreesWithAPlainMapThroughChanges() {
        Random random = new Random(7911);
        Map<Prefix, TreeMap<Long, Integer>> model = new HashMap<>();
        for (int i = 0; i < 60_000; i++) {
            Prefix prefix = new Prefix(IpAddress.v4(10 << 24 | random.nextInt(40) << 8), 24);
            int id = random.nextInt(5) - 2;
            if (random.nextInt(3) == 0) {
                table.update(withdraw(prefix, id));
                model.getOrDefault(prefix, new TreeMap<>()).remove(Integer.toUnsignedLong(id));
            } else {
                int preference = 1 + random.nextInt(20);
                table.update(announce(prefix, id, preference, attributes(preference, preference)));
                model.computeIfAbsent(prefix, any -> new TreeMap<>()).put(Integer.toUnsignedLong(id), preference);
            }
            int best = model.getOrDefault(prefix, new TreeMap<>()).values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(-1);
            RoutedPath found = table.path(false, 0, prefix.address().low() + 1);
            assertThat(found == null ? -1 : found.localPref()).isEqualTo(best);
        }
        assertThat(table.count()).isEqualTo((int)
                model.values().stream().filter(each -> !each.isEmpty()).count());
        model.forEach((prefix, routes) -> routes.keySet().forEach(id -> table.update(withdraw(prefix, id.intValue()))));
        assertThat(table.count()).isZero();
        assertThat(table.paths()).isZero();
    }

    @Test
    void tooManyRoutesToOnePrefixEndTheSession() {
        for (int id = 0; id < SeveralPaths.MOST_OF_PREFIX; id++) {
            assertThat(table.update(announce(id, 1 + id % 9, 100, 1 + id % 9))).isNull();
        }
        assertThat(table.update(announce(-1, 1, 100, 1))).isNotNull();
        table.clear();
        assertThat(table.update(announce(1, 1, 100, 1))).isNull();
        assertThat(path()).isEqualTo("1");
    }

    /** What a reader is told always belongs to the prefix, and to the next hop where that is there. */
    @Test
    void readersNeverTakeOneRouteForAnother() throws InterruptedException {
        NextHops hops = NextHops.of(Map.of(IpAddress.v4(1), 1L, IpAddress.v4(2), 2L, IpAddress.v4(3), 3L));
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong found = new AtomicLong();
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            Random random = new Random(1);
            while (!over.get()) {
                int host = random.nextInt(500);
                RoutedPath path = table.path(false, 0, 10L << 24 | host << 8 | 1, hops, 1 + random.nextInt(3));
                if (path != null) {
                    found.incrementAndGet();
                    if (path.originAs() / 10 != host + 1) {
                        wrong.set("host " + host + " has " + path.originAs());
                    }
                }
            }
        });
        Random random = new Random(2);
        for (int i = 0; i < 300_000 || found.get() < 1000; i++) {
            int host = random.nextInt(500);
            Prefix prefix = new Prefix(IpAddress.v4(10 << 24 | host << 8), 24);
            int id = 1 + random.nextInt(3);
            table.update(
                    random.nextInt(3) == 0
                            ? withdraw(prefix, id)
                            : announce(prefix, id, id, attributes(100, (host + 1) * 10 + random.nextInt(10))));
        }
        over.set(true);
        reader.join();
        assertThat(wrong.get()).isNull();
    }
}
