package weir.flow;

/**
 * Flows of many data sources, read piece by piece, so that samples need not wait until a large question is answered.
 *
 * <p>Lifetime and thread: owner thread of the cache only; the result is immutable.
 */
public interface FlowsScan {

    /**
     * Reads about so many entries.
     *
     * @return whether everything is read
     */
    boolean advance(int most);

    /** What was read, once everything is. */
    ActiveFlows result();
}
