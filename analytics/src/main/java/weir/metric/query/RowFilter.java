package weir.metric.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.metric.Agent;
import weir.metric.DataSource;
import weir.metric.DataSourceId;

/**
 * Restricts the data sources that are considered.
 *
 * <p>Form: names of metrics, each with patterns. Every metric must match one of its patterns; a data source that lacks
 * it, as its host does, does not match.
 *
 * <p>Thread: any; immutable. Source: REST, query-string filters.
 */
public final class RowFilter {

    /** One metric and its patterns. */
    private record Condition(String metric, List<Glob> patterns) {}

    private static final double EXACT = 1L << 53;

    private final List<Condition> conditions;

    private RowFilter(List<Condition> conditions) {
        this.conditions = conditions;
    }

    /** A filter of these patterns by metric. */
    public static RowFilter of(Map<String, List<String>> filter) {
        List<Condition> conditions = new ArrayList<>();
        filter.forEach((metric, patterns) -> conditions.add(
                new Condition(metric, patterns.stream().map(Glob::new).toList())));
        return new RowFilter(conditions);
    }

    /**
     * Whether a data source of an agent has what is asked for, itself or by its agent's host.
     *
     * @param source may be one that has sent no counters, then only the host is looked at
     */
    public boolean matches(Agent agent, DataSourceId source) {
        DataSource host = agent.host();
        DataSource known = agent.dataSource(source);
        DataSource looked = known == null ? host : known;
        return conditions.isEmpty()
                || looked != null && matches(new JoinedRow(agent, looked, host, FurtherMetrics.NONE));
    }

    boolean matches(JoinedRow row) {
        for (Condition condition : conditions) {
            Reading reading = row.find(condition.metric());
            if (reading == null) {
                return false;
            }
            String text = text(reading.value());
            if (condition.patterns().stream().noneMatch(pattern -> pattern.matches(text))) {
                return false;
            }
        }
        return true;
    }

    /** The text of a value; whole numbers are written without a fraction. */
    public static String text(Object value) {
        if (value instanceof Double number && Math.abs(number) <= EXACT && number == Math.rint(number)) {
            return Long.toString(number.longValue());
        }
        return value.toString();
    }
}
