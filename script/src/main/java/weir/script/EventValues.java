package weir.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weir.event.Event;
import weir.event.FlowRecord;
import weir.event.Numbered;
import weir.flow.Estimate;
import weir.flow.FlowSource;
import weir.flow.FlowTotals;

/** Events and flow records as handlers get them. Source: script API reference, sections 4.5 and 5.3. */
final class EventValues {

    private EventValues() {}

    static Map<String, Object> event(Numbered<Event> numbered) {
        Event event = numbered.entry();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("eventID", numbered.id());
        members.put("timestamp", event.timestamp());
        members.put("thresholdID", event.threshold());
        members.put("metric", event.metric());
        members.put("threshold", event.limit());
        members.put("value", event.value());
        source(members, event.source());
        event.flowKey().ifPresent(key -> members.put("flowKey", key.text()));
        quality(members, event.values(), event.estimate());
        return members;
    }

    static Map<String, Object> record(Numbered<FlowRecord> numbered) {
        FlowRecord flow = numbered.entry();
        FlowTotals totals = flow.totals();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("flowID", numbered.id());
        members.put("name", flow.name());
        members.put("flowKeys", totals.key().text());
        source(members, flow.source());
        members.put("start", totals.start());
        members.put("end", totals.end());
        members.put("value", totals.value());
        quality(members, totals.values(), totals.estimate());
        return members;
    }

    private static void source(Map<String, Object> members, FlowSource source) {
        source.agent().ifPresent(agent -> members.put("agent", agent.toString()));
        source.dataSource().ifPresent(dataSource -> members.put("dataSource", dataSource.toString()));
    }

    private static void quality(Map<String, Object> members, List<Double> values, Optional<Estimate> estimate) {
        if (!values.isEmpty()) {
            members.put("values", values);
        }
        estimate.ifPresent(known -> {
            members.put("samples", known.samples());
            members.put("error", known.error());
        });
    }
}
