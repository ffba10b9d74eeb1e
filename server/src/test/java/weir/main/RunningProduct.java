package weir.main;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole product on free ports, in this JVM, and a client of it. */
final class RunningProduct implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Product product;

    /** Starts it with these settings, beside free ports. */
    RunningProduct(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("http.port", "0");
        all.putIfAbsent("http.hostname", "127.0.0.1");
        if (!all.containsKey("sflow.file")) {
            all.putIfAbsent("sflow.port", "0");
        }
        product = new Product(Settings.read(all, Map.of(), Path.of("nowhere")), "0.1-7");
        product.start();
    }

    /** Starts it on a capture, played once and as fast as possible, and waits until it is over. */
    static RunningProduct replayed(Path capture, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("sflow.file", capture.toString());
        all.put("sflow.file.speed", "max");
        all.put("sflow.file.loop", "no");
        RunningProduct running = new RunningProduct(all);
        running.awaitReplay("ended");
        return running;
    }

    /** Waits until the replay is in a state. */
    void awaitReplay(String state) {
        while (!json("/replay/json").get("state").asString().equals(state)) {
            // Asking all the time would take the processor from what is waited for.
            LockSupport.parkNanos(5_000_000);
        }
    }

    int httpPort() {
        return product.httpPort();
    }

    int bgpPort() {
        return product.bgpPort();
    }

    int sflowPort() {
        return product.sflowPort();
    }

    JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort() + path))
                .timeout(Duration.ofSeconds(120))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        product.close();
    }
}
