package weir.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsServersTest {

    @TempDir
    private Path home;

    private static InetSocketAddress server(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private List<InetSocketAddress> read(String... items) {
        return DnsServers.read(
                new DnsConfiguration(List.of(items), home, 10, Duration.ofHours(1), Duration.ofSeconds(1)));
    }

    @Test
    void addressesMayHaveAPort() {
        assertThat(read("192.0.2.1", "192.0.2.1:5353", "2001:db8::1", "[2001:db8::1]:5353", "[::1]", "192.0.2.1"))
                .containsExactly(
                        server("192.0.2.1", 53),
                        server("192.0.2.1", 5353),
                        server("2001:db8::1", 53),
                        server("2001:db8::1", 5353),
                        server("::1", 53));
    }

    @Test
    void resolverFileOfTheInstallationIsRead() throws IOException {
        Files.writeString(
                home.resolve("resolv.conf"),
                "# made by hand\nsearch example.com\nnameserver 192.0.2.7\n nameserver\t2001:db8::7 # second\nnameserver\n");
        assertThat(read("resolv.conf")).containsExactly(server("192.0.2.7", 53), server("2001:db8::7", 53));
        Files.writeString(home.resolve("own.conf"), "nameserver 192.0.2.8\nnameserver nonsense\n");
        assertThat(read("192.0.2.1", "own.conf")).containsExactly(server("192.0.2.1", 53), server("192.0.2.8", 53));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:x", "[::1", "::1]:53", "nowhere", "1.2.3.4.5"})
    void whatIsNeitherAddressNorFileIsLeftOut(String item) {
        assertThat(read(item, "192.0.2.1")).containsExactly(server("192.0.2.1", 53));
    }
}
