package weir.rest;

import java.util.List;
import java.util.Optional;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.Numbered;
import weir.event.Threshold;
import weir.flow.Estimate;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;

/** Thresholds, events and flow records under the names that clients know. Source: REST API reference, 4.7, 6.1 and 6.3. */
final class EventJson {

    private EventJson() {}

    /** Writes the members of an object that has been started, and ends it. */
    static void write(JsonOut out, Threshold threshold) {
        out.member("metric", threshold.metric()).member("value", threshold.value());
        if (!threshold.filter().isEmpty()) {
            out.startObject("filter");
            threshold.filter().forEach((metric, texts) -> {
                out.startArray(metric);
                texts.forEach(out::value);
                out.endArray();
            });
            out.endObject();
        }
        threshold.byFlowGiven().ifPresent(byFlow -> out.member("byFlow", byFlow));
        out.member("timeout", threshold.timeout()).endObject();
    }

    /** Writes an event as an object. */
    static void write(JsonOut out, Numbered<Event> numbered) {
        Event event = numbered.entry();
        out.startObject().member("eventID", numbered.id()).member("timestamp", event.timestamp());
        out.member("thresholdID", event.threshold());
        reached(out, event);
        event.latency().ifPresent(latency -> {
            out.startObject("latency").member("detected", latency.detected());
            out.member("logged", latency.logged()).endObject();
        });
        out.endObject();
    }

    /** Writes an event that a threshold would have made, as an object. */
    static void writeTried(JsonOut out, Event event) {
        out.startObject().member("timestamp", event.timestamp());
        reached(out, event);
        out.endObject();
    }

    private static void reached(JsonOut out, Event event) {
        out.member("metric", event.metric());
        out.member("threshold", event.limit()).member("value", event.value());
        source(out, event.source());
        event.flowKey().ifPresent(key -> out.member("flowKey", key.text()));
        values(out, event.values());
        estimate(out, event.estimate());
    }

    /** Writes a flow record as an object. */
    static void writeFlow(JsonOut out, Numbered<FlowRecord> numbered) {
        FlowRecord flow = numbered.entry();
        FlowTotals totals = flow.totals();
        out.startObject().member("flowID", numbered.id()).member("name", flow.name());
        out.member("flowKeys", totals.key().text());
        source(out, flow.source());
        out.member("start", totals.start()).member("end", totals.end()).member("value", totals.value());
        values(out, totals.values());
        estimate(out, totals.estimate());
        out.endObject();
    }

    private static void source(JsonOut out, FlowSource source) {
        source.agent().ifPresent(agent -> out.member("agent", agent.toString()));
        source.dataSource().ifPresent(dataSource -> out.member("dataSource", dataSource.toString()));
    }

    private static void values(JsonOut out, List<Double> values) {
        if (!values.isEmpty()) {
            out.startArray("values");
            values.forEach(out::value);
            out.endArray();
        }
    }

    private static void estimate(JsonOut out, Optional<Estimate> estimate) {
        estimate.ifPresent(known -> out.member("samples", known.samples()).member("error", known.error()));
    }
}
