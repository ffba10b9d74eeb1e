package weir.bgp.rib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import weir.lookup.Prefix;
import weir.lookup.RoutedPath;
import weir.net.IpAddress;

class RouteTableTest {

    private final RouteTable table = new RouteTable();

    private static Update announce(Prefix prefix, int as) {
        Family family = Family.ofRoutes(prefix.address().v6());
        var reached =
                new Update.Reached(family, NextHop.of(IpAddress.v4(as)), List.of(PathPrefix.of(prefix)), List.of());
        return new Update(PathAttributes.PLAIN.withAsPath(AsPath.of(as)), List.of(reached), List.of(), List.of());
    }

    private static Update withdraw(Prefix prefix) {
        Family family = Family.ofRoutes(prefix.address().v6());
        var withdrawn = new Update.Withdrawn(family, List.of(PathPrefix.of(prefix)), List.of());
        return new Update(null, List.of(), List.of(withdrawn), List.of());
    }

    private static Prefix prefix(String text) {
        return Prefix.parse(text).orElseThrow();
    }

    @Test
    void theLongestPrefixMatches() {
        table.update(announce(prefix("0.0.0.0/0"), 1));
        table.update(announce(prefix("10.0.0.0/8"), 2));
        table.update(announce(prefix("10.1.2.0/24"), 3));
        table.update(announce(prefix("10.1.2.3/32"), 4));
        table.update(announce(prefix("2001:db8::/32"), 5));
        table.update(announce(prefix("2001:db8::7/128"), 6));
        Map<String, Integer> expected = Map.of(
                "192.0.2.1", 1, "10.9.9.9", 2, "10.1.2.4", 3, "10.1.2.3", 4, "2001:db8:1::1", 5, "2001:db8::7", 6);
        expected.forEach((address, as) -> assertThat(table.find(ip(address)))
                .as(address)
                .hasValueSatisfying(
                        found -> assertThat(found.route().facts().originAs()).isEqualTo((long) as)));
        assertThat(table.find(ip("10.1.2.4")).orElseThrow().prefix()).hasToString("10.1.2.0/24");
        assertThat(table.find(ip("2002::1"))).isEmpty();

        table.update(withdraw(prefix("10.1.2.0/24")));
        assertThat(table.find(ip("10.1.2.4")).orElseThrow().prefix()).hasToString("10.0.0.0/8");
        table.clear();
        assertThat(table.find(ip("10.1.2.4"))).isEmpty();
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    /** Against a plain map, with churn that reuses slots and numbers. */
    @Test
    void agreesWithASearchOfAllPrefixes() {
        Random random = new Random(4271);
        Map<Prefix, Integer> model = new HashMap<>();
        for (int i = 0; i < 40_000; i++) {
            boolean v6 = random.nextInt(3) == 0;
            // Few bits, so that prefixes cover and meet each other again.
            IpAddress address = v6
                    ? IpAddress.v6(0x2001_0DB8_0000_0000L | random.nextInt(64), random.nextLong() & 7)
                    : IpAddress.v4(10 << 24 | random.nextInt(64) << 12 | random.nextInt(8));
            int length = v6 ? 32 + random.nextInt(97) : 8 + random.nextInt(25);
            Prefix prefix = new Prefix(address, length);
            if (random.nextInt(3) == 0) {
                table.update(withdraw(prefix));
                model.remove(prefix);
            } else {
                int as = 1 + random.nextInt(50);
                table.update(announce(prefix, as));
                model.put(prefix, as);
            }
            if (i % 40 == 0) {
                assertThat(table.find(address)
                                .map(found -> (int) found.route().facts().originAs()))
                        .isEqualTo(longest(model, address));
            }
        }
        assertThat(table.count()).isEqualTo(model.size());
    }

    private static java.util.Optional<Integer> longest(Map<Prefix, Integer> model, IpAddress address) {
        return model.entrySet().stream()
                .filter(entry -> entry.getKey().address().v6() == address.v6()
                        && new Prefix(address, entry.getKey().length()).equals(entry.getKey()))
                .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(Prefix::length)))
                .map(Map.Entry::getValue);
    }

    /** Networks side by side, and networks anywhere: of every length that ends in zero bits. */
    @Test
    void prefixesOfAnyLengthAreFoundInFewProbes() {
        Random random = new Random(3);
        for (int length : new int[] {16, 20, 24, 32, 40, 48, 64, 96, 128}) {
            for (boolean dense : new boolean[] {true, false}) {
                PrefixTable prefixes = new PrefixTable();
                for (int i = 0; i < 30_000; i++) {
                    long number = dense ? i : random.nextLong() >>> Math.max(1, 64 - length);
                    boolean wide = length > 64;
                    long high = wide ? 0x2001_0DB8L << 32 : number << 64 - length;
                    prefixes.put(high, wide ? number << 128 - length : 0, length, 1);
                }
                assertThat(prefixes.meanProbes())
                        .as("/%d, %s", length, dense ? "side by side" : "anywhere")
                        .isBetween(1.0, 2.5);
            }
        }
    }

    /** The route of a prefix always says the system that belongs to it, while numbers go from one route to another. */
    @Test
    void readersNeverTakeOneRouteForAnother() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong found = new AtomicLong();
        AtomicReference<String> wrong = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            Random random = new Random(1);
            while (!over.get()) {
                int host = random.nextInt(1000);
                RoutedPath path = table.path(false, 0, 10L << 24 | host << 8 | 1);
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
            int host = random.nextInt(1000);
            Prefix prefix = new Prefix(IpAddress.v4(10 << 24 | host << 8), 24);
            table.update(
                    random.nextBoolean() ? withdraw(prefix) : announce(prefix, (host + 1) * 10 + random.nextInt(10)));
        }
        over.set(true);
        reader.join();
        assertThat(wrong.get()).isNull();
    }
}
