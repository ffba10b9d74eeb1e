package weir.bgp.rib;

import java.nio.charset.StandardCharsets;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.lookup.RoutedPath;

/**
 * What is the same for many prefixes: next hop and attributes. Thread: any; immutable.
 *
 * @param nextHop where packets are sent
 * @param attributes the rest that was announced
 * @param facts what flow keys say of it
 */
public record Route(NextHop nextHop, PathAttributes attributes, RoutedPath facts) {

    static Route of(NextHop nextHop, PathAttributes attributes) {
        return new Route(
                nextHop,
                attributes,
                new RoutedPath(
                        nextHop.address(),
                        attributes.asPath().toString().getBytes(StandardCharsets.US_ASCII),
                        attributes.asPath().first(),
                        attributes.asPath().last(),
                        attributes.communities().toString().getBytes(StandardCharsets.US_ASCII),
                        attributes.localPref()));
    }
}
