package weir.bgp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.bgp.flowspec.ActionText;
import weir.bgp.flowspec.FlowRule;
import weir.bgp.flowspec.MatchText;
import weir.lookup.Prefix;

/** Sessions with FRR, GoBGP, BIRD and ExaBGP; what is announced is read from their own tables. */
class RealPeersTest {

    private static final String WEIR = "127.0.8.2";
    private static final String GOBGP = "127.0.8.11";
    private static final String BIRD = "127.0.8.12";
    private static final String FRR = "127.0.8.13";
    private static final String EXABGP = "127.0.8.14";
    private static final int OUR_AS = 65_000;

    private static final FlowRule DROP = rule(
            Map.of("destination", "10.0.0.1", "protocol", "=17", "source-port", "=53"), Map.of("traffic-rate", "0"));
    private static final FlowRule LIMIT6 = rule(
            Map.of("version", "6", "destination", "2001:db8::1", "protocol", "=17"), Map.of("traffic-rate", "12500"));

    @TempDir
    Path folder;

    private final Peers weir = new Peers(WEIR, 0);
    private final List<Daemon> running = new ArrayList<>();

    @AfterEach
    void close() {
        running.forEach(Daemon::close);
        weir.close();
        assertThat(weir.told).noneMatch(word -> word.startsWith("fault"));
    }

    private static FlowRule rule(Map<String, String> match, Map<String, String> actions) {
        return new FlowRule(MatchText.parse(match), ActionText.parse(actions));
    }

    private Daemon start(String... command) {
        Daemon daemon = Daemon.start(folder, command);
        running.add(daemon);
        return daemon;
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(
                folder.resolve(name),
                text.replace("WEIR_PORT", Integer.toString(weir.speaker().port()))
                        .replace("WEIR", WEIR)
                        .replace("FOLDER", folder.toString()));
    }

    private boolean isUp(String router) {
        return weir.speaker().status(Peers.ip(router)).isPresent();
    }

    private void up(String router, Daemon daemon) {
        try {
            Peers.await("up", () -> isUp(router));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; we say " + weir.told + ", it says " + daemon.log());
        }
    }

    private void announceAll(String router, boolean v6Rules) {
        BgpSpeaker speaker = weir.speaker();
        assertThat(speaker.announce(Peers.ip(router), Peers.blackhole("10.0.0.1/32")))
                .isTrue();
        assertThat(speaker.announce(Peers.ip(router), Peers.blackhole("2001:db8::1/128")))
                .isTrue();
        assertThat(speaker.announce(Peers.ip(router), DROP)).isTrue();
        if (v6Rules) {
            assertThat(speaker.announce(Peers.ip(router), LIMIT6)).isTrue();
        }
    }

    private static void shows(String what, Supplier<String> table, String... parts) {
        String[] last = {""};
        try {
            Peers.await(what, () -> {
                last[0] = table.get();
                return java.util.Arrays.stream(parts).allMatch(last[0]::contains);
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the table is:\n" + last[0]);
        }
    }

    private static void lacks(String what, Supplier<String> table, String part) {
        Peers.await(what, () -> !table.get().contains(part));
    }

    @Test
    void gobgp() throws IOException {
        String gobgp = Daemon.program("gobgp", "gobgpd");
        file("g.toml", gobgpSettings(GOBGP, 1790, "WEIR", OUR_AS, "65001"));
        weir.neighbor(GOBGP, OUR_AS, 1790);
        Daemon daemon = start(
                Daemon.program("gobgpd", "gobgpd"), "-f", "g.toml", "--api-hosts", GOBGP + ":50051", "--pprof-disable");
        up(GOBGP, daemon);
        announceAll(GOBGP, true);
        shows(
                "IPv4 route",
                () -> gobgp(daemon, gobgp, GOBGP, "ipv4"),
                "10.0.0.1/32",
                "192.0.2.1",
                "blackhole",
                "65000");
        shows("IPv6 route", () -> gobgp(daemon, gobgp, GOBGP, "ipv6"), "2001:db8::1/128", "100::1");
        shows(
                "IPv4 rule",
                () -> gobgp(daemon, gobgp, GOBGP, "ipv4-flowspec"),
                "[destination: 10.0.0.1/32]",
                "[protocol: ==udp]",
                "[source-port: ==53]",
                "discard");
        shows(
                "IPv6 rule",
                () -> gobgp(daemon, gobgp, GOBGP, "ipv6-flowspec"),
                "[destination: 2001:db8::1/128",
                "==udp",
                "rate: 12500");

        weir.speaker().withdraw(Peers.ip(GOBGP), Prefix.parse("10.0.0.1/32").orElseThrow());
        weir.speaker().withdraw(Peers.ip(GOBGP), DROP.match());
        lacks("route withdrawn", () -> gobgp(daemon, gobgp, GOBGP, "ipv4"), "10.0.0.1/32");
        lacks("rule withdrawn", () -> gobgp(daemon, gobgp, GOBGP, "ipv4-flowspec"), "10.0.0.1/32");

        daemon.ask(gobgp, "-u", GOBGP, "-p", "50051", "global", "rib", "add", "203.0.113.0/24", "nexthop", "192.0.2.9");
        Peers.await("learned", () -> weir.of(GOBGP).contains("203.0.113.0/24"));
        daemon.ask(gobgp, "-u", GOBGP, "-p", "50051", "global", "rib", "del", "203.0.113.0/24");
        Peers.await("forgotten", () -> weir.of(GOBGP).isEmpty());

        // A router that dies without a word and comes back has an empty table, and is told everything again.
        daemon.killAndRestart();
        Peers.await("up again", () -> weir.ups.get() == 2 && isUp(GOBGP));
        assertThat(weir.speaker().routeCount(Peers.ip(GOBGP))).contains(0);
        announceAll(GOBGP, true);
        shows("route again", () -> gobgp(daemon, gobgp, GOBGP, "ipv4"), "10.0.0.1/32");

        // And when we go, it withdraws what we said.
        weir.speaker().removeNeighbor(Peers.ip(GOBGP));
        lacks("all withdrawn", () -> gobgp(daemon, gobgp, GOBGP, "ipv4"), "10.0.0.1/32");
        lacks("all withdrawn", () -> gobgp(daemon, gobgp, GOBGP, "ipv6-flowspec"), "2001:db8::1");
    }

    private static String gobgp(Daemon daemon, String gobgp, String host, String family) {
        return daemon.ask(gobgp, "-u", host, "-p", "50051", "global", "rib", "-a", family);
    }

    private static String gobgpSettings(String address, int port, String neighbor, int peerAs, String as) {
        return """
            [global.config]
              as = %s
              router-id = "10.0.0.1"
              port = %d
              local-address-list = ["%s"]
            """.formatted(as, port, address) + gobgpNeighbor(neighbor, peerAs, "");
    }

    private static String gobgpNeighbor(String neighbor, int peerAs, String extra) {
        StringBuilder text = new StringBuilder("""
            [[neighbors]]
              [neighbors.config]
                neighbor-address = "%s"
                peer-as = %d
              [neighbors.transport.config]
                passive-mode = true
            %s
            """.formatted(neighbor, peerAs, extra));
        for (String family : new String[] {"ipv4-unicast", "ipv6-unicast", "ipv4-flowspec", "ipv6-flowspec"}) {
            text.append("""
                  [[neighbors.afi-safis]]
                    [neighbors.afi-safis.config]
                      afi-safi-name = "%s"
                """.formatted(family));
        }
        return text.toString();
    }

    @Test
    void bird() throws IOException {
        String birdc = Daemon.program("birdc", "bird2");
        file("b.conf", """
            router id 10.0.0.2;
            flow4 table flowtab4;
            flow6 table flowtab6;
            protocol device {}
            protocol static { ipv4; route 203.0.113.0/24 blackhole { bgp_path.prepend(64512); }; }
            protocol bgp weir {
              local 127.0.8.12 port 1791 as 65002;
              neighbor WEIR port WEIR_PORT as 65000;
              multihop; strict bind on; connect delay time 1; error wait time 1, 2;
              ipv4 { import all; export all; next hop self; };
              ipv6 { import all; export none; };
              flow4 { table flowtab4; import all; export none; };
              flow6 { table flowtab6; import all; export none; };
            }
            """);
        weir.neighbor(BIRD, OUR_AS, 0);
        Daemon daemon = start(Daemon.program("bird", "bird2"), "-f", "-c", "b.conf", "-s", "b.ctl", "-P", "b.pid");
        up(BIRD, daemon);
        Peers.await("learned", () -> weir.of(BIRD).contains("203.0.113.0/24"));
        announceAll(BIRD, true);
        shows("IPv4 route", () -> bird(daemon, birdc, "master4"), "10.0.0.1/32", "(65535,666)");
        shows("IPv6 route", () -> bird(daemon, birdc, "master6"), "2001:db8::1/128", "100::1");
        shows("IPv4 rule", () -> bird(daemon, birdc, "flowtab4"), "dst 10.0.0.1/32; proto 17; sport 53;", "0x80060000");
        shows("IPv6 rule", () -> bird(daemon, birdc, "flowtab6"), "dst 2001:db8::1/128; next header 17;");
        weir.speaker().withdraw(Peers.ip(BIRD), LIMIT6.match());
        lacks("rule withdrawn", () -> bird(daemon, birdc, "flowtab6"), "2001:db8::1");

        daemon.ask(birdc, "-s", "b.ctl", "restart", "weir");
        Peers.await("up again", () -> weir.ups.get() == 2 && isUp(BIRD));
        Peers.await("learned again", () -> weir.of(BIRD).contains("203.0.113.0/24"));
        assertThat(bird(daemon, birdc, "flowtab4")).doesNotContain("10.0.0.1/32");
        announceAll(BIRD, true);
        shows("rule again", () -> bird(daemon, birdc, "flowtab4"), "dst 10.0.0.1/32");
    }

    private static String bird(Daemon daemon, String birdc, String table) {
        return daemon.ask(birdc, "-s", "b.ctl", "show", "route", "all", "table", table);
    }

    @Test
    void frr() throws IOException {
        String vtysh = Daemon.program("vtysh", "frr");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "FRR is started as root only");
        file("f.conf", """
            router bgp 65000
             bgp router-id 10.0.0.3
             neighbor WEIR remote-as 65000
             neighbor WEIR passive
             neighbor WEIR timers 3 9
             address-family ipv4 unicast
              network 203.0.113.0/24
              neighbor WEIR activate
             exit-address-family
             address-family ipv6 unicast
              neighbor WEIR activate
             exit-address-family
             address-family ipv4 flowspec
              neighbor WEIR activate
             exit-address-family
             address-family ipv6 flowspec
              neighbor WEIR activate
             exit-address-family
            no bgp network import-check
            """);
        Files.createDirectories(folder.resolve("run"));
        weir.neighbor(FRR, OUR_AS, 1792);
        Daemon daemon = start(
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
        up(FRR, daemon);
        announceAll(FRR, true);
        shows(
                "IPv4 route",
                () -> frr(daemon, vtysh, "show bgp ipv4 unicast 10.0.0.1/32"),
                "192.0.2.1",
                "blackhole",
                "localpref 100",
                "internal");
        shows("IPv6 route", () -> frr(daemon, vtysh, "show bgp ipv6 unicast"), "2001:db8::1/128", "100::1");
        shows(
                "IPv4 rule",
                () -> frr(daemon, vtysh, "show bgp ipv4 flowspec detail"),
                "10.0.0.1/32",
                "= 17",
                "= 53",
                "FS:rate 0.000000");
        shows(
                "IPv6 rule",
                () -> frr(daemon, vtysh, "show bgp ipv6 flowspec detail"),
                "2001:db8::1/128",
                "FS:rate 12500.000000");
        weir.speaker().withdraw(Peers.ip(FRR), DROP.match());
        lacks("rule withdrawn", () -> frr(daemon, vtysh, "show bgp ipv4 flowspec detail"), "10.0.0.1/32");

        frr(daemon, vtysh, "clear bgp *");
        Peers.await("up again", () -> weir.ups.get() == 2 && isUp(FRR));
        announceAll(FRR, true);
        shows("rule again", () -> frr(daemon, vtysh, "show bgp ipv4 flowspec detail"), "10.0.0.1/32");
        // It asks for everything once more, and gets it.
        frr(daemon, vtysh, "clear bgp ipv4 flowspec * soft in");
        shows("rule still", () -> frr(daemon, vtysh, "show bgp ipv4 flowspec detail"), "10.0.0.1/32");
    }

    private String frr(Daemon daemon, String vtysh, String command) {
        return daemon.ask(vtysh, "--vty_socket", folder.resolve("run").toString(), "-c", command);
    }

    @Test
    void exabgp() throws IOException {
        file("e.conf", """
            process dump {
                run /bin/sh -c "cat >> FOLDER/updates";
                encoder json;
            }
            neighbor WEIR {
                router-id 10.0.0.4;
                local-address 127.0.8.14;
                local-as 65004;
                peer-as 65000;
                connect WEIR_PORT;
                family {
                    ipv4 unicast;
                    ipv6 unicast;
                    ipv4 flow;
                    ipv6 flow;
                }
                api {
                    processes [ dump ];
                    receive { parsed; update; }
                }
                static {
                    route 203.0.113.0/24 next-hop 192.0.2.9 as-path [ 65004 64512 ] community [ 65004:1 ];
                }
                flow {
                    route rule {
                        match { destination 198.51.100.1/32; protocol udp; }
                        then { discard; }
                    }
                }
            }
            """);
        String exabgp = Daemon.program("exabgp", "exabgp");
        weir.neighbor(EXABGP, OUR_AS, 0);
        Daemon daemon = start(exabgp, "e.conf");
        up(EXABGP, daemon);
        Peers.await(
                "route and rule learned",
                () -> weir.of(EXABGP).size() == 2 && weir.of(EXABGP).contains("203.0.113.0/24"));
        announceAll(EXABGP, true);
        shows(
                "updates",
                () -> daemon.read("updates"),
                "\"10.0.0.1/32\"",
                "65535, 666",
                "2001:db8::1/128",
                "\"source-port\"",
                "rate-limit:0");
        weir.speaker().withdraw(Peers.ip(EXABGP), Prefix.parse("10.0.0.1/32").orElseThrow());
        shows("withdrawal", () -> daemon.read("updates"), "\"withdraw\": { \"ipv4 unicast\"");
    }

    /** A reflector passes on to its clients what we announce to it; two routers hold sessions with us at once. */
    @Test
    void aReflectorAndTwoRouters() throws IOException {
        String birdc = Daemon.program("birdc", "bird2");
        String gobgp = Daemon.program("gobgp", "gobgpd");
        String client = "      [neighbors.route-reflector.config]\n        route-reflector-client = true\n"
                + "        route-reflector-cluster-id = \"10.0.0.1\"";
        file("g.toml", """
            [global.config]
              as = 65000
              router-id = "10.0.0.1"
              port = 1790
              local-address-list = ["127.0.8.11"]
            """ + gobgpNeighbor("WEIR", OUR_AS, client) + gobgpNeighbor(BIRD, OUR_AS, client));
        file("b.conf", """
            router id 10.0.0.2;
            flow4 table flowtab4;
            protocol device {}
            protocol bgp reflector {
              local 127.0.8.12 port 1791 as 65000;
              neighbor 127.0.8.11 port 1790 as 65000;
              multihop; strict bind on; connect delay time 1; error wait time 1, 2;
              ipv4 { import all; export none; };
              flow4 { table flowtab4; import all; export none; };
            }
            protocol bgp weir {
              local 127.0.8.12 port 1791 as 65000;
              neighbor WEIR port WEIR_PORT as 65000;
              multihop; strict bind on; connect delay time 1; error wait time 1, 2;
              ipv6 { import all; export none; };
            }
            """);
        weir.neighbor(GOBGP, OUR_AS, 1790);
        weir.neighbor(BIRD, OUR_AS, 0);
        Daemon reflector = start(
                Daemon.program("gobgpd", "gobgpd"), "-f", "g.toml", "--api-hosts", GOBGP + ":50051", "--pprof-disable");
        Daemon bird = start(Daemon.program("bird", "bird2"), "-f", "-c", "b.conf", "-s", "b.ctl", "-P", "b.pid");
        up(GOBGP, reflector);
        up(BIRD, bird);
        assertThat(weir.speaker().announce(Peers.ip(GOBGP), Peers.blackhole("10.0.0.1/32")))
                .isTrue();
        assertThat(weir.speaker().announce(Peers.ip(GOBGP), DROP)).isTrue();
        assertThat(weir.speaker().announce(Peers.ip(BIRD), Peers.blackhole("2001:db8::1/128")))
                .isTrue();
        assertThat(weir.speaker().announce(Peers.ip(BIRD), DROP))
                .as("a family that was not agreed upon")
                .isFalse();
        shows("reflected route", () -> bird(bird, birdc, "master4"), "10.0.0.1/32", "(65535,666)", "BGP.originator_id");
        shows("reflected rule", () -> bird(bird, birdc, "flowtab4"), "dst 10.0.0.1/32");
        shows("direct route", () -> bird(bird, birdc, "master6"), "2001:db8::1/128");
        weir.speaker().removeNeighbor(Peers.ip(GOBGP));
        lacks("route gone from the client", () -> bird(bird, birdc, "master4"), "10.0.0.1/32");
        lacks("rule gone from the client", () -> bird(bird, birdc, "flowtab4"), "10.0.0.1/32");
        assertThat(isUp(BIRD)).isTrue();
    }

    /** Each of three routers is told what is announced to it, and one that dies takes nothing from the others. */
    @Test
    void threeRoutersAtOnce() throws IOException {
        String birdc = Daemon.program("birdc", "bird2");
        String program = Daemon.program("bird", "bird2");
        String[] routers = {"127.0.8.16", "127.0.8.17", "127.0.8.18"};
        List<Daemon> daemons = new ArrayList<>();
        for (int i = 0; i < routers.length; i++) {
            file(i + ".conf", """
                router id 10.0.1.%d;
                flow4 table flowtab4;
                protocol device {}
                protocol bgp weir {
                  local %s port 1791 as 65002;
                  neighbor WEIR port WEIR_PORT as 65000;
                  multihop; strict bind on; connect delay time 1; error wait time 1, 2;
                  ipv4 { import all; export none; };
                  flow4 { table flowtab4; import all; export none; };
                }
                """.formatted(i + 1, routers[i]));
            weir.neighbor(routers[i], OUR_AS, 0);
            daemons.add(start(program, "-f", "-c", i + ".conf", "-s", i + ".ctl", "-P", i + ".pid"));
        }
        for (int i = 0; i < routers.length; i++) {
            up(routers[i], daemons.get(i));
            BgpSpeaker speaker = weir.speaker();
            assertThat(speaker.announce(Peers.ip(routers[i]), Peers.blackhole("10.0.0.1/32")))
                    .isTrue();
            assertThat(speaker.announce(Peers.ip(routers[i]), DROP)).isTrue();
        }
        for (int i = 0; i < routers.length; i++) {
            String socket = i + ".ctl";
            Daemon daemon = daemons.get(i);
            shows("route", () -> table(daemon, birdc, socket, "master4"), "10.0.0.1/32", "(65535,666)");
            shows("rule", () -> table(daemon, birdc, socket, "flowtab4"), "dst 10.0.0.1/32");
        }
        daemons.get(1).kill();
        Peers.await("one is down", () -> !isUp(routers[1]));
        assertThat(weir.speaker().announce(Peers.ip(routers[1]), DROP)).isFalse();
        weir.speaker().withdraw(Peers.ip(routers[0]), DROP.match());
        lacks("withdrawn at one", () -> table(daemons.get(0), birdc, "0.ctl", "flowtab4"), "10.0.0.1/32");
        assertThat(table(daemons.get(2), birdc, "2.ctl", "flowtab4")).contains("dst 10.0.0.1/32");
        assertThat(weir.ups.get()).isEqualTo(3);
    }

    private static String table(Daemon daemon, String birdc, String socket, String table) {
        return daemon.ask(birdc, "-s", socket, "show", "route", "all", "table", table);
    }
}
