package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/**
 * The app against attacks, live: attacks are seen, routers are told, decisions outlive the process. Source: applications
 * reference, section 2; properties reference, section 3.
 */
class DdosProtectTest {

    private static final String APP = "/app/ddos-protect/scripts/ddos.js/";
    private static final String ROUTER = "127.0.9.3";
    private static final String TARGET = "203.0.113.5";
    private static final List<String> ATTACKS = List.of(
            "ip_flood",
            "ip_fragmentation",
            "icmp_flood",
            "udp_flood",
            "udp_amplification",
            "tcp_flood",
            "tcp_amplification");

    @TempDir
    Path folder;

    private Path apps;

    private BgpRouter router;
    private RunningProduct product;
    private long sent;

    @BeforeEach
    void open() throws IOException {
        apps = Files.createDirectory(folder.resolve("apps"));
        copy(Path.of("..", "app", "ddos-protect", "scripts"), apps.resolve("ddos-protect/scripts"));
        router = new BgpRouter(ROUTER);
    }

    /** Copies a folder: the other apps that come with the product need not run here. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }

    @AfterEach
    void close() {
        router.close();
        if (product != null) {
            product.close();
        }
    }

    /** Starts the product with the app; settings of the app without their prefix. */
    private void start(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "app.folder", apps.toString(),
                "script.store", folder.resolve("store").toString(),
                "bgp.start", "yes",
                "bgp.port", "0",
                "ddos_protect.router", ROUTER,
                "ddos_protect.group.inside", "203.0.113.0/24,2001:db8:1::/48",
                "ddos_protect.threshold_seconds", "0.1"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put((settings[i].contains(".start") ? "" : "ddos_protect.") + settings[i], settings[i + 1]);
        }
        product = new RunningProduct(all);
        awaitAnswer("app runs", "status", "\"attacks\"");
    }

    private void awaitAnswer(String what, String resource, String part) {
        try {
            BgpRouter.await(
                    what,
                    () -> product.get(APP + resource + "/json")
                            .body()
                            .replaceAll("\\s", "")
                            .contains(part));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + ": "
                            + product.get(APP + resource + "/json").body(),
                    e);
        }
    }

    private JsonNode controls() {
        return product.json(APP + "controls/json").path("controls");
    }

    private int change(String method, String resource, String body) {
        return product.send(method, APP + resource + "/json", body).statusCode();
    }

    private void control(String action, String id) {
        assertThat(change("POST", "controls", "{\"action\":\"" + action + "\",\"id\":\"" + id + "\"}"))
                .isEqualTo(204);
    }

    /** A packet sampled 1 in 10,000: of a rate that no one sends in peace. */
    private void send(byte[] packet) {
        sent++;
        byte[] datagram = new DatagramBuilder()
                .agent("10.255.0.1")
                .sequence(sent)
                .flow(sample ->
                        sample.sequence(sent).rate(10_000).pool(sent * 10_000).header(500, packet))
                .build();
        Udp.send(datagram, product.sflowPort());
    }

    private static byte[] answerOfNameServer() {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100.9", TARGET)
                .udp(53, 4000)
                .build();
    }

    private void attack(String status) {
        BgpRouter.await("attack seen", () -> {
            send(answerOfNameServer());
            return !controls().isEmpty();
        });
        awaitAnswer(status, "controls", "\"status\":\"" + status + "\"");
    }

    @Test
    void blackholesATargetAndLetsItGo() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
        assertThat(router.learned().get(TARGET + "/32")).contains("65535:666");
        JsonNode one = controls().get(0);
        assertThat(one.path("id").asString()).isEqualTo("udp_amplification," + TARGET + ",53");
        assertThat(one.path("group").asString()).isEqualTo("inside");
        assertThat(one.path("routers").get(0).asString()).isEqualTo(ROUTER);
        assertThat(one.path("sources").asInt()).isEqualTo(1);

        control("allow", one.path("id").asString());
        BgpRouter.await("route withdrawn", () -> router.learned().isEmpty());
        assertThat(controls().get(0).path("status").asString()).isEqualTo("allowed");
        assertThat(product.get(APP + "prometheus/txt").body())
                .contains("sflow_ddos_protect_controls{attack=\"udp_amplification\",status=\"allowed\"} 1\n")
                .contains("sflow_ddos_protect_router_up{router=\"" + ROUTER + "\"} 1\n");
    }

    @Test
    void inManualModeTheOperatorDecides() {
        start("enable.flowspec", "yes", "udp_amplification.action", "limit", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("pending");
        assertThat(router.learned()).isEmpty();
        control("block", controls().get(0).path("id").asString());
        BgpRouter.await("rule told", () -> router.learned().size() == 1);
        assertThat(router.learned().toString()).contains("203.0.113.5/32", "SOURCE_PORT", "value=53");
        assertThat(product.json("/bgp/flowspec/" + ROUTER + "/json").toString())
                .contains("\"traffic-rate\":\"12500.0\"");
    }

    @Test
    void decisionsOutliveTheProcessUntilTheirTimeIsOver() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        product.close();
        BgpRouter.await("all forgotten", () -> router.learned().isEmpty());
        router.close();

        start("mode", "automatic");
        assertThat(controls().get(0).path("status").asString()).isEqualTo("waiting");
        router = new BgpRouter(ROUTER);
        router.connect(product.bgpPort());
        BgpRouter.await("told again", () -> router.learned().containsKey(TARGET + "/32"));
        control("allow", controls().get(0).path("id").asString());
        product.close();
        router.close();

        start("mode", "automatic");
        assertThat(controls().get(0).path("status").asString()).isEqualTo("allowed");
        router = new BgpRouter(ROUTER);
        router.connect(product.bgpPort());
        awaitAnswer("router known", "status", "\"up\":true");
        assertThat(router.learned()).isEmpty();
    }

    @Test
    void aControlEndsWithItsTime() {
        start(
                "mode", "automatic",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000",
                "udp_amplification.timeout", "0.02");
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("withdrawn", () -> router.learned().isEmpty());
        BgpRouter.await("gone", () -> controls().isEmpty());
    }

    @Test
    void withoutBgpAttacksAreShownAndItIsSaidThatNothingIsAnnounced() {
        start(
                "bgp.start",
                "no",
                "mode",
                "automatic",
                "udp_amplification.action",
                "drop",
                "udp_amplification.threshold",
                "1000");
        attack("waiting");
        assertThat(controls().get(0).path("reason").asString()).contains("BGP is not spoken");
        awaitAnswer("told", "status", "nothingcanbeannounced");
    }

    @Test
    void limitsOfTablesAndFamiliesRefuseWithTheReason() {
        start(
                "mode", "automatic",
                "maxroutes", "0",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000",
                "udp_flood.action", "filter",
                "udp_flood.threshold", "1000");
        attack("refused");
        BgpRouter.await("both", () -> controls().size() == 2);
        assertThat(controls().valueStream().map(each -> each.path("reason").asString()))
                .containsExactlyInAnyOrder(
                        "the limit of 0 routes is reached", "filter needs ddos_protect.enable.flowspec=yes");
    }

    @Test
    void fewSourcesAreNoAttackUntilThereAreEnough() {
        start("scf", "yes", "scf_sources", "3", "udp_amplification.threshold", "1000", "flow_seconds", "20");
        BgpRouter.await("seen", () -> {
            send(answerOfNameServer());
            return product.get(APP + "trend/json").body().contains(TARGET);
        });
        assertThat(controls()).isEmpty();
        BgpRouter.await("enough", () -> {
            for (String source : List.of("198.51.100.1", "198.51.100.2", "198.51.100.3")) {
                send(new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(17, source, TARGET)
                        .udp(53, 4000)
                        .build());
            }
            return controls()
                    .valueStream()
                    .anyMatch(each -> each.path("attack").asString().equals("udp_amplification"));
        });
        assertThat(controls().get(0).path("sources").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void seesEachAttackAndItsRuleTakesWhollyWhatWasSeen() {
        List<String> all =
                new ArrayList<>(List.of("mode", "automatic", "enable.ipv6", "yes", "enable.flowspec", "yes"));
        all.addAll(List.of("enable.flowspec6", "yes"));
        for (String attack : ATTACKS) {
            all.addAll(List.of(attack + ".action", "filter", attack + ".threshold", "1000"));
        }
        start(all.toArray(String[]::new));
        router.connect(product.bgpPort());
        List<byte[]> packets = new ArrayList<>();
        Set<String> wanted = new TreeSet<>();
        for (boolean v6 : new boolean[] {false, true}) {
            String target = v6 ? "2001:db8:1::5" : TARGET;
            packets.addAll(List.of(
                    to(v6, 47).u16(0, 0x0800).build(),
                    fragment(v6, 0, true).udp(1000, 2000).zeros(100).build(),
                    fragment(v6, 185, false).zeros(100).build(),
                    to(v6, v6 ? 58 : 1).u8(v6 ? 128 : 8, 0).u16(0, 1, 1).build(),
                    to(v6, 17).udp(53, 4000).build(),
                    to(v6, 6).tcp(50_000, 443, 0x02).build(),
                    to(v6, 6).tcp(80, 50_000, 0x12).build()));
            for (String kind : List.of(
                    "ip_flood,%s,47",
                    "ip_fragmentation,%s,17",
                    "icmp_flood,%s," + (v6 ? 128 : 8),
                    "udp_flood,%s,4000",
                    "udp_amplification,%s,53",
                    "tcp_flood,%s,443",
                    "tcp_amplification,%s,80")) {
                wanted.add(kind.formatted(target));
            }
        }
        BgpRouter.await("all attacks are seen: " + wanted, () -> {
            packets.forEach(this::send);
            return controls()
                    .valueStream()
                    .map(each -> each.path("id").asString())
                    .toList()
                    .containsAll(wanted);
        });
        for (JsonNode one : controls()) {
            assertThat(one.path("status").asString()).as(one.toString()).isEqualTo("blocked");
            assertThat(one.at("/predicted/attack/share").asDouble())
                    .as(one.toString())
                    .isEqualTo(1);
            assertThat(one.at("/predicted/other/share").asDouble()).isZero();
        }
        BgpRouter.await(
                "all rules told", () -> router.learned().size() == controls().size());
    }

    private static PacketBuilder to(boolean v6, int protocol) {
        return v6
                ? new PacketBuilder().ethernet(0x86DD).ipv6(protocol, "2001:db8:9::9", "2001:db8:1::5")
                : new PacketBuilder().ethernet(0x0800).ipv4(protocol, "198.51.100.9", TARGET);
    }

    /** A fragment of UDP, by its offset in units of 8 bytes. */
    private static PacketBuilder fragment(boolean v6, int offset, boolean more) {
        return v6
                ? to(true, 44).u8(17, 0).u16(offset << 3 | (more ? 1 : 0)).u32(77)
                : new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(17, "198.51.100.9", TARGET, (more ? 0x2000 : 0) | offset, new byte[0]);
    }

    @Test
    void blackholesATargetOfIpv6() {
        start("mode", "automatic", "enable.ipv6", "yes", "icmp_flood.action", "drop", "icmp_flood.threshold", "1000");
        router.connect(product.bgpPort());
        BgpRouter.await("route told", () -> {
            send(to(true, 58).u8(128, 0).u16(0, 1, 1).build());
            return router.learned().containsKey("2001:db8:1::5/128");
        });
        assertThat(router.learned().get("2001:db8:1::5/128")).contains("65535:666");
    }

    @Test
    void routesSayWhoIsInsideWhereGroupsDoNot() {
        start(
                "bgpgroup", "own",
                "router.0.agent", "10.255.0.1",
                "group.inside", "",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        router.announce("203.0.113.0/24");
        BgpRouter.await(
                "learned",
                () -> product.get("/bgp/prefix/" + ROUTER + "/json?address=" + TARGET)
                                .statusCode()
                        == 200);
        attack("ignored");
        assertThat(controls().get(0).path("group").asString()).isEqualTo("own");
    }

    @Test
    void tellsAllRoutersAndTheHostOfSyslog() throws IOException {
        try (DatagramSocket host = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                BgpRouter other = new BgpRouter("127.0.9.4")) {
            host.setSoTimeout(30_000);
            start(
                    "mode", "automatic",
                    "router", ROUTER + ", 127.0.9.4",
                    "syslog.host", "127.0.0.1",
                    "syslog.port", Integer.toString(host.getLocalPort()),
                    "udp_amplification.action", "drop",
                    "udp_amplification.threshold", "1000");
            router.connect(product.bgpPort());
            other.connect(product.bgpPort());
            awaitAnswer("both known", "trend", "\"routers_up\":[");
            attack("blocked");
            BgpRouter.await(
                    "both told",
                    () -> router.learned().containsKey(TARGET + "/32")
                            && other.learned().containsKey(TARGET + "/32"));
            String told = "";
            while (!told.contains("\"event\":\"block\"")) {
                DatagramPacket message = new DatagramPacket(new byte[65_536], 65_536);
                host.receive(message);
                told = new String(message.getData(), 0, message.getLength(), StandardCharsets.UTF_8);
            }
            assertThat(told)
                    .startsWith("<133>")
                    .contains("\"target\":\"" + TARGET + "\"", "\"action\":\"drop\"", "\"status\":\"blocked\"");
        }
    }

    @Test
    void eachActionIsARuleOfItsOwn() {
        start(
                "mode", "automatic",
                "enable.flowspec", "yes",
                "flowspec.redirect.method", "ip",
                "ip_flood.action", "limit",
                "ip_flood.threshold", "1000",
                "udp_flood.action", "mark",
                "udp_flood.threshold", "1000",
                "udp_amplification.action", "redirect",
                "udp_amplification.threshold", "1000",
                "icmp_flood.action", "community",
                "icmp_flood.threshold", "1000");
        router.connect(product.bgpPort());
        BgpRouter.await("all rules are told", () -> {
            send(answerOfNameServer());
            send(to(false, 1).u8(8, 0).u16(0, 1, 1).build());
            String rules = product.get("/bgp/flowspec/" + ROUTER + "/json").body();
            return Stream.of(
                            "\"traffic-rate\": \"12500.0\"",
                            "\"traffic-marking\": \"le\"",
                            "\"redirect-ip\": \"192.0.2.1:666\"",
                            "\"icmp-type\": \"=8\"")
                    .allMatch(rules.replaceAll("\":\\s*\"", "\": \"")::contains);
        });
    }

    /** The attack, and as many packets of somebody who only visits the target. */
    private void attackBesideOthers(String status) {
        for (int i = 0; i < 20; i++) {
            send(new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(6, "198.51.100.77", TARGET)
                    .tcp(50_000, 443, 0x10)
                    .build());
        }
        attack(status);
    }

    @Test
    void tellsWhatABlackholeHits() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attackBesideOthers("blocked");
        JsonNode predicted = controls().get(0).path("predicted");
        assertThat(predicted.at("/attack/share").asDouble()).isEqualTo(1);
        assertThat(predicted.at("/other/share").asDouble()).isEqualTo(1);
        assertThat(predicted.at("/other/samples").asInt()).isEqualTo(20);
        assertThat(predicted.at("/other/lower").asDouble()).isBetween(0.8, 0.9);
        assertThat(predicted.at("/topSources/0/address").asString()).isEqualTo("198.51.100.9");
    }

    @Test
    void aBlackholeThatHitsTooMuchIsNarrowedWhereRoutersTakeRules() {
        start(
                "mode", "automatic",
                "enable.flowspec", "yes",
                "collateral.limit.drop", "0.5",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attackBesideOthers("blocked");
        JsonNode one = controls().get(0);
        assertThat(one.path("action").asString()).isEqualTo("filter");
        assertThat(one.path("reason").asString())
                .startsWith("drop would hit 100 % of other traffic to the target (")
                .endsWith("so it is narrowed");
        assertThat(one.at("/predicted/other/share").asDouble()).isZero();
        BgpRouter.await("rule told", () -> router.learned().toString().contains("SOURCE_PORT"));
        assertThat(router.learned()).hasSize(1);
    }

    @Test
    void aBlackholeThatHitsTooMuchIsRefusedWhereTheyDoNotUntilTheOperatorInsists() {
        start(
                "mode", "automatic",
                "collateral.limit.drop", "0.5",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attackBesideOthers("refused");
        assertThat(controls().get(0).path("reason").asString()).startsWith("drop would hit 100 % of other traffic");
        assertThat(router.learned()).isEmpty();
        control("block", controls().get(0).path("id").asString());
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
    }

    @Test
    void aRuleThatDoesNotHelpBecomesABlackhole() {
        start(
                "mode", "automatic",
                "enable.flowspec", "yes",
                "escalate", "yes",
                "verify.seconds", "1",
                "udp_amplification.action", "filter",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("route told", () -> {
            send(answerOfNameServer());
            return router.learned().containsKey(TARGET + "/32");
        });
        BgpRouter.await("rule withdrawn", () -> router.learned().size() == 1);
        JsonNode one = controls()
                .valueStream()
                .filter(each -> each.path("attack").asString().equals("udp_amplification"))
                .findFirst()
                .orElseThrow();
        assertThat(one.path("action").asString()).isEqualTo("drop");
        assertThat(one.path("reason").asString()).startsWith("filter did not help");
    }

    @Test
    void anAttackThatFallsIsTold() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        awaitAnswer("fell", "controls", "\"fell\":true");
        JsonNode effect = controls().get(0).path("effect");
        assertThat(effect.path("before").asDouble()).isGreaterThan(1000);
        assertThat(effect.at("/measured/upper").asDouble())
                .isGreaterThanOrEqualTo(effect.at("/measured/value").asDouble());
    }

    @Test
    void settingsGroupsAndModeAreCheckedAndKept() {
        start();
        assertThat(change("PUT", "groups", "{\"a<b\":[\"10.0.0.0/8\"]}")).isEqualTo(400);
        awaitAnswer("told why", "status", "anameofagroup");
        assertThat(change("PUT", "groups", "{\"a\":[\"10.0.0.0/99\"]}")).isEqualTo(400);
        assertThat(change("PUT", "groups", "{\"external\":[\"0.0.0.0/0\"],\"dmz\":[\"192.0.2.0/24\"]}"))
                .isEqualTo(204);
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"threshold\":-1}}"))
                .isEqualTo(400);
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"include\":\"53,70000\"}}"))
                .isEqualTo(400);
        assertThat(change("PUT", "settings", "{\"nothing\":{\"threshold\":1}}")).isEqualTo(400);
        assertThat(change(
                        "PUT",
                        "settings",
                        "{\"udp_flood\":{\"threshold\":7,\"include\":\"53, 100-200\",\"action\":\"drop\"}}"))
                .isEqualTo(204);
        assertThat(product.json("/threshold/ddos_protect_udp_flood/json")
                        .path("value")
                        .asDouble())
                .isEqualTo(7);
        assertThat(product.json("/flow/ddos_protect_udp_flood/json")
                        .path("filter")
                        .asString())
                .contains("(range:udpdestinationport:100:200=true|udpdestinationport=53)");
        assertThat(change("PUT", "mode", "\"sometimes\"")).isEqualTo(400);
        assertThat(change("PUT", "mode", "\"automatic\"")).isEqualTo(204);
        assertThat(change("POST", "controls", "{\"action\":\"block\",\"id\":\"none\"}"))
                .isEqualTo(404);
        assertThat(change("DELETE", "groups", "")).isEqualTo(404);
        product.close();

        start();
        assertThat(product.json(APP + "groups/json").propertyNames()).containsExactly("external", "dmz");
        assertThat(product.json(APP + "settings/json")
                        .at("/udp_flood/threshold")
                        .asInt())
                .isEqualTo(7);
        assertThat(product.get(APP + "mode/json").body()).contains("automatic");
    }
}
