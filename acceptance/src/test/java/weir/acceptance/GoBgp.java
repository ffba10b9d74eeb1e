package weir.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A router of GoBGP on a loopback address that connects to a product on this host; its own table is asked. */
final class GoBgp implements AutoCloseable {

    private static final String API_PORT = "50052";

    private final String address;
    private final Path client;
    private final Process process;

    /** Starts it. Absent: the calling test is skipped. */
    GoBgp(Path folder, String address, int productPort) {
        this.address = address;
        client = Tool.path("gobgp", "gobgpd");
        String settings = """
                [global.config]
                  as = 65001
                  router-id = "10.0.0.1"
                  port = -1
                [[neighbors]]
                  [neighbors.config]
                    neighbor-address = "127.0.0.1"
                    peer-as = 65000
                  [neighbors.transport.config]
                    local-address = "%s"
                    remote-port = %d
                  [neighbors.timers.config]
                    connect-retry = 1
                    idle-hold-time-after-reset = 1
                """.formatted(address, productPort);
        for (String family : new String[] {"ipv4-unicast", "ipv6-unicast", "ipv4-flowspec", "ipv6-flowspec"}) {
            settings += """
                      [[neighbors.afi-safis]]
                        [neighbors.afi-safis.config]
                          afi-safi-name = "%s"
                    """.formatted(family);
        }
        try {
            Path file = Files.writeString(folder.resolve("gobgp.toml"), settings);
            process = new ProcessBuilder(
                            Tool.path("gobgpd", "gobgpd").toString(),
                            "-f",
                            file.toString(),
                            "--api-hosts",
                            address + ":" + API_PORT,
                            "--pprof-disable")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("gobgp.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its table of a family, as its own client prints it. */
    String table(String family) {
        try {
            Process asked = new ProcessBuilder(
                            "timeout",
                            "60",
                            client.toString(),
                            "-u",
                            address,
                            "-p",
                            API_PORT,
                            "global",
                            "rib",
                            "-a",
                            family)
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
