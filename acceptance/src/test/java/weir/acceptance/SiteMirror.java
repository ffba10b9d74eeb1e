package weir.acceptance;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands in for sites that pages load libraries from: a folder for each host, with the files as the site has them.
 *
 * <p>Lifetime: ends with {@link #close()}.
 */
final class SiteMirror implements AutoCloseable {

    private static final String SECRET = "changeit";

    private final HttpsServer server;
    private final List<String> hosts;

    private SiteMirror(HttpsServer server, List<String> hosts) {
        this.server = server;
        this.hosts = hosts;
    }

    /** Serves the hosts of a folder, with a certificate that nobody vouches for. */
    static SiteMirror of(Path folder) throws Exception {
        List<String> hosts;
        try (Stream<Path> files = Files.list(folder)) {
            hosts = files.map(file -> file.getFileName().toString()).sorted().toList();
        }
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate()));
        server.createContext("/", exchange -> {
            String host = exchange.getRequestHeaders().getFirst("Host").replaceAll(":.*", "");
            Path file =
                    folder.resolve(host + exchange.getRequestURI().getPath()).normalize();
            boolean there = file.startsWith(folder) && Files.isRegularFile(file);
            byte[] bytes = there ? Files.readAllBytes(file) : new byte[0];
            exchange.getResponseHeaders()
                    .add("Content-Type", file.toString().endsWith(".css") ? "text/css" : "text/javascript");
            exchange.sendResponseHeaders(there ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return new SiteMirror(server, hosts);
    }

    private static SSLContext certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path keys = Files.createTempDirectory("weir-mirror").resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                (keytool + " -genkeypair -keyalg EC -validity 1 -dname CN=mirror -storepass " + SECRET + " -keystore")
                        .split(" "));
        Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(keys.toString()))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore store = KeyStore.getInstance(keys.toFile(), SECRET.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, SECRET.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** Arguments that lead a Chromium here instead of to the sites. */
    String[] arguments() {
        String rules = String.join(
                ",",
                hosts.stream()
                        .map(host -> "MAP " + host + " 127.0.0.1:"
                                + server.getAddress().getPort())
                        .toList());
        return new String[] {"--host-resolver-rules=" + rules, "--ignore-certificate-errors"};
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
