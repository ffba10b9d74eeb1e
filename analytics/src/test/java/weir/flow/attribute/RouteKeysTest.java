package weir.flow.attribute;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import weir.lookup.Lookups;
import weir.lookup.NextHops;
import weir.lookup.RouteFacts;
import weir.lookup.RoutedPath;
import weir.lookup.Routes;
import weir.net.IpAddress;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** Keys that come from the routes of the router that an agent is bound to. */
class RouteKeysTest {

    /** What the packet of 10.1.2.3 to 10.9.8.7 has, and for the IPv6 next hop one of 2001:db8::1 to 2001:db8:9::1. */
    static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("bgpnexthop", "192.0.2.9"),
            Map.entry("bgpnexthop6", "2001:db8::9"),
            Map.entry("bgpas", "65001"),
            Map.entry("bgpsourceas", "65001"),
            Map.entry("bgpsourcepeeras", "65001"),
            Map.entry("bgpdestinationaspath", "100-200"),
            Map.entry("bgpdestinationpeeras", "100"),
            Map.entry("bgpdestinationas", "200"),
            Map.entry("bgpcommunities", "65001:7"),
            Map.entry("bgplocalpref", "150"),
            Map.entry("ipsourcemaskbits", "16"),
            Map.entry("ipdestinationmaskbits", "20"),
            Map.entry("bgpsourceprefix", "10.1.0.0/16"),
            Map.entry("bgpdestinationprefix", "10.9.0.0/20"));

    private static final IpAddress AGENT = IpAddress.parse("10.255.0.1").orElseThrow();
    private static final long DESTINATION =
            IpAddress.parse("10.9.8.7").orElseThrow().low();

    private static final String OTHER_HOP = "192.0.2.77";

    private static final Routes ROUTES = new Routes() {
        @Override
        public long as() {
            return 65_001;
        }

        @Override
        public RoutedPath path(boolean v6, long high, long low) {
            if (v6) {
                return path("2001:db8::9", "100-200", 100, 200);
            }
            return low == DESTINATION ? path("192.0.2.9", "100-200", 100, 200) : path("192.0.2.8", "", -1, -1);
        }

        private static RoutedPath path(String hop, String path, long peer, long origin) {
            return new RoutedPath(
                    IpAddress.parse(hop).orElseThrow(),
                    path.getBytes(US_ASCII),
                    peer,
                    origin,
                    "65001:7".getBytes(US_ASCII),
                    150);
        }

        @Override
        public RoutedPath path(boolean v6, long high, long low, NextHops hops, long mac) {
            IpAddress other = IpAddress.parse(OTHER_HOP).orElseThrow();
            return hops.has(other, mac) ? path(OTHER_HOP, "300", 300, 300) : path(v6, high, low);
        }

        @Override
        public int prefixLength(boolean v6, long high, long low) {
            return v6 ? 48 : low == DESTINATION ? 20 : 16;
        }
    };

    private static final Lookups LOOKUPS =
            Lookups.NONE.withRoutes((v6, high, low) -> !v6 && low == AGENT.low() ? ROUTES : (@Nullable Routes) null);

    private static DatagramBuilder datagram(String agent, PacketBuilder packet) {
        return new DatagramBuilder()
                .agent(agent)
                .flow(sample -> sample.header(1000, packet.build())
                        .record(
                                0,
                                1003,
                                r -> r.address("192.0.2.1")
                                        .u32s(65000, 64501, 64502)
                                        .u32(1)
                                        .u32(2)
                                        .list(300)
                                        .list()
                                        .u32(90)));
    }

    private static PacketBuilder v4() {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.1.2.3", "10.9.8.7")
                .udp(1, 2);
    }

    private static PacketBuilder v6() {
        return new PacketBuilder()
                .ethernet(0x86DD)
                .ipv6(17, "2001:db8::1", "2001:db8:9::1")
                .udp(1, 2);
    }

    private static Map<String, String> read(DatagramBuilder datagram) {
        Map<String, String> found = new LinkedHashMap<>();
        new Sampling(sample -> EXPECTED.keySet().forEach(key -> found.put(key, Sampling.text(sample, key))))
                .lookups(LOOKUPS)
                .datagram(datagram.build());
        return found;
    }

    @Test
    void routesOfTheRouterStandBeforeWhatTheAgentSays() {
        Map<String, String> found = read(datagram("10.255.0.1", v4()));
        EXPECTED.forEach((key, text) -> {
            if (!key.equals("bgpnexthop6")) {
                assertThat(found).as(key).containsEntry(key, text);
            }
        });
    }

    @Test
    void addressesOfBothFamiliesHaveRoutes() {
        assertThat(read(datagram("10.255.0.1", v6())))
                .containsEntry("bgpnexthop6", "2001:db8::9")
                .containsEntry("bgpdestinationprefix", "2001:db8:9::/48")
                .containsEntry("bgpsourceas", "200");
    }

    /** Of several routes the destination on the link tells which one is taken; the source has nothing to do with it. */
    @Test
    void theNextHopOnTheLinkTellsWhichRouteIsTaken() {
        byte[] packet = v4().build();
        long mac = 0;
        for (int i = 0; i < 6; i++) {
            mac = mac << 8 | packet[i] & 0xFF;
        }
        IpAddress hop = IpAddress.parse(OTHER_HOP).orElseThrow();
        assertThat(read(v4(), NextHops.of(Map.of(hop, mac))))
                .containsEntry("bgpnexthop", OTHER_HOP)
                .containsEntry("bgpdestinationaspath", "300")
                .containsEntry("bgpsourceas", "65001");
        assertThat(read(v4(), NextHops.of(Map.of(hop, mac + 1))))
                .containsEntry("bgpnexthop", "192.0.2.9")
                .containsEntry("bgpdestinationaspath", "100-200");
    }

    private static Map<String, String> read(PacketBuilder packet, NextHops hops) {
        Map<String, String> found = new LinkedHashMap<>();
        new Sampling(sample -> EXPECTED.keySet().forEach(key -> found.put(key, Sampling.text(sample, key))))
                .lookups(Lookups.NONE.withRoutes(new RouteFacts() {
                    @Override
                    public Routes of(boolean v6, long high, long low) {
                        return ROUTES;
                    }

                    @Override
                    public NextHops hops() {
                        return hops;
                    }
                }))
                .datagram(datagram("10.255.0.1", packet).build());
        return found;
    }

    @Test
    void agentsThatAreBoundToNoRouterSayItThemselves() {
        assertThat(read(datagram("10.255.0.2", v4())))
                .containsEntry("bgpnexthop", "192.0.2.1")
                .containsEntry("bgpas", "65000")
                .containsEntry("bgpdestinationaspath", "300")
                .containsEntry("bgplocalpref", "90")
                .containsEntry("bgpdestinationprefix", "null");
    }
}
