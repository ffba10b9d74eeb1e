package weir.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.sflow.DataFormat;
import weir.sflow.Field;
import weir.sflow.Structure;
import weir.sflow.StructureTable;

/**
 * The reference page of metrics, made from the structure table and the table of derived metrics.
 *
 * <p>Shape: Markdown, one table of metrics for each structure that has any, in the order of the structure table.
 */
public final class MetricReference {

    private static final String HEAD = """
            # Metrics

            Made from `decode/src/main/resources/weir/sflow/structures.tsv` and
            `analytics/src/main/java/weir/metric/DerivedMetrics.java`; do not edit.

            A metric belongs to a data source of an agent: `37.ifinoctets` is a metric of interface 37, `2.1.load_one` of the host,
            `3.100001.vir_cpu_utilization` of a virtual machine, `sensors.tempC` of a custom data source.

            * **Rates** are increases per second of the engine's clock, between the arrivals of two samples. They come with the
              second sample. A counter that wraps counts on; one that goes back was reset, which gives 0 once. After a restart of
              the agent, or of the numbering of a data source, rates are absent until the next sample.
            * **Absent** is what the agent says it cannot supply (all ones, or -1 in floating point), what an older revision of a
              structure does not have, and every quotient whose divisor is 0. An absent metric appears nowhere.
            * **Text** metrics can be selected, filtered and joined, but not added.
            * In a logical data source (class 3) the host description and GPU counters describe a guest: their metrics get the
              prefix `vir_`.
            * `#` in a name stands for the position in a list, from 0, or for the number said under "from".
            * A metric lives as long as its data source. Data sources and agents that are silent for 10 minutes are removed.

            Custom metrics (`rtmetric`) have the names their senders give them: `counter32` and `counter64` are rates, everything
            else is as sent. Structures of your own: [structures](../structures.md).
            """;

    private MetricReference() {}

    /** The page for a table. */
    public static String page(StructureTable structures) {
        StringBuilder page = new StringBuilder(HEAD);
        structures
                .all()
                .filter(structure -> structure.kind() == Structure.Kind.COUNTER)
                .forEach(structure -> addSection(page, structure));
        return page.toString();
    }

    private static void addSection(StringBuilder page, Structure structure) {
        Map<String, String> rows = new LinkedHashMap<>();
        addRows(rows, structure);
        structure.variants().forEach(variant -> addRows(rows, variant));
        for (DerivedMetric metric : DerivedMetrics.of(structure.tag())) {
            rows.put(metric.name(), row(metric.name(), metric.unit(), metric.sentence()));
        }
        if (!rows.isEmpty()) {
            page.append("\n## ")
                    .append(DataFormat.text(structure.tag()))
                    .append(' ')
                    .append(structure.name())
                    .append("\n\nSource: ")
                    .append(structure.source())
                    .append("\n\n| metric | unit | from |\n|---|---|---|\n");
            rows.values().forEach(page::append);
        }
    }

    private static void addRows(Map<String, String> rows, Structure structure) {
        for (Field field : structure.fields()) {
            addRows(rows, structure, field, "");
            for (Field element : field.elements()) {
                addRows(rows, structure, element, field.name() + "[#].");
            }
        }
    }

    private static void addRows(Map<String, String> rows, Structure structure, Field field, String list) {
        List<MetricColumn> columns = MetricColumn.of(field, structure);
        String[] rules = field.as().split(",");
        for (int i = 0; i < columns.size(); i++) {
            MetricColumn column = columns.get(i);
            String from = "`" + list + field.name() + (list.isEmpty() && column.repeated() ? "[#]" : "") + "`";
            String sentence = sentence(rules[i].replaceFirst("@.*", ""), from);
            if (!column.instanceField().isEmpty()) {
                sentence += "; # is `" + column.instanceField() + "`";
            }
            rows.putIfAbsent(column.name(), row(column.name(), field.unit(), sentence));
        }
    }

    private static String row(String name, String unit, String from) {
        return "| `" + name + "` | " + unit + " | " + from + " |\n";
    }

    private static String sentence(String as, String from) {
        int colon = as.indexOf(':');
        String argument = "`" + as.substring(colon + 1) + "`";
        return switch (colon < 0 ? as : as.substring(0, colon)) {
            case "gauge!" -> from + ", all ones included";
            case "gauge/10" -> from + " ÷ 10";
            case "gauge/100" -> from + " ÷ 100";
            case "rate" -> "rate of " + from;
            case "rate*4" -> "rate of " + from + " × 4";
            case "ms%" -> "increase of " + from + " ÷ elapsed milliseconds × 100";
            case "us%" -> "increase of " + from + " ÷ elapsed microseconds × 100";
            case "share" -> "increase of " + from + " ÷ sum of the increases of all shares × 100";
            case "share-" -> "increase of " + from + " ÷ that sum × 100, without being part of it";
            case "per" -> "increase of " + from + " ÷ increase of " + argument + "; 0 when there is none";
            case "pct" -> "increase of " + from + " ÷ increase of " + argument + " × 100";
            case "text" -> colon < 0 ? "text " + from : "name of " + from;
            case "updown" -> "`up` or `down`: bit " + as.substring(colon + 1) + " of " + from;
            case "index" -> from + " as text";
            case "hex16" -> from + " as 16 hex digits";
            case "mac" -> from + " as 12 hex digits";
            case "uuid" -> from + " as 8-4-4-4-12 hex digits";
            case "bits8" -> from + " as 8 bits, the highest first";
            default -> from;
        };
    }
}
