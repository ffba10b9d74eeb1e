package weir.acceptance;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/**
 * The published apps ddos-protect and ddos-blackhole, unmodified, each with a router of its own: what they do about an attack
 * is in the routers' tables. A part of the conformance run; absent: skipped where {@code conformance.apps} lacks them.
 */
class PublishedControlsTest {

    private static final String PROTECTED = "127.0.9.41";
    private static final String BLACKHOLED = "127.0.9.42";
    private static final String TARGET = "203.0.113.5";

    @TempDir
    Path folder;

    private int sent;

    @Test
    void controlsReachTheTablesOfTheirRouters() throws IOException {
        Path apps = Path.of(System.getProperty("conformance.apps", ""));
        Assumptions.assumeTrue(
                Files.isDirectory(apps.resolve("ddos-protect")) && Files.isDirectory(apps.resolve("ddos-blackhole")),
                "no folder with the published ddos-protect and ddos-blackhole: -Dconformance.apps=FOLDER");
        try (Product product = Product.run(
                        "-Dapp.folder=" + apps.toAbsolutePath(),
                        "-Dscript.store=" + folder.resolve("store"),
                        "-Dbgp.start=yes",
                        "-Dbgp.port=0",
                        "-Dddos_protect.router=" + PROTECTED,
                        "-Dddos_protect.mode=automatic",
                        "-Dddos_protect.enable.flowspec=yes",
                        "-Dddos_protect.group.inside=203.0.113.0/24",
                        "-Dddos_protect.udp_amplification.threshold=1000",
                        "-Dddos_protect.udp_amplification.action=filter",
                        "-Dddos_blackhole.router=" + BLACKHOLED,
                        "-Dddos_blackhole.actions=automatic",
                        "-Dddos_blackhole.threshold=1000",
                        "-Dddos_blackhole.group.inside=203.0.113.0/24");
                GoBgp filtering = new GoBgp(Files.createDirectory(folder.resolve("one")), PROTECTED, bgpPort(product));
                GoBgp dropping =
                        new GoBgp(Files.createDirectory(folder.resolve("two")), BLACKHOLED, bgpPort(product))) {
            product.awaitLine("BGP open " + PROTECTED);
            product.awaitLine("BGP open " + BLACKHOLED);
            Await.until("both routers have their control", () -> {
                attack(product.sflowPort());
                return filtering.table("ipv4-flowspec").contains("[destination: " + TARGET + "/32]")
                        && filtering.table("ipv4-flowspec").contains("[source-port: ==53]")
                        && dropping.table("ipv4").contains(TARGET + "/32");
            });
        }
    }

    private static int bgpPort(Product product) {
        return Integer.parseInt(product.awaitLine("Listening, BGP port (\\d+)").group(1));
    }

    /** A packet of the attack, sampled 1 in 10,000. */
    private void attack(int port) {
        sent++;
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100.9", TARGET)
                .udp(53, 4000)
                .build();
        byte[] datagram = new DatagramBuilder()
                .agent("10.255.0.1")
                .sequence(sent)
                .flow(sample ->
                        sample.sequence(sent).rate(10_000).pool(sent * 10_000L).header(500, packet))
                .build();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
