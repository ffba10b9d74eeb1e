package weir.flow;

/**
 * A place that sees a flow.
 *
 * <p>Lifetime and thread: any; immutable.
 *
 * @param key key
 * @param source data source
 * @param value value there, in units of the definition's value, per second for a rate
 */
public record FlowLocation(FlowKey key, FlowSource source, double value) {}
