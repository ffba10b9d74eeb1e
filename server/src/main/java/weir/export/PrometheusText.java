package weir.export;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.rest.NumberText;
import weir.service.EngineStatus.Latency;

/**
 * Writes series in the text format of Prometheus.
 *
 * <p>A name is the prefix and the metric's name with every character that Prometheus does not allow as {@code _}. Series of
 * one name must be written one after another.
 *
 * <p>Thread: one at a time. Source: Prometheus documentation, "Exposition formats", version 0.0.4.
 */
final class PrometheusText {

    private static final double MICROS = 1e6;

    private final Writer out;
    private final String prefix;
    private final boolean types;
    private String lastTyped = "";

    /**
     * A text.
     *
     * @param prefix of every name
     * @param types whether a line tells the type of each name
     */
    PrometheusText(Writer out, String prefix, boolean types) {
        this.out = out;
        this.prefix = prefix;
        this.types = types;
    }

    /** The name of a metric in this format, without prefix. */
    static String name(String metric) {
        StringBuilder name = new StringBuilder(metric.length());
        for (int i = 0; i < metric.length(); i++) {
            char c = metric.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            name.append(allowed ? c : '_');
        }
        return name.toString();
    }

    /** Writes a series; what is no number is left out. */
    void series(String name, Map<String, String> labels, double value) throws IOException {
        if (!Double.isFinite(value)) {
            return;
        }
        type(name, "gauge");
        line(name, labels, value);
    }

    /** Writes delays as histograms in seconds, one for each value of a label. */
    void histograms(String name, String label, Map<String, Latency> delays) throws IOException {
        for (Map.Entry<String, Latency> each : delays.entrySet()) {
            type(name, "histogram");
            Latency delay = each.getValue();
            for (int i = 0; i < Latency.BOUNDS.size(); i++) {
                String bound = NumberText.of(Latency.BOUNDS.get(i) / MICROS);
                bucket(name, label, each.getKey(), bound, delay.upTo().get(i));
            }
            bucket(name, label, each.getKey(), "+Inf", delay.count());
            line(name + "_sum", Map.of(label, each.getKey()), delay.sum() / MICROS);
            line(name + "_count", Map.of(label, each.getKey()), delay.count());
        }
    }

    private void bucket(String name, String label, String value, String bound, long count) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(label, value);
        labels.put("le", bound);
        line(name + "_bucket", labels, count);
    }

    private void type(String name, String type) throws IOException {
        if (types && !name.equals(lastTyped)) {
            out.append("# TYPE ")
                    .append(prefix)
                    .append(name)
                    .append(' ')
                    .append(type)
                    .append('\n');
            lastTyped = name;
        }
    }

    private void line(String name, Map<String, String> labels, double value) throws IOException {
        out.append(prefix).append(name);
        if (!labels.isEmpty()) {
            char separator = '{';
            for (Map.Entry<String, String> label : labels.entrySet()) {
                out.append(separator).append(label.getKey()).append("=\"");
                escape(label.getValue());
                out.append('"');
                separator = ',';
            }
            out.append('}');
        }
        out.append(' ').append(NumberText.of(value)).append('\n');
    }

    private void escape(String value) throws IOException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                default -> out.append(c);
            }
        }
    }
}
