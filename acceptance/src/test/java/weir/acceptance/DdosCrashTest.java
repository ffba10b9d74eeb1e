package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.FreePort;
import weir.testing.PacketBuilder;

/** The app ddos-protect with a real router: what the router has, before and after a crash. */
class DdosCrashTest {

    private static final String ROUTER = "127.0.8.21";
    private static final String CONTROLS = "/app/ddos-protect/scripts/ddos.js/controls/json";
    private static final String FIRST = "203.0.113.5";
    private static final String SECOND = "203.0.113.6";

    @TempDir
    Path folder;

    private Product product;
    private long sent;

    @AfterEach
    void close() {
        if (product != null) {
            product.close();
        }
    }

    private void start(int bgpPort) {
        product = Product.run(
                "-Dbgp.start=yes",
                "-Dbgp.port=" + bgpPort,
                "-Dscript.store=" + folder.resolve("store"),
                "-Dddos_protect.router=" + ROUTER,
                "-Dddos_protect.enable.flowspec=yes",
                "-Dddos_protect.group.inside=203.0.113.0/24",
                "-Dddos_protect.mode=automatic",
                "-Dddos_protect.udp_amplification.action=drop",
                "-Dddos_protect.udp_amplification.threshold=1000",
                "-Dddos_protect.icmp_flood.action=filter",
                "-Dddos_protect.icmp_flood.threshold=1000");
    }

    /** A packet sampled 1 in 10,000. */
    private void send(byte[] packet) {
        sent++;
        byte[] datagram = new DatagramBuilder()
                .agent("10.255.0.1")
                .sequence(sent)
                .flow(sample ->
                        sample.sequence(sent).rate(10_000).pool(sent * 10_000).header(500, packet))
                .build();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(
                    datagram, datagram.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void attack(String target) {
        send(new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100.9", target)
                .udp(53, 4000)
                .build());
    }

    private JsonNode controls() {
        return product.json(CONTROLS).path("controls");
    }

    private long blocked() {
        return controls()
                .valueStream()
                .filter(each -> each.path("status").asString().equals("blocked"))
                .count();
    }

    /** Has the time of a decision that is kept on the disk be over, as if the crash had lasted for so long. */
    private void letExpire(String target) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            Path kept = files.filter(file -> file.getFileName().toString().contains("control"))
                    .filter(file -> file.getFileName().toString().contains(target))
                    .findFirst()
                    .orElseThrow();
            String text = Files.readString(kept);
            assertThat(text).containsPattern("\"expires\":\\s*\\d");
            Files.writeString(kept, text.replaceAll("\"expires\":\\s*[0-9.E]+", "\"expires\":1000"));
        }
    }

    @Test
    void afterACrashWhatIsValidIsAnnouncedAgainAndWhatExpiredIsGone() throws IOException {
        int port = FreePort.find();
        try (GoBgp router = new GoBgp(folder, ROUTER, port)) {
            start(port);
            Await.until("the app runs", () -> product.get(CONTROLS).statusCode() == 200);
            Await.until("both targets are blackholed at the router", () -> {
                attack(FIRST);
                attack(SECOND);
                return blocked() == 2;
            });
            Await.until("the router has both", () -> {
                String table = router.table("ipv4");
                return table.contains(FIRST + "/32") && table.contains(SECOND + "/32");
            });
            assertThat(router.table("ipv4")).contains("192.0.2.1").contains("blackhole");

            product.kill();
            Await.until("the router has forgotten", () -> !router.table("ipv4").contains("203.0.113."));
            letExpire(SECOND);

            start(port);
            Await.until(
                    "the first is announced again", () -> router.table("ipv4").contains(FIRST + "/32"));
            assertThat(router.table("ipv4")).doesNotContain(SECOND);
            assertThat(controls().valueStream().map(each -> each.path("target").asString()))
                    .containsExactly(FIRST);

            assertThat(Fabric.post(
                                    product,
                                    CONTROLS,
                                    "{\"action\":\"allow\",\"id\":\"udp_amplification," + FIRST + ",53\"}")
                            .statusCode())
                    .isEqualTo(204);
            Await.until("it is withdrawn", () -> !router.table("ipv4").contains(FIRST));
        }
    }

    @Test
    void aFilterReachesTheTableOfRulesOfTheRouter() throws IOException {
        int port = FreePort.find();
        try (GoBgp router = new GoBgp(folder, ROUTER, port)) {
            start(port);
            Await.until("the app runs", () -> product.get(CONTROLS).statusCode() == 200);
            Await.until("the rule is told", () -> {
                send(new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(1, "198.51.100.9", FIRST)
                        .u8(8, 0)
                        .u16(0, 1, 1)
                        .build());
                return blocked() == 1;
            });
            Await.until("the router has it", () -> router.table("ipv4-flowspec").contains(FIRST));
            assertThat(router.table("ipv4-flowspec"))
                    .contains("[destination: " + FIRST + "/32]", "[protocol: ==icmp]", "discard")
                    .containsPattern("icmp-type: ==(8|echo-request)");
        }
    }
}
