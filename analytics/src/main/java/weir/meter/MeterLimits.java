package weir.meter;

/**
 * Bounds of what flow definitions may fill on one shard.
 *
 * @param entries most flows of one definition at one table, never less than ten times its {@code n}
 * @param memory bytes that all flows of the shard may take
 */
public record MeterLimits(int entries, long memory) {

    /** Flows of a definition at a table, unless the operator says otherwise. */
    public static final int DEFAULT_ENTRIES = 4000;

    /** The usual number of entries, and no bound of memory. */
    public static final MeterLimits UNBOUNDED = new MeterLimits(DEFAULT_ENTRIES, Long.MAX_VALUE);

    /** Checks the numbers. */
    public MeterLimits {
        if (entries < 1 || memory < 1) {
            throw new IllegalArgumentException("every bound must be at least 1");
        }
    }
}
