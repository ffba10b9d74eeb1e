package weir.flow;

/**
 * Bounds the memory that caches of one thread may hold together.
 *
 * <p>Caches take before they grow. What they may not take they do without, each in its own way, and that is counted:
 * such a refusal is a guard of the heap and, unlike the bound of entries for each data source, depends on what else the
 * thread measures.
 *
 * <p>Units: bytes. Lifetime and thread: owner thread only.
 */
public final class MemoryBudget {

    private final long limit;
    private long used;
    private long refusals;

    /** A budget of so many bytes. */
    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    /** A budget that is never used up. */
    public static MemoryBudget unlimited() {
        return new MemoryBudget(Long.MAX_VALUE);
    }

    /** Takes so many bytes, or nothing when there are not so many left. */
    boolean take(long bytes) {
        if (bytes > limit - used) {
            refusals++;
            return false;
        }
        used += bytes;
        return true;
    }

    /** Gives bytes back. */
    void give(long bytes) {
        used -= bytes;
    }

    /** Most bytes that can be taken. */
    public long limit() {
        return limit;
    }

    /** Bytes taken. */
    public long used() {
        return used;
    }

    /** How often something could not be taken. */
    public long refusals() {
        return refusals;
    }
}
