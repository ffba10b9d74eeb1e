package weir.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weir.event.Event;
import weir.event.Threshold;
import weir.service.Trial;
import weir.service.TrialService;

/**
 * The call that tries a threshold on what was received lately, without setting it.
 *
 * <p>Thread: any.
 */
public final class TrialCalls {

    private static final Set<String> ATTRIBUTES = Set.of("metric", "value", "byFlow", "timeout");

    private final TrialService service;

    /** Calls of a service. */
    public TrialCalls(TrialService service) {
        this.service = service;
    }

    /** The calls by name. */
    public Map<String, RestCall> calls() {
        return Map.of("tryThreshold", this::run);
    }

    private Answer run(RestRequest request) {
        Map<String, Object> attributes = new HashMap<>();
        Map<String, List<String>> filter = new HashMap<>();
        request.query().forEach((name, values) -> {
            if (!ATTRIBUTES.contains(name)) {
                filter.put(name, values);
            }
        });
        ATTRIBUTES.forEach(name -> QueryValues.text(request, name).ifPresent(text -> attributes.put(name, text)));
        if (!filter.isEmpty()) {
            attributes.put("filter", filter);
        }
        Trial trial = service.run(Threshold.of("tried", attributes));
        return new Answer.Json(out -> {
            out.startObject().member("since", trial.since()).member("until", trial.until());
            out.member("datagrams", trial.datagrams()).member("count", trial.count());
            out.startArray("events");
            for (Event event : trial.events()) {
                EventJson.writeTried(out, event);
            }
            out.endArray();
            out.endObject();
        });
    }
}
