package weir.meter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.DecayClock;
import weir.flow.FlowTotals;
import weir.flow.MemoryBudget;
import weir.flow.attribute.FlowKeyTable;
import weir.flow.key.CompiledFlow;
import weir.flow.key.DefinitionSet;
import weir.flow.key.FlowDefinition;

/**
 * The definitions in force on one shard with the flows they measure. Definitions with equal smoothing time share a clock.
 *
 * <p>Thread: owner only.
 */
final class MeteredFlows {

    /** Is told of records that are closed. */
    @FunctionalInterface
    interface Records {

        /** A record of a flow of a definition at a table, given by its number. */
        void closed(FlowDefinition definition, int source, FlowTotals totals);
    }

    private final FlowKeyTable table;
    private final int entries;
    private final MemoryBudget budget;
    private final Records records;
    private Map<Double, DecayClock> clocks = new HashMap<>();
    private FlowDefinitions definitions = FlowDefinitions.NONE;
    private MeteredFlow[] flows = {};
    private int definitionsMet;

    /**
     * Nothing in force.
     *
     * @param table flow keys that definitions can name
     * @param entries most flows of a definition at one table
     */
    MeteredFlows(FlowKeyTable table, int entries, MemoryBudget budget, Records records) {
        this.table = table;
        this.entries = entries;
        this.budget = budget;
        this.records = records;
    }

    /** Whether these are the definitions in force. */
    boolean isOf(FlowDefinitions now) {
        return now.equals(definitions);
    }

    /** Brings definitions in force; flows of those that stay go on, records of others are closed. Answers all in force. */
    MeteredFlow[] change(FlowDefinitions now, long time) {
        Map<String, MeteredFlow> old = new HashMap<>();
        for (MeteredFlow flow : flows) {
            old.put(flow.definition().name(), flow);
        }
        Map<Double, DecayClock> used = new HashMap<>();
        List<MeteredFlow> next = new ArrayList<>();
        for (CompiledFlow compiled : new DefinitionSet(now.all(), table).flows()) {
            FlowDefinition definition = compiled.definition();
            MeteredFlow kept = old.get(definition.name());
            if (definition.value().isBlank()) {
                continue;
            }
            DecayClock known = clocks.get(definition.t());
            DecayClock clock = used.computeIfAbsent(definition.t(), t -> known == null ? new DecayClock(t) : known);
            if (kept != null && isSame(kept.definition(), definition)) {
                kept.recompiled(compiled);
                old.remove(definition.name());
                next.add(kept);
            } else {
                next.add(metered(compiled, clock, now.place(definition.name())));
            }
        }
        for (MeteredFlow gone : flows) {
            if (old.containsKey(gone.definition().name())) {
                gone.cache().close(time);
                gone.cache().clear();
            }
        }
        clocks = used;
        definitions = now;
        flows = next.toArray(MeteredFlow[]::new);
        return flows;
    }

    private MeteredFlow metered(CompiledFlow compiled, DecayClock clock, int place) {
        FlowDefinition definition = compiled.definition();
        return new MeteredFlow(
                definitionsMet++,
                compiled,
                entries,
                clock,
                place,
                budget,
                (source, totals) -> records.closed(definition, source, totals));
    }

    /** Whether a definition is the very one, not an equal one that was made after it had been removed. */
    @SuppressWarnings("ReferenceEquality") // that is what is asked
    private static boolean isSame(FlowDefinition one, FlowDefinition other) {
        return one == other;
    }

    /** The flows of a definition. Absent: null when it is not in force, or measures nothing. */
    @Nullable
    MeteredFlow find(FlowDefinition definition) {
        for (MeteredFlow flow : flows) {
            if (isSame(flow.definition(), definition)) {
                return flow;
            }
        }
        return null;
    }
}
