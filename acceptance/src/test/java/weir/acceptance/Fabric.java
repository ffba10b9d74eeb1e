package weir.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.testing.SharedData;

/**
 * One browser, and one product that replays the recorded leaf-and-spine fabric with its topology, for the tests of all pages.
 *
 * <p>Absent: the calling test is skipped where the recording or Chromium is not there. Lifetime: until the JVM ends.
 */
final class Fabric {

    private static final int PORTS = 180;

    private static @Nullable Product product;
    private static @Nullable Browser browser;
    private static @Nullable Path script;

    private Fabric() {}

    /** The product: the capture over and over, ten times as fast, so that counters come every two seconds. */
    static synchronized Product product() {
        if (product == null) {
            Path capture = SharedData.path("ecmp.pcap.gz");
            Path topology = SharedData.path("topology.json");
            Product started = Product.run(
                    "-Dsflow.file=" + capture,
                    "-Dsflow.file.speed=10",
                    "-Dscript.file=" + script(),
                    "-Dscript.reload=yes");
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            try {
                put(started, "/topology/json", Files.readString(topology));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            // Rates come with the second counters; what is told of ports does not grow any more then.
            Await.until(
                    "the rates of all ports are known",
                    () -> started.json("/metric/ALL/sum:ifinoctets/json")
                                    .path(0)
                                    .path("metricN")
                                    .asInt(0)
                            == PORTS);
            product = started;
        }
        return product;
    }

    /** A script that the product runs; it does nothing until a test writes another text into its file. */
    static synchronized Path script() {
        if (script == null) {
            try {
                script = Files.createTempDirectory("weir-script").resolve("pasted.js");
                Files.writeString(script, "// Nothing yet.\n");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return script;
    }

    static synchronized Browser browser() {
        if (browser == null) {
            Browser opened = Browser.open();
            Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
            browser = opened;
        }
        return browser;
    }

    /** A page, in a wide window, shown anew. */
    static Browser visit(String path) {
        Browser shown = browser();
        shown.leave();
        return shown.visit(product(), path, 1440, 1000);
    }

    static HttpResponse<String> put(Product to, String path, String body) {
        return to.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                .PUT(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> post(Product to, String path, String body) {
        return to.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
                .POST(BodyPublishers.ofString(body)));
    }

    static HttpResponse<String> delete(Product from, String path) {
        return from.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + from.port() + path))
                .DELETE());
    }

    /** Nothing failed or was refused, and nothing was asked of another host. */
    static void assertClean() {
        List<String> complaints = browser().complaints();
        List<String> elsewhere = browser().requests().stream()
                .filter(url -> !url.matches("(http://127\\.0\\.0\\.1:\\d+/|data:|blob:|about:).*"))
                .toList();
        if (!complaints.isEmpty() || !elsewhere.isEmpty()) {
            throw new AssertionError("console: " + complaints + ", asked elsewhere: " + elsewhere);
        }
    }
}
