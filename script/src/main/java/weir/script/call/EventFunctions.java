package weir.script.call;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.event.Threshold;
import weir.request.InvalidRequestException;
import weir.script.js.Arguments;
import weir.script.js.Call;
import weir.service.EventService;

/** Functions about thresholds. Source: script API reference, section 5. */
final class EventFunctions {

    private static final Logger LOG = LoggerFactory.getLogger(EventFunctions.class);

    private final EventService events;
    private final Definitions definitions;

    EventFunctions(EventService events, Definitions definitions) {
        this.events = events;
        this.definitions = definitions;
    }

    Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("setThreshold", this::setThreshold);
        calls.put("clearThreshold", arguments -> {
            arguments.text(0).ifPresent(definitions::clearThreshold);
            return true;
        });
        calls.put(
                "thresholdTriggered",
                arguments -> events.isExceeded(
                        arguments.text(0).orElse(""),
                        arguments.text(1).orElse(""),
                        arguments.text(2).orElse(""),
                        arguments.text(3)));
        return calls;
    }

    private Object setThreshold(Arguments arguments) {
        String name = arguments.text(0).orElse("");
        try {
            Map<String, Object> members = new LinkedHashMap<>(
                    arguments.object(1).orElseThrow(() -> new InvalidRequestException("the definition is missing")));
            members.computeIfPresent("filter", (member, filter) -> lists(filter));
            definitions.threshold(Threshold.of(name, members));
            return true;
        } catch (InvalidRequestException e) {
            LOG.info("setThreshold refused '{}': {}", name, e.getMessage());
            return false;
        }
    }

    /** An object of arrays; a single value stands for an array of it. */
    static Object lists(Object object) {
        if (!(object instanceof Map<?, ?> members)) {
            return object;
        }
        Map<String, Object> lists = new LinkedHashMap<>();
        members.forEach((name, value) -> lists.put((String) name, value instanceof List<?> ? value : List.of(value)));
        return lists;
    }
}
