package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** The app ddos-protect on a product of its own, a router that it tells, and attacks of sampled packets. */
abstract class DdosApp {

    static final String APP = "/app/ddos-protect/scripts/ddos.js/";
    static final String ROUTER = "127.0.9.3";
    static final String TARGET = "203.0.113.5";
    static final List<String> ATTACKS = List.of(
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

    BgpRouter router;
    RunningProduct product;
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

    /** Starts with a filter for amplification that becomes a blackhole when it has not helped after a second. */
    void startEscalating() {
        start(
                "mode", "automatic",
                "enable.flowspec", "yes",
                "escalate", "yes",
                "verify.seconds", "1",
                "udp_amplification.action", "filter",
                "udp_amplification.threshold", "1000");
    }

    /** Starts the product with the app; settings of the app without their prefix. */
    void start(String... settings) {
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

    void awaitAnswer(String what, String resource, String part) {
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

    JsonNode controls() {
        return product.json(APP + "controls/json").path("controls");
    }

    int change(String method, String resource, String body) {
        return product.send(method, APP + resource + "/json", body).statusCode();
    }

    void control(String action, String id) {
        assertThat(change("POST", "controls", "{\"action\":\"" + action + "\",\"id\":\"" + id + "\"}"))
                .isEqualTo(204);
    }

    /** A packet sampled 1 in 10,000: of a rate that no one sends in peace. */
    void send(byte[] packet) {
        sent++;
        byte[] datagram = new DatagramBuilder()
                .agent("10.255.0.1")
                .sequence(sent)
                .flow(sample ->
                        sample.sequence(sent).rate(10_000).pool(sent * 10_000).header(500, packet))
                .build();
        Udp.send(datagram, product.sflowPort());
    }

    static byte[] answerOfNameServer() {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100.9", TARGET)
                .udp(53, 4000)
                .build();
    }

    void attack(String status) {
        BgpRouter.await("attack seen", () -> {
            send(answerOfNameServer());
            return !controls().isEmpty();
        });
        awaitAnswer(status, "controls", "\"status\":\"" + status + "\"");
    }

    static PacketBuilder to(boolean v6, int protocol) {
        return v6
                ? new PacketBuilder().ethernet(0x86DD).ipv6(protocol, "2001:db8:9::9", "2001:db8:1::5")
                : new PacketBuilder().ethernet(0x0800).ipv4(protocol, "198.51.100.9", TARGET);
    }

    /** A fragment of UDP, by its offset in units of 8 bytes. */
    static PacketBuilder fragment(boolean v6, int offset, boolean more) {
        return v6
                ? to(true, 44).u8(17, 0).u16(offset << 3 | (more ? 1 : 0)).u32(77)
                : new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(17, "198.51.100.9", TARGET, (more ? 0x2000 : 0) | offset, new byte[0]);
    }

    /** The attack, and as many packets of somebody who only visits the target. */
    void attackBesideOthers(String status) {
        for (int i = 0; i < 20; i++) {
            send(new PacketBuilder()
                    .ethernet(0x0800)
                    .ipv4(6, "198.51.100.77", TARGET)
                    .tcp(50_000, 443, 0x10)
                    .build());
        }
        attack(status);
    }
}
