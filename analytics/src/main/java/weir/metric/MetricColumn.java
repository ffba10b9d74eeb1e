package weir.metric;

import java.util.ArrayList;
import java.util.List;
import weir.sflow.Field;
import weir.sflow.Structure;

/**
 * One metric that a field becomes.
 *
 * <p>Thread: any; immutable.
 *
 * @param name name of the metric, in which {@code #} stands for a number
 * @param rule how the field becomes the metric
 * @param instanceField name of the field whose value is the number for {@code #}; empty when there is none
 */
record MetricColumn(String name, FieldRule rule, String instanceField) {

    /** The metrics of a field: its columns metric and as are lists of equal length. */
    static List<MetricColumn> of(Field field, Structure structure) {
        if (field.metric().isEmpty()) {
            return List.of();
        }
        String[] names = field.metric().split(",");
        String[] rules = field.as().split(",");
        List<MetricColumn> columns = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            int at = rules[i].indexOf('@');
            String rule = at < 0 ? rules[i] : rules[i].substring(0, at);
            String instanceField = at < 0 ? "" : rules[i].substring(at + 1);
            columns.add(new MetricColumn(names[i], FieldRule.parse(rule, structure), instanceField));
        }
        return List.copyOf(columns);
    }

    /** Whether there is one metric for each element of a list. */
    boolean repeated() {
        return name.contains("#") && instanceField.isEmpty();
    }

    /** The name with a number in the place of {@code #}. */
    String name(long number) {
        return name.replace("#", Long.toString(number));
    }
}
