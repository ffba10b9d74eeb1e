package weir.flow;

/** How the values of the samples of a flow become one value. */
public enum ValueForm {
    /** Scaled by sampling weight, summed and smoothed: units per second. */
    RATE(false),
    /** Plain mean over the samples of the window. */
    AVERAGE(true),
    /** Smallest over the samples of the window. */
    MINIMUM(true),
    /** Largest over the samples of the window. */
    MAXIMUM(true),
    /**
     * Number of distinct values in the samples of the window. The value of a sample is then any whole number below
     * 2<sup>53</sup> that stands for the text or number counted, its hash as a rule.
     */
    DISTINCT(true);

    private final boolean windowed;

    ValueForm(boolean windowed) {
        this.windowed = windowed;
    }

    /** Whether the value is a statistic over a window of time, not scaled by the sampling weight. */
    public boolean windowed() {
        return windowed;
    }
}
