package weir.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.bgp.flowspec.ActionText;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.flowspec.MatchText;

/**
 * Each way to redirect, as the tables of GoBGP, BIRD and FRR show it. What is of a draft only, the next hop and the action,
 * GoBGP and BIRD take without a name for it.
 */
class RedirectsOfPeersTest {

    private static final String WEIR = "127.0.8.4";
    private static final String GOBGP = "127.0.8.31";
    private static final String BIRD = "127.0.8.32";
    private static final String FRR = "127.0.8.33";
    private static final int OUR_AS = 65_000;

    /** Targets by member of a rule's actions, each for a destination of its own. */
    private static final Map<String, String> REDIRECTS = new LinkedHashMap<>();

    static {
        REDIRECTS.put("redirect-as", "65000:666");
        REDIRECTS.put("redirect-as4", "4200000000:667");
        REDIRECTS.put("redirect-ip", "192.0.2.7:668");
        REDIRECTS.put("redirect-nexthop", "192.0.2.8");
        REDIRECTS.put("redirect-action-ip", "192.0.2.9");
    }

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
        assertThat(weir.told).noneMatch(word -> word.startsWith("fault"));
    }

    private void announce(String router) {
        Peers.await("up", () -> weir.speaker().status(Peers.ip(router)).isPresent());
        int number = 1;
        for (Map.Entry<String, String> redirect : REDIRECTS.entrySet()) {
            FlowRule rule = new FlowRule(
                    MatchText.parse(Map.of("destination", "10.0.0." + number++, "protocol", "=17")),
                    ActionText.parse(Map.of(redirect.getKey(), redirect.getValue())));
            assertThat(weir.speaker().announce(Peers.ip(router), rule)).isTrue();
        }
    }

    /** Awaits texts of a table, and that the session outlived them. */
    private void shows(String router, Supplier<String> table, String... parts) {
        String[] last = {""};
        for (String part : parts) {
            try {
                Peers.await(part, () -> {
                    last[0] = table.get();
                    return last[0].contains(part);
                });
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "; the table is:\n" + last[0] + "\n" + weir.told);
            }
        }
        assertThat(weir.speaker().status(Peers.ip(router))).isPresent();
    }

    @Test
    void gobgp() throws IOException {
        String gobgp = Daemon.program("gobgp", "gobgpd");
        Files.writeString(folder.resolve("g.toml"), """
                [global.config]
                  as = 65003
                  router-id = "10.0.0.1"
                  port = 1790
                  local-address-list = ["127.0.8.31"]
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "127.0.8.4"
                    peer-as = 65000
                  [neighbors.transport.config]
                    passive-mode = true
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "ipv4-flowspec"
                """);
        weir.neighbor(GOBGP, OUR_AS, 1790);
        daemon = Daemon.start(
                folder,
                Daemon.program("gobgpd", "gobgpd"),
                "-f",
                "g.toml",
                "--api-hosts",
                GOBGP + ":50051",
                "--pprof-disable");
        announce(GOBGP);
        shows(
                GOBGP,
                () -> daemon.ask(gobgp, "-u", GOBGP, "-p", "50051", "global", "rib", "-a", "ipv4-flowspec"),
                "redirect: 65000:666",
                // Whether it writes the AS with a dot or without.
                ":667]",
                "redirect: 192.0.2.7:668",
                "10.0.0.4/32",
                "10.0.0.5/32");
    }

    @Test
    void bird() throws IOException {
        String birdc = Daemon.program("birdc", "bird2");
        Files.writeString(folder.resolve("b.conf"), """
                router id 10.0.0.2;
                flow4 table flowtab4;
                protocol device {}
                protocol bgp weir {
                  local 127.0.8.32 port 1791 as 65002;
                  neighbor 127.0.8.4 port %d as 65000;
                  multihop; strict bind on; connect delay time 1; error wait time 1, 2;
                  flow4 { table flowtab4; import all; export none; };
                }
                """.formatted(weir.speaker().port()));
        weir.neighbor(BIRD, OUR_AS, 0);
        daemon = Daemon.start(
                folder, Daemon.program("bird", "bird2"), "-f", "-c", "b.conf", "-s", "b.ctl", "-P", "b.pid");
        announce(BIRD);
        shows(
                BIRD,
                () -> daemon.ask(birdc, "-s", "b.ctl", "show", "route", "all", "table", "flowtab4"),
                "0x8008fde8, 0x29a",
                "0x8208fa56, 0xea00029b",
                "0x8108c000, 0x207029c",
                "10.0.0.4/32",
                "10.0.0.5/32");
    }

    @Test
    void frr() throws IOException {
        String vtysh = Daemon.program("vtysh", "frr");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "FRR is started as root only");
        Files.writeString(folder.resolve("f.conf"), """
                router bgp 65000
                 bgp router-id 10.0.0.3
                 neighbor 127.0.8.4 remote-as 65000
                 neighbor 127.0.8.4 passive
                 address-family ipv4 flowspec
                  neighbor 127.0.8.4 activate
                 exit-address-family
                """);
        Files.createDirectories(folder.resolve("run"));
        weir.neighbor(FRR, OUR_AS, 1792);
        daemon = Daemon.start(
                folder,
                Daemon.program("bgpd", "frr"),
                "-Z",
                "-S",
                "-f",
                "f.conf",
                "-l",
                FRR,
                "-p",
                "1792",
                "-P",
                "0",
                "-i",
                folder.resolve("run/bgpd.pid").toString(),
                "--vty_socket",
                folder.resolve("run").toString());
        announce(FRR);
        shows(
                FRR,
                () -> daemon.ask(
                        vtysh, "--vty_socket", folder.resolve("run").toString(), "-c", "show bgp ipv4 flowspec detail"),
                "FS:redirect VRF RT:65000:666",
                // It cuts what it prints.
                "FS:redirect VRF RT:4200000000:6",
                "FS:redirect VRF RT:192.0.2.7:66",
                "NLRI NH 192.0.2.8",
                "NH:192.0.2.9");
    }
}
