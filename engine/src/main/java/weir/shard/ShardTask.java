package weir.shard;

/**
 * Work that a shard does for somebody else, step by step between its datagrams.
 *
 * <p>Thread: the shard's.
 */
@FunctionalInterface
public interface ShardTask {

    /**
     * Does a step that takes well under a millisecond.
     *
     * @return whether there is nothing left to do
     */
    boolean step();
}
