package weir.script.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.metric.AgentStatus;
import weir.metric.DataSource;
import weir.metric.DataSourceId;
import weir.metric.SampleTotals;
import weir.metric.query.Cell;
import weir.metric.query.MetricSummary;
import weir.metric.query.TopKey;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.MetricService;

/** Functions about agents and metrics. Source: script API reference, sections 2 and 3. */
final class MetricFunctions {

    private final MetricService metrics;

    MetricFunctions(MetricService metrics) {
        this.metrics = metrics;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("agents", this::agents);
        calls.put("metrics", this::metrics);
        calls.put("metric", this::metric);
        calls.put("dump", this::dump);
        calls.put("table", this::table);
        calls.put("ifName", this::ifName);
        calls.put("datasourceInfo", this::dataSource);
        return calls;
    }

    private Object agents(Arguments arguments) {
        Map<String, Object> agents = new LinkedHashMap<>();
        List<String> only = arguments.array(0).orElse(List.of());
        if (only.isEmpty() && arguments.array(0).isPresent()) {
            return agents;
        }
        metrics.agents(only).forEach((address, status) -> agents.put(address.toString(), agent(status)));
        return agents;
    }

    private static Map<String, Object> agent(AgentStatus status) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(
                "sFlowDatagramSource",
                status.datagramSources().stream().map(Object::toString).toList());
        members.put("firstSeen", status.firstSeen());
        members.put("lastSeen", status.lastSeen());
        members.put("uptime", status.uptime());
        AgentStatus.DatagramCounts datagrams = status.datagrams();
        members.put("sFlowDatagramsReceived", datagrams.received());
        members.put("sFlowDatagramsLost", datagrams.lost());
        members.put("sFlowDatagramsDuplicates", datagrams.duplicates());
        members.put("sFlowDatagramsOutOfOrder", datagrams.outOfOrder());
        samples(members, "sFlowCounter", status.counters(), false);
        samples(members, "sFlowFlow", status.flows(), true);
        samples(members, "sFlowNotification", status.notifications(), true);
        return members;
    }

    private static void samples(
            Map<String, Object> members, String kind, AgentStatus.SampleCounts counts, boolean drops) {
        members.put(kind + "Datasources", counts.dataSources());
        members.put(kind + "Samples", counts.samples());
        if (drops) {
            members.put(kind + "Drops", counts.drops());
        }
        members.put(kind + "LostSamples", counts.lost());
        members.put(kind + "DuplicateSamples", counts.duplicates());
        members.put(kind + "OutOfOrderSamples", counts.outOfOrder());
    }

    private Object metrics(Arguments arguments) {
        return arguments.text(0).isEmpty()
                ? metrics.metricAges()
                : metrics.agentMetrics(arguments.text(0).get());
    }

    private Object metric(Arguments arguments) {
        return metrics.metric(arguments.text(0).orElse(""), arguments.text(1).orElse(""), filter(arguments, 2)).stream()
                .map(MetricFunctions::summary)
                .toList();
    }

    private static Map<String, Object> summary(MetricSummary summary) {
        Map<String, Object> members = new LinkedHashMap<>();
        Object value = summary.value();
        if (value != null && summary.agent() != null) {
            members.put("agent", summary.agent().toString());
        }
        if (value != null && summary.dataSource() != null) {
            members.put("dataSource", summary.dataSource().toString());
        }
        members.put("metricName", summary.metric());
        if (value != null) {
            members.put("metricValue", value);
            members.put("metricN", summary.n());
            if (summary.lastUpdate() != null) {
                members.put("lastUpdate", summary.lastUpdate());
            }
            members.put("lastUpdateMin", summary.lastUpdateMin());
            members.put("lastUpdateMax", summary.lastUpdateMax());
            topKeys(members, summary.topKeys());
            if (summary.quartiles() != null) {
                var quartiles = summary.quartiles();
                Map<String, Object> parts = new LinkedHashMap<>();
                parts.put("min", quartiles.min());
                parts.put("q1", quartiles.q1());
                parts.put("med", quartiles.med());
                parts.put("q3", quartiles.q3());
                parts.put("max", quartiles.max());
                members.put("quartiles", parts);
            }
        }
        return members;
    }

    private Object dump(Arguments arguments) {
        List<Object> cells = new ArrayList<>();
        String names = arguments.text(1).orElse("");
        metrics.dump(arguments.text(0).orElse(""), names, filter(arguments, 2), cell -> cells.add(cell(cell)));
        return cells;
    }

    private Object table(Arguments arguments) {
        List<List<@Nullable Cell>> rows =
                metrics.table(arguments.text(0).orElse(""), arguments.text(1).orElse(""), filter(arguments, 2));
        List<Object> table = new ArrayList<>(rows.size());
        for (List<@Nullable Cell> row : rows) {
            List<@Nullable Object> cells = new ArrayList<>(row.size());
            row.forEach(cell -> cells.add(cell == null ? null : cell(cell)));
            table.add(cells);
        }
        return table;
    }

    private @Nullable Object ifName(Arguments arguments) {
        return source(arguments).map(source -> source.row().text("ifname")).orElse(null);
    }

    private Optional<DataSource> source(Arguments arguments) {
        return arguments
                .text(0)
                .flatMap(metrics::agent)
                .flatMap(agent -> DataSourceId.parse(arguments.text(1).orElse(""))
                        .flatMap(id -> Optional.ofNullable(agent.dataSource(id))));
    }

    private @Nullable Object dataSource(Arguments arguments) {
        Optional<DataSource> source = source(arguments);
        if (source.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        SampleTotals totals = source.get().totals();
        if (source.get().samplingRate() > 0) {
            members.put("samplingRate", source.get().samplingRate());
            if (source.get().effectiveSamplingRate() > 0) {
                members.put("effectiveSamplingRate", source.get().effectiveSamplingRate());
            }
            totals.direction().ifPresent(direction -> members.put("samplingDirection", direction));
            members.put("dropProbability", totals.dropProbability());
        }
        members.put("flowSamples", totals.flowSamples());
        members.put("flowSamplesLost", totals.flowSamplesLost());
        members.put("counterSamples", totals.counterSamples());
        members.put("counterSamplesLost", totals.counterSamplesLost());
        totals.pollingInterval().ifPresent(interval -> members.put("effectivePollingInterval", interval));
        return members;
    }

    static Map<String, Object> cell(Cell cell) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("agent", cell.agent().toString());
        members.put("dataSource", cell.dataSource().toString());
        members.put("metricName", cell.metric());
        members.put("metricValue", cell.value());
        members.put("lastUpdate", cell.lastUpdate());
        topKeys(members, cell.topKeys());
        return members;
    }

    static void topKeys(Map<String, Object> members, List<TopKey> topKeys) {
        if (!topKeys.isEmpty()) {
            members.put("topKeys", topKeys.stream().map(MetricFunctions::topKey).toList());
        }
    }

    private static Map<String, Object> topKey(TopKey top) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("key", top.key());
        members.put("value", top.value());
        members.put("lastUpdate", top.lastUpdate());
        if (!top.values().isEmpty()) {
            members.put("values", top.values());
        }
        top.quality().ifPresent(quality -> {
            members.put("samples", quality.samples());
            members.put("error", quality.error());
        });
        return members;
    }

    /**
     * Conditions by metric.
     *
     * @throws InvalidRequestException it is a text or a number
     */
    private static Map<String, List<String>> filter(Arguments arguments, int index) {
        if (arguments.isMissing(index)) {
            return Map.of();
        }
        Map<String, Object> members = arguments
                .object(index)
                .orElseThrow(() -> new InvalidRequestException("a filter is an object of arrays by metric"));
        Map<String, List<String>> filter = new LinkedHashMap<>();
        members.forEach((metric, allowed) -> {
            List<?> texts = allowed instanceof List<?> list ? list : List.of(allowed);
            filter.put(metric, texts.stream().map(String::valueOf).toList());
        });
        return filter;
    }
}
