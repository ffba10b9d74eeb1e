package weir.meter;

import weir.flow.FlowCacheCounts;
import weir.flow.MemoryBudget;

/**
 * What flow definitions hold and what they had to leave out.
 *
 * <p>Thread: any; immutable.
 *
 * @param entries flows held, of all definitions and tables together
 * @param memory bytes they take
 * @param accepted samples that were added to flows, of the definitions in force
 * @param refused samples that were left out, because their value is no reasonable number or memory is used up
 * @param evicted flows that made room for others
 * @param memoryRefusals how often memory was asked for and not had
 */
public record MeterCounts(long entries, long memory, long accepted, long refused, long evicted, long memoryRefusals) {

    /** Nothing at all. */
    public static final MeterCounts NONE = new MeterCounts(0, 0, 0, 0, 0, 0);

    static MeterCounts of(MeteredFlow[] flows, MemoryBudget budget) {
        long entries = 0;
        long accepted = 0;
        long refused = 0;
        long evicted = 0;
        for (MeteredFlow flow : flows) {
            FlowCacheCounts counts = flow.cache().counts();
            entries += flow.cache().size();
            accepted += counts.accepted();
            refused += counts.refused();
            evicted += counts.evicted();
        }
        return new MeterCounts(entries, budget.used(), accepted, refused, evicted, budget.refusals());
    }

    /** The sum of two. */
    public MeterCounts plus(MeterCounts other) {
        return new MeterCounts(
                entries + other.entries,
                memory + other.memory,
                accepted + other.accepted,
                refused + other.refused,
                evicted + other.evicted,
                memoryRefusals + other.memoryRefusals);
    }
}
