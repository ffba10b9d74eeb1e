package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Exports of a recorded network. Source: REST API reference, section 11. */
class PrometheusExportTest { // RTM-15

    private static final Path CAPTURE = Path.of("..", "demo", "leafspine.pcap.gz");

    private static RunningProduct product;

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
    void typeOfEachNameIsToldWhenAsked() {
        Map<String, String> settings = Map.of("prometheus.type", "yes", "prometheus.metric.prefix", "x_");
        try (RunningProduct typed = RunningProduct.replayed(CAPTURE, settings)) {
            List<String> lines =
                    typed.get("/prometheus/metrics/ALL/ALL/txt").body().lines().toList();
            List<String> types =
                    lines.stream().filter(line -> line.startsWith("# TYPE ")).toList();
            assertThat(types).doesNotHaveDuplicates().hasSizeGreaterThan(100);
            String type = "";
            for (String line : lines) {
                if (line.startsWith("#")) {
                    type = line;
                } else {
                    assertThat(type).isEqualTo("# TYPE " + line.substring(0, line.indexOf('{')) + " gauge");
                }
            }
            assertThat(typed.get("/prometheus/analyzer/txt").body())
                    .contains("# TYPE x_analyzer_agent_count gauge\nx_analyzer_agent_count 8\n");
        }
    }
}
