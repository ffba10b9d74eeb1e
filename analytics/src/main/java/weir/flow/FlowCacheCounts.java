package weir.flow;

/**
 * What has happened to the samples and entries of a {@link FlowCache} since it was made.
 *
 * <p>Thread: any; immutable.
 *
 * @param accepted samples added
 * @param refused samples left out: the value was no reasonable number, or memory was used up
 * @param evicted entries that made room for others
 * @param records records made
 */
public record FlowCacheCounts(long accepted, long refused, long evicted, long records) {}
