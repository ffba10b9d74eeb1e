package weir.flow.key;

/** What is made of the values that the samples of a flow have. */
public enum ValueForm {
    /** Scaled sum, smoothed to a rate per second: value times effective sampling rate. */
    RATE(""),
    /** Mean over the samples of the last {@code t} seconds, not scaled. */
    AVERAGE("avg"),
    /** Smallest over the samples of the last {@code t} seconds. */
    MINIMUM("min"),
    /** Largest over the samples of the last {@code t} seconds. */
    MAXIMUM("max"),
    /** Number of distinct values in the samples of the last {@code t} seconds. */
    DISTINCT("count");

    private final String prefix;

    ValueForm(String prefix) {
        this.prefix = prefix;
    }

    /** Word before the colon in a definition; empty for {@link #RATE}, which needs none. */
    public String prefix() {
        return prefix;
    }
}
