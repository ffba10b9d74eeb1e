package weir.sflow;

/**
 * A randomly chosen packet, or a sampled operation of an application.
 *
 * <p>Units: rate is N of 1-in-N; pool and drops are running totals that wrap at 2^32.
 *
 * <p>Source: sFlow Version 5, section 5, struct flow_sample and flow_sample_expanded.
 */
public final class FlowSample extends Sample {

    long samplingRate;
    long samplePool;
    long drops;
    int inputFormat;
    long inputValue;
    int outputFormat;
    long outputValue;

    FlowSample() {}

    /** N of 1-in-N; 0 when the agent does not know. */
    public long samplingRate() {
        return samplingRate;
    }

    /** Packets that could have been sampled, as a running total. */
    public long samplePool() {
        return samplePool;
    }

    /** Samples lost inside the agent, as a running total. */
    public long drops() {
        return drops;
    }

    /** How {@link #inputValue()} is meant: see {@link Interface}. */
    public int inputFormat() {
        return inputFormat;
    }

    /** Interface the packet came in by. */
    public long inputValue() {
        return inputValue;
    }

    /** How {@link #outputValue()} is meant: see {@link Interface}. */
    public int outputFormat() {
        return outputFormat;
    }

    /** Interface the packet left by, or why it did not. */
    public long outputValue() {
        return outputValue;
    }
}
