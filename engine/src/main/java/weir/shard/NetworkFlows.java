package weir.shard;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import weir.flow.ActiveFlows;

/**
 * Flows of edge ports by the name of their definition, put together of what shards report.
 *
 * <p>Thread: one at a time.
 */
final class NetworkFlows {

    private final SortedMap<String, ActiveFlows> byDefinition = new TreeMap<>();

    /** Adds flows of further ports; those of a definition that has changed meanwhile are left out. */
    void add(String definition, ActiveFlows flows) {
        ActiveFlows known = byDefinition.get(definition);
        if (known == null) {
            byDefinition.put(definition, flows);
        } else if (known.mergesWith(flows)) {
            byDefinition.put(definition, known.merge(flows));
        }
    }

    void addAll(NetworkFlows others) {
        for (Map.Entry<String, ActiveFlows> other : others.byDefinition.entrySet()) {
            add(other.getKey(), other.getValue());
        }
    }

    boolean isEmpty() {
        return byDefinition.isEmpty();
    }

    SortedMap<String, ActiveFlows> byDefinition() {
        return byDefinition;
    }
}
