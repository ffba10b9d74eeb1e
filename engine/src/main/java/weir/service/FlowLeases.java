package weir.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.flow.key.FlowDefinition;

/**
 * Which flow definitions go by themselves, and when: those that were given for a time and not given again in it.
 *
 * <p>Thread: any. Units: nanoseconds of a clock of the process, which only its callers read.
 */
final class FlowLeases {

    private final Map<String, Lease> leases = new HashMap<>();

    private record Lease(FlowDefinition definition, long until) {}

    /**
     * A definition is to go at a time, unless it is there without a lease.
     *
     * @param known whether an equal one was there already
     * @param definition what has the name now
     */
    synchronized void give(boolean known, FlowDefinition definition, long until) {
        if (!known || leases.containsKey(definition.name())) {
            leases.put(definition.name(), new Lease(definition, until));
        }
    }

    /** What has a name is to stay, or was removed. */
    synchronized void forget(String name) {
        leases.remove(name);
    }

    /** Ends the leases whose time is over. Answers their definitions. */
    synchronized List<FlowDefinition> end(long now) {
        List<FlowDefinition> over = new ArrayList<>();
        leases.values().removeIf(lease -> {
            boolean ends = lease.until - now <= 0;
            if (ends) {
                over.add(lease.definition);
            }
            return ends;
        });
        return over;
    }

    synchronized boolean isEmpty() {
        return leases.isEmpty();
    }
}
