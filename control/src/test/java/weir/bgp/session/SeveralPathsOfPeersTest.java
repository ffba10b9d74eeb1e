package weir.bgp.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.bgp.rib.RouteTable;
import weir.lookup.NextHops;
import weir.lookup.RoutedPath;
import weir.net.IpAddress;

/** BIRD and GoBGP send several routes to a prefix, and withdraw one of them. Source: RFC 7911. */
class SeveralPathsOfPeersTest {

    private static final String WEIR = "127.0.8.3";
    private static final String BIRD = "127.0.8.21";
    private static final String GOBGP = "127.0.8.22";
    private static final int OUR_AS = 65_000;
    private static final IpAddress INSIDE = Peers.ip("203.0.113.7");
    private static final long FIRST = 0x02_00_00_00_00_01L;
    private static final long SECOND = 0x02_00_00_00_00_02L;
    private static final NextHops HOPS =
            NextHops.of(Map.of(Peers.ip("192.0.2.1"), FIRST, Peers.ip("192.0.2.2"), SECOND));

    @TempDir
    Path folder;

    private final Peers weir = new Peers(WEIR, 0);
    private Daemon daemon;

    @AfterEach
    void close() {
        if (daemon != null) {
            daemon.close();
        }
        weir.close();
    }

    private static String via(RouteTable table, long mac) {
        RoutedPath path = table.path(false, 0, INSIDE.low(), HOPS, mac);
        return path == null ? "none" : new String(path.asPath(), US_ASCII);
    }

    private void await(RouteTable table, String first, String second) {
        try {
            Peers.await(
                    first + " and " + second,
                    () -> via(table, FIRST).equals(first) && via(table, SECOND).equals(second));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it is " + via(table, FIRST) + " and " + via(table, SECOND)
                    + "; we say " + weir.told + ", it says " + daemon.log());
        }
    }

    @Test
    void bird() throws IOException {
        String birdc = Daemon.program("birdc", "bird2");
        Files.writeString(folder.resolve("b.conf"), """
                router id 10.0.0.2;
                protocol device {}
                protocol static one {
                  ipv4; route 203.0.113.0/24 blackhole { bgp_path.prepend(64512); bgp_next_hop = 192.0.2.1; };
                }
                protocol static two {
                  ipv4; route 203.0.113.0/24 blackhole
                    { bgp_path.prepend(64514); bgp_path.prepend(64513); bgp_next_hop = 192.0.2.2; };
                }
                protocol bgp weir {
                  local 127.0.8.21 port 1791 as 65002;
                  neighbor 127.0.8.3 port %d as 65000;
                  multihop; strict bind on; connect delay time 1; error wait time 1, 2;
                  ipv4 { import all; export all; next hop keep; add paths tx; };
                }
                """.formatted(weir.speaker().port()));
        RouteTable table = weir.routesOf(BIRD, OUR_AS, 0);
        daemon = Daemon.start(
                folder, Daemon.program("bird", "bird2"), "-f", "-c", "b.conf", "-s", "b.ctl", "-P", "b.pid");
        await(table, "65002-64512", "65002-64513-64514");
        daemon.ask(birdc, "-s", "b.ctl", "disable", "one");
        await(table, "65002-64513-64514", "65002-64513-64514");
        daemon.ask(birdc, "-s", "b.ctl", "enable", "one");
        await(table, "65002-64512", "65002-64513-64514");
        daemon.ask(birdc, "-s", "b.ctl", "disable", "two");
        await(table, "65002-64512", "65002-64512");
        daemon.kill();
        await(table, "none", "none");
    }

    @Test
    void gobgp() throws IOException {
        String gobgp = Daemon.program("gobgp", "gobgpd");
        Files.writeString(folder.resolve("g.toml"), """
                [global.config]
                  as = 65003
                  router-id = "10.0.0.1"
                  port = 1790
                  local-address-list = ["127.0.8.22"]
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "127.0.8.3"
                    peer-as = 65000
                  [neighbors.transport.config]
                    passive-mode = true
                  [neighbors.ebgp-multihop.config]
                    enabled = true
                    multihop-ttl = 9
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv4-unicast"
                    [neighbors.afi-safis.add-paths.config]
                      send-max = 8
                """);
        RouteTable table = weir.routesOf(GOBGP, OUR_AS, 1790);
        daemon = Daemon.start(
                folder,
                Daemon.program("gobgpd", "gobgpd"),
                "-f",
                "g.toml",
                "--api-hosts",
                GOBGP + ":50051",
                "--pprof-disable");
        Peers.await("up", () -> weir.speaker().status(Peers.ip(GOBGP)).isPresent());
        rib(gobgp, "add", "1", "64512", "192.0.2.1");
        rib(gobgp, "add", "2", "64513,64514", "192.0.2.2");
        await(table, "65003-64512", "65003-64513-64514");
        rib(gobgp, "del", "1", "64512", "192.0.2.1");
        await(table, "65003-64513-64514", "65003-64513-64514");
    }

    private void rib(String gobgp, String what, String id, String path, String hop) {
        daemon.ask(
                gobgp,
                "-u",
                GOBGP,
                "-p",
                "50051",
                "global",
                "rib",
                what,
                "203.0.113.0/24",
                "identifier",
                id,
                "aspath",
                path,
                "nexthop",
                hop);
    }
}
