package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.testing.FreePort;

/** Prometheus itself reads both exports. */
class PrometheusTest {

    private static final int STYLE_REMARKS = 3;

    /** Remarks on names that existing dashboards ask for. */
    private static final List<String> KNOWN_REMARKS = List.of(
            "no help text",
            "non-counter metrics should not have",
            "counter metrics should have",
            "metric names should be written in 'snake_case'",
            "metric names should not contain abbreviated units",
            "use base unit",
            "metric name should not include type");

    private static Product product;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void replay() {
        product = Product.replayed(Repository.root().resolve("demo/leafspine.pcap.gz"));
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prometheus/analyzer/txt", "/prometheus/metrics/ALL/ALL/txt"})
    void promtoolParsesTheExport(String path) throws IOException, InterruptedException {
        Path tool = Tool.path("promtool", "prometheus");
        Path export = Files.writeString(folder.resolve("export.txt"), product.text(path));
        Process check = new ProcessBuilder(tool.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .redirectInput(export.toFile())
                .start();
        List<String> remarks = check.inputReader().lines().toList();
        assertThat(check.waitFor()).as(String.join("\n", remarks)).isIn(0, STYLE_REMARKS);
        assertThat(remarks).allMatch(remark -> KNOWN_REMARKS.stream().anyMatch(remark::contains));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/prometheus/analyzer/txt", "/prometheus/metrics/ALL/ALL/txt"})
    void everySeriesIsThereOnce(String path) {
        List<String> lines = series(path);
        Set<String> names = new HashSet<>();
        for (String line : lines) {
            names.add(line.substring(0, line.lastIndexOf(' ')));
        }
        assertThat(names).hasSameSizeAs(lines).isNotEmpty();
    }

    @Test
    void aRealServerScrapesEverySeries() throws IOException {
        Path server = Tool.path("prometheus", "prometheus");
        int port = FreePort.find();
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s}
                scrape_configs:
                  - job_name: analyzer
                    metrics_path: /prometheus/analyzer/txt
                    static_configs: [{targets: ["127.0.0.1:%1$d"]}]
                  - job_name: metrics
                    metrics_path: /prometheus/metrics/ALL/ALL/txt
                    static_configs: [{targets: ["127.0.0.1:%1$d"]}]
                """.formatted(product.port()));
        Process process = new ProcessBuilder(
                        server.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            int exported = series("/prometheus/metrics/ALL/ALL/txt").size();
            Await.until(
                    "all series are stored",
                    () -> scalar(client, port, "count({__name__=~\"sflow_.+\",job=\"metrics\"})") == exported);
            // The two jobs scrape at different moments, and a scrape of a busy machine may come too late.
            Await.until("both jobs have scraped", () -> scalar(client, port, "sum(up)") == 2);
            Await.until("the agents are counted", () -> scalar(client, port, "sflow_analyzer_agent_count") == 8);
            double speed = product.json("/metric/10.255.0.11/303.ifspeed/json")
                    .path(0)
                    .path("metricValue")
                    .asDouble();
            // After a scrape that came too late there is no value until the next one.
            Await.until(
                    "a value is stored as it was told",
                    () -> scalar(client, port, "sflow_ifspeed{host=\"leaf1\",ifname=\"swp3\"}") == speed);
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private static List<String> series(String path) {
        return product.text(path)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The value of an instant query with one result; NaN while there is none. */
    private static double scalar(HttpClient client, int port, String query) {
        String question =
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        try {
            var answer =
                    client.send(HttpRequest.newBuilder(URI.create(question)).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return Double.NaN; // it is starting
            }
            JsonNode value = new JsonMapper()
                    .readTree(answer.body())
                    .path("data")
                    .path("result")
                    .path(0)
                    .path("value")
                    .path(1);
            return value.isMissingNode() ? Double.NaN : Double.parseDouble(value.asString());
        } catch (IOException e) {
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
