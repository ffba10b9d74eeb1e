package weir.metric;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often a bound kept something out of memory, by bound.
 *
 * <p>Thread: any.
 */
public final class Refusals {

    /** What was refused. */
    public enum Refusal {
        /** Datagrams of an agent beyond the number of agents. */
        AGENTS,
        /** Datagrams of a sub-agent beyond the number of sub-agents of an agent. */
        SUB_AGENTS,
        /** Samples of a data source beyond the number of data sources of an agent. */
        DATA_SOURCES,
        /** Custom metrics beyond the number of custom metrics of an agent. */
        CUSTOM_METRICS,
        /** Custom metrics and data sources with names that are none. */
        CUSTOM_NAMES,
        /** Texts that were cut. */
        TEXT_LENGTH,
        /** Lists of which only the first elements became metrics. */
        LIST_LENGTH,
        /** Records beyond the number of blocks of a data source, or of a layout beyond the number of layouts. */
        BLOCKS
    }

    private final AtomicLongArray counts = new AtomicLongArray(Refusal.values().length);

    void count(Refusal refusal) {
        counts.getAndIncrement(refusal.ordinal());
    }

    /** How often something was refused. */
    public long get(Refusal refusal) {
        return counts.get(refusal.ordinal());
    }
}
