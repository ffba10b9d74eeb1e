package weir.metric;

/**
 * The agents of all shards, for readers.
 *
 * <p>Thread: any.
 */
public final class AgentDirectory {}
