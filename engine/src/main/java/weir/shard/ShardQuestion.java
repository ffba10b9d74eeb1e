package weir.shard;

import org.jspecify.annotations.Nullable;

/**
 * A question to a shard, answered step by step between its datagrams.
 *
 * <p>Thread: the shard's; the answer is immutable, so that any thread may read it.
 *
 * @param <A> type of the answer
 */
@FunctionalInterface
public interface ShardQuestion<A> {

    /**
     * Does a step that takes well under a millisecond.
     *
     * @return the answer; null when another step is needed
     */
    @Nullable
    A step();
}
