package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.ExternalProgram;

/** What Prometheus itself makes of the exports of a recorded network. Source: REST API reference, section 11. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrometheusTest { // RTM-15

    private static final Path CAPTURE = Path.of("..", "demo", "leafspine.pcap.gz");

    private static RunningProduct product;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        product = RunningProduct.replayed(CAPTURE, Map.of());
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void everySeriesIsThereOnceAndNumericValuesOnly() {
        List<String> lines =
                product.get("/prometheus/metrics/ALL/ALL/txt").body().lines().toList();
        List<String> series = lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .toList();
        long numbers = product.json("/dump/ALL/ALL/json")
                .valueStream()
                .filter(cell -> cell.get("metricValue").isNumber())
                .count();
        assertThat(series).doesNotHaveDuplicates().hasSize((int) numbers);
        assertThat(lines)
                .allMatch(line -> line.matches("sflow_\\w+\\{(\\w+=\"[^\"]*\",?)+} -?[0-9.E-]+"))
                .anyMatch(line -> line.startsWith(
                        "sflow_ifinoctets{agent=\"10.255.0.11\",datasource=\"301\",host=\"leaf1\",machine_type="))
                .anyMatch(line ->
                        line.startsWith("sflow_load_one{agent=\"10.255.0.11\",datasource=\"2.1\",host=\"leaf1\""))
                .noneMatch(line -> line.startsWith("sflow_host_name"));
        assertThat(lines.stream().filter(line -> line.startsWith("sflow_ifinoctets{")))
                .allMatch(line -> line.contains("ifindex=\"") && line.contains("ifspeed=\""));
    }

    @Test
    void seriesOfANameStandTogether() {
        List<String> names = product.get("/prometheus/metrics/ALL/ALL/txt")
                .body()
                .lines()
                .map(line -> line.substring(0, line.indexOf('{')))
                .toList();
        long changes = 1;
        for (int i = 1; i < names.size(); i++) {
            changes += names.get(i).equals(names.get(i - 1)) ? 0 : 1;
        }
        assertThat(changes).isEqualTo(names.stream().distinct().count());
    }

    @Test
    void metricAskedForTwiceIsWrittenOnce() {
        String once = product.get("/prometheus/metrics/ALL/load_one/txt").body();
        assertThat(once).isNotEmpty();
        assertThat(product.get("/prometheus/metrics/ALL/load_one,2.1.load_one;load_one/txt")
                        .body())
                .isEqualTo(once);
        assertThat(product.get("/prometheus/metrics/ALL/nothing/txt").body()).isEmpty();
        assertThat(product.get("/prometheus/metrics/ALL/nothing/txt").statusCode())
                .isEqualTo(200);
    }

    @Test
    void promtoolParsesAllOfItAndRemarksOnNamesOnly() throws Exception {
        Path promtool = ExternalProgram.path("promtool");
        for (String path : List.of("/prometheus/metrics/ALL/ALL/txt", "/prometheus/analyzer/txt")) {
            checkMetrics(promtool, product.get(path).body(), true);
        }
        Map<String, String> types = Map.of("prometheus.type", "yes", "prometheus.metric.prefix", "x_");
        try (RunningProduct typed = RunningProduct.replayed(CAPTURE, types)) {
            String text = typed.get("/prometheus/metrics/ALL/ALL/txt").body();
            assertThat(text).contains("# TYPE x_load_one gauge\nx_load_one{");
            checkMetrics(promtool, text, false);
        }
    }

    private static void checkMetrics(Path promtool, String text, boolean untyped)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(promtool.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        Thread.startVirtualThread(() -> {
            try (var in = process.getOutputStream()) {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        List<String> remarks =
                process.inputReader(StandardCharsets.UTF_8).lines().toList();
        // 1 would be an error of the format, 3 are remarks of style.
        assertThat(process.waitFor()).as(remarks.toString()).isEqualTo(3);
        assertThat(remarks)
                .allMatch(remark -> remark.contains("no help text")
                        || remark.contains("metric names should be written in 'snake_case'")
                        || remark.contains("use base unit")
                        || remark.contains("metric names should not contain abbreviated units")
                        || remark.contains("should not have \"_total\" suffix")
                        || remark.contains("should not have \"_count\" suffix")
                        || untyped && remark.contains("metric type"));
    }

    @Test
    void prometheusScrapesIt() throws Exception {
        Path prometheus = ExternalProgram.path("prometheus");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), """
                global:
                  scrape_interval: 1s
                scrape_configs:
                  - job_name: metrics
                    metrics_path: /prometheus/metrics/ALL/ALL/txt
                    static_configs:
                      - targets: ['127.0.0.1:%1$d']
                  - job_name: analyzer
                    metrics_path: /prometheus/analyzer/txt
                    static_configs:
                      - targets: ['127.0.0.1:%1$d']
                """.formatted(product.httpPort()));
        Process process = new ProcessBuilder(
                        prometheus.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            double series = product.get("/prometheus/metrics/ALL/ALL/txt")
                    .body()
                    .lines()
                    .count();
            assertThat(ask(process, port, "count({job=\"metrics\",__name__=~\"sflow_.*\"})"))
                    .isEqualTo(series);
            assertThat(ask(process, port, "sflow_load_one{host=\"leaf1\"}"))
                    .isEqualTo(product.json("/metric/leaf1/load_one/json")
                            .get(0)
                            .get("metricValue")
                            .asDouble());
            assertThat(ask(process, port, "sflow_analyzer_agent_count")).isEqualTo(8);
            assertThat(ask(process, port, "count(up == 1)")).isEqualTo(2);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** Asks until there is an answer. */
    private static double ask(Process process, int port, String query) throws InterruptedException {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (process.isAlive()) {
                try {
                    HttpResponse<String> answer =
                            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
                    JsonNode results = RunningProduct.JSON
                            .readTree(answer.body())
                            .path("data")
                            .path("result");
                    if (results.size() == 1) {
                        return Double.parseDouble(
                                results.get(0).get("value").get(1).asString());
                    }
                } catch (IOException e) {
                    // It has not opened its port yet.
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException("Prometheus ended");
    }
}
