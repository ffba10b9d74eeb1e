package weir.bgp.rib;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import weir.bgp.route.PathAttributes;
import weir.lookup.NextHops;
import weir.lookup.RoutedPath;
import weir.net.IpAddress;

/**
 * Several routes to the same prefixes, the best first: by local preference, length of the path, origin and exit
 * discriminator, then in the order in which they are given. The router itself may decide by what it does not tell us, so
 * which of equal ones it takes is told by next hops alone.
 *
 * <p>Discriminators of different neighbouring systems are compared too: an order in which they are not has circles.
 *
 * <p>Thread: any; immutable. Source: RFC 4271, section 9.1.2.2.
 */
final class Alternatives {

    private static final long USUAL_PREFERENCE = 100;

    private static final Comparator<Route> BEST_FIRST = Comparator.<Route>comparingLong(
                    route -> -(known(route).localPref() < 0
                            ? USUAL_PREFERENCE
                            : known(route).localPref()))
            .thenComparingInt(route -> known(route).asPath().length())
            .thenComparing(route -> known(route).origin())
            .thenComparingLong(route -> Math.max(0, known(route).med()));

    private final int[] numbers;
    private final Route[] routes;

    private Alternatives(int[] numbers, Route[] routes) {
        this.numbers = numbers;
        this.routes = routes;
    }

    private static PathAttributes known(Route route) {
        return route.attributes();
    }

    /** Routes of some numbers, each once. */
    static Alternatives of(int[] numbers, IntFunction<Route> byNumber) {
        record Numbered(int number, Route route) {}
        List<Numbered> sorted = Arrays.stream(numbers)
                .distinct()
                .mapToObj(number -> new Numbered(number, byNumber.apply(number)))
                .sorted(Comparator.comparing(Numbered::route, BEST_FIRST))
                .toList();
        return new Alternatives(
                sorted.stream().mapToInt(Numbered::number).toArray(),
                sorted.stream().map(Numbered::route).toArray(Route[]::new));
    }

    int size() {
        return numbers.length;
    }

    int bestNumber() {
        return numbers[0];
    }

    Route best() {
        return routes[0];
    }

    /** What is to be said of the route whose next hop has a MAC address; of the best when none has. */
    RoutedPath via(NextHops hops, long mac) {
        for (Route route : routes) {
            IpAddress hop = route.facts().nextHop();
            if (hop != null && hops.has(hop, mac)) {
                return route.facts();
            }
        }
        return routes[0].facts();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Alternatives same && Arrays.equals(numbers, same.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }
}
