package weir.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import weir.bgp.route.NextHop;
import weir.lookup.Prefix;
import weir.net.IpAddress;

class TopPrefixesTest {

    private static final List<TopPrefixes.Carried> CARRIED = List.of(
            carried("10.0.0.0/8", 50),
            carried("2001:db8::/32", 45),
            carried("10.1.0.0/16", 40),
            carried("192.0.2.0/24", 30),
            carried("10.1.2.0/24", 20),
            carried("0.0.0.0/0", 10));

    private static TopPrefixes.Carried carried(String prefix, double value) {
        return new TopPrefixes.Carried(Prefix.parse(prefix).orElseThrow(), value);
    }

    private static TopPrefixes top(int most, double least, int shortest, boolean covered, boolean prune) {
        return TopPrefixes.of(CARRIED, false, new BgpTraffic.Query(most, least, false, shortest, covered, prune));
    }

    private static String text(TopPrefixes top) {
        return top.entries().stream()
                .map(entry -> entry.prefix() + " " + (int) entry.value()
                        + entry.parent().map(parent -> " in " + parent).orElse("")
                        + (entry.children().isEmpty() ? "" : " over " + entry.children()))
                .collect(Collectors.joining("; "));
    }

    @Test
    void listsTheLargestOfOneFamily() {
        TopPrefixes top = top(3, 0, 0, false, false);
        assertThat(text(top)).isEqualTo("10.0.0.0/8 50; 10.1.0.0/16 40; 192.0.2.0/24 30");
        assertThat(top.total()).isEqualTo(150);
        assertThat(top.listed()).isEqualTo(120);
        assertThat(text(top(9, 25, 0, false, false))).isEqualTo("10.0.0.0/8 50; 10.1.0.0/16 40; 192.0.2.0/24 30");
        assertThat(top(9, 0, 1, false, false).total())
                .as("without a default route")
                .isEqualTo(140);
    }

    @Test
    void listsWhatTheLargestCoverBesides() {
        assertThat(text(top(1, 0, 1, true, false)))
                .isEqualTo("10.0.0.0/8 50 over [10.1.0.0/16]; 10.1.0.0/16 40 in 10.0.0.0/8 over [10.1.2.0/24];"
                        + " 10.1.2.0/24 20 in 10.1.0.0/16");
        assertThat(top(1, 0, 1, true, false).listed()).isEqualTo(110);
    }

    /** A router whose table has no room for more than it needs forwards by the covering route. */
    @Test
    void leavesOutWhatTheNextHopOfTheCoveringOneDoesAsWell() {
        Map<String, Integer> hops = Map.of("10.0.0.0/8", 1, "10.1.0.0/16", 1, "10.1.2.0/24", 2, "192.0.2.0/24", 1);
        TopPrefixes top = top(9, 0, 1, true, true);
        top.prune(prefix -> hop(hops, prefix));
        assertThat(text(top))
                .isEqualTo("10.0.0.0/8 90 over [10.1.2.0/24]; 192.0.2.0/24 30; 10.1.2.0/24 20 in 10.0.0.0/8");
        assertThat(top.listed()).isEqualTo(140);
    }

    private static Optional<NextHop> hop(Map<String, Integer> hops, Prefix prefix) {
        return Optional.of(NextHop.of(IpAddress.v4(hops.get(prefix.toString()))));
    }
}
