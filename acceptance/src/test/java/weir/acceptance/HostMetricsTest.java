package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** Every metric of a Linux host, compared with what an outside decoder read from the same capture. */
class HostMetricsTest {

    private static final String AGENT = "10.255.0.101";
    private static final List<String> PROCESSOR_TIMES =
            List.of("cpu_user", "cpu_nice", "cpu_system", "cpu_idle", "cpu_wio", "cpuintr", "cpu_sintr", "cpu_steal");

    private static Product product;
    private static JsonNode metrics;
    private static Map<String, GoldenCounters.Reading> golden;

    /** A row of {@code host-metrics.tsv}. */
    record Row(String metric, String structure, String field, String kind) {

        GoldenCounters.Reading reading() {
            return golden.get(AGENT + " 2.1 " + structure);
        }
    }

    @BeforeAll
    static void replay() throws IOException {
        golden = GoldenCounters.read(SharedData.path("golden/testbed-host.jsonl.gz"))
                .readings();
        product = Product.replayed(SharedData.path("testbed-host.pcap"));
        metrics = product.json("/metric/" + AGENT + "/json");
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    static Stream<Row> rows() throws IOException {
        try (var in = HostMetricsTest.class.getResourceAsStream("host-metrics.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3]));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void agreesWithTheGoldenDecode(Row row) {
        JsonNode metric = metrics.path("2.1." + row.metric());
        assertThat(metric.isMissingNode()).as("missing").isFalse();
        switch (row.kind()) {
            case "text" -> assertThat(metric.asString()).isEqualTo(text(row));
            case "value" -> assertClose(metric, row.reading().value(row.field()), 0.0006);
            case "rate" -> assertClose(metric, row.reading().rate(row.field()), 0);
            case "share" -> {
                double all = PROCESSOR_TIMES.stream()
                        .mapToDouble(row.reading()::difference)
                        .sum();
                assertClose(metric, 100 * row.reading().difference(row.field()) / all, 0);
            }
            case "computed" -> assertClose(metric, computed(row.metric()), 0.0006);
            default -> throw new AssertionError(row);
        }
    }

    private static void assertClose(JsonNode metric, double expected, double rounding) {
        assertThat(metric.isNumber()).isTrue();
        assertThat(metric.asDouble()).isCloseTo(expected, within(Math.abs(expected) * 1e-9 + 1e-9 + rounding));
    }

    private static String text(Row row) {
        String sent = row.reading().text(row.field());
        return switch (row.metric()) {
            case "uuid" -> sent.toLowerCase(Locale.ROOT);
            case "machine_type" -> sent.equals("3") ? "x86_64" : sent;
            case "os_name" -> sent.equals("2") ? "linux" : sent;
            default -> sent;
        };
    }

    /** The formulas, from numbers the product did not make. */
    private static double computed(String metric) {
        var cpu = golden.get(AGENT + " 2.1 0:2003");
        var memory = golden.get(AGENT + " 2.1 0:2004");
        var disk = golden.get(AGENT + " 2.1 0:2005");
        double all = PROCESSOR_TIMES.stream().mapToDouble(cpu::difference).sum();
        double used = memory.value("mem_total")
                - memory.value("mem_free")
                - memory.value("mem_buffers")
                - memory.value("mem_cached");
        var formulas = new HashMap<String, Double>();
        formulas.put("load_one_per_cpu", cpu.value("cpu_load_one") / cpu.value("cpu_num"));
        formulas.put("load_five_per_cpu", cpu.value("cpu_load_five") / cpu.value("cpu_num"));
        formulas.put("load_fifteen_per_cpu", cpu.value("cpu_load_fifteen") / cpu.value("cpu_num"));
        formulas.put("cpu_utilization", 100 - 100 * cpu.difference("cpu_idle") / all);
        formulas.put("mem_used", used);
        formulas.put("mem_utilization", 100 * used / memory.value("mem_total"));
        formulas.put("disk_utilization", 100 * (1 - disk.value("disk_free") / disk.value("disk_total")));
        formulas.put("read_time", ratio(disk.difference("disk_read_time"), disk.difference("disk_reads")));
        formulas.put("write_time", ratio(disk.difference("disk_write_time"), disk.difference("disk_writes")));
        return formulas.get(metric);
    }

    private static double ratio(double top, double bottom) {
        return bottom == 0 ? 0 : top / bottom;
    }
}
