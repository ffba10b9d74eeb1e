package weir.rest;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import weir.metric.AgentStatus;
import weir.metric.query.Cell;
import weir.metric.query.MetricSummary;
import weir.metric.query.Quartiles;
import weir.net.IpAddress;
import weir.service.MetricService;

/**
 * Calls about agents and metrics. Source: REST API reference, section 3.
 *
 * <p>Thread: any.
 */
public final class MetricCalls {

    private final MetricService service;

    /** Calls of a service. */
    public MetricCalls(MetricService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of(
                "agents", this::agents,
                "metrics", request -> metrics(),
                "agentMetrics", this::agentMetrics,
                "metric", this::metric,
                "table", this::table,
                "dump", this::dump);
    }

    private Answer agents(RestRequest request) {
        SortedMap<IpAddress, AgentStatus> agents = service.agents(request.query("agent"));
        return new Answer.Json(out -> {
            out.startObject();
            agents.forEach((address, status) -> AgentJson.write(out.startObject(address.toString()), status));
            out.endObject();
        });
    }

    private Answer metrics() {
        SortedMap<String, Long> ages = service.metricAges();
        return new Answer.Json(out -> {
            out.startObject();
            ages.forEach(out::member);
            out.endObject();
        });
    }

    private Answer agentMetrics(RestRequest request) {
        SortedMap<String, Object> values = service.agentMetrics(request.path("agent"));
        return new Answer.Json(out -> {
            out.startObject();
            values.forEach((name, value) -> value(out, name, value));
            out.endObject();
        });
    }

    private Answer metric(RestRequest request) {
        List<MetricSummary> summaries = service.metric(request.path("agent"), request.path("metric"), request.query());
        return new Answer.Json(out -> {
            out.startArray();
            summaries.forEach(summary -> summary(out, summary));
            out.endArray();
        });
    }

    private Answer table(RestRequest request) {
        List<List<@Nullable Cell>> rows = service.table(request.path("agent"), request.path("metric"), request.query());
        return new Answer.Json(out -> {
            CellJson cells = new CellJson(out);
            out.startArray();
            for (List<Cell> row : rows) {
                out.startArray();
                row.forEach(cell -> cellOrNull(out, cells, cell));
                out.endArray();
            }
            out.endArray();
        });
    }

    private Answer dump(RestRequest request) {
        return new Answer.Json(out -> {
            CellJson cells = new CellJson(out);
            out.startArray();
            service.dump(request.path("agent"), request.path("metric"), request.query(), cells::write);
            out.endArray();
        });
    }

    private static void cellOrNull(JsonOut out, CellJson cells, @Nullable Cell cell) {
        if (cell == null) {
            out.value(Double.NaN);
        } else {
            cells.write(cell);
        }
    }

    private static void summary(JsonOut out, MetricSummary summary) {
        out.startObject();
        if (summary.agent() != null && summary.found()) {
            out.member("agent", summary.agent().toString());
        }
        if (summary.dataSource() != null && summary.found()) {
            out.member("dataSource", summary.dataSource().toString());
        }
        out.member("metricName", summary.metric());
        Object found = summary.value();
        if (found != null) {
            value(out, "metricValue", found);
            out.member("metricN", (long) summary.n());
            if (summary.lastUpdate() != null) {
                out.member("lastUpdate", summary.lastUpdate());
            }
            out.member("lastUpdateMin", summary.lastUpdateMin()).member("lastUpdateMax", summary.lastUpdateMax());
            CellJson.topKeys(out, summary.topKeys());
            if (summary.quartiles() != null) {
                quartiles(out, summary.quartiles());
            }
        }
        out.endObject();
    }

    private static void quartiles(JsonOut out, Quartiles quartiles) {
        out.startObject("quartiles").member("min", quartiles.min()).member("q1", quartiles.q1());
        out.member("med", quartiles.med()).member("q3", quartiles.q3()).member("max", quartiles.max());
        out.endObject();
    }

    private static void value(JsonOut out, String name, Object value) {
        if (value instanceof Double number) {
            out.member(name, number);
        } else {
            out.member(name, value.toString());
        }
    }
}
