package weir.sflow;

/**
 * Periodic readings of one data source.
 *
 * <p>Source: sFlow Version 5, section 5, struct counters_sample and counters_sample_expanded.
 */
public final class CounterSample extends Sample {
    CounterSample() {}
}
