package weir.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Series in the text format of Prometheus. Source: REST API reference, section 11. */
class PrometheusTextTest {

    private final StringWriter out = new StringWriter();

    @Test
    void seriesHasNameLabelsAndValue() throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("agent", "10.0.0.11");
        labels.put("datasource", "37");
        new PrometheusText(out, "sflow_", false).series("ifinoctets", labels, 780115752.25);
        assertThat(out).hasToString("sflow_ifinoctets{agent=\"10.0.0.11\",datasource=\"37\"} 7.8011575225E8\n");
    }

    @Test
    void labelValuesAreEscaped() throws IOException {
        new PrometheusText(out, "", false).series("x", Map.of("host", "a\\b\"c\nd"), 1);
        assertThat(out).hasToString("x{host=\"a\\\\b\\\"c\\nd\"} 1\n");
    }

    @Test
    void charactersThatANameCannotHaveBecomeUnderscores() {
        assertThat(PrometheusText.name("a-b.c:dé_9")).isEqualTo("a_b_c_d__9");
    }

    @Test
    void typeIsToldOncePerName() throws IOException {
        PrometheusText text = new PrometheusText(out, "p_", true);
        text.series("a", Map.of("x", "1"), 1);
        text.series("a", Map.of("x", "2"), 2);
        text.series("b", Map.of(), 3);
        assertThat(out).hasToString("# TYPE p_a gauge\np_a{x=\"1\"} 1\np_a{x=\"2\"} 2\n# TYPE p_b gauge\np_b 3\n");
    }

    @Test
    void whatIsNoNumberIsLeftOut() throws IOException {
        PrometheusText text = new PrometheusText(out, "", true);
        text.series("a", Map.of(), Double.NaN);
        text.series("a", Map.of(), Double.POSITIVE_INFINITY);
        assertThat(out).hasToString("");
    }
}
