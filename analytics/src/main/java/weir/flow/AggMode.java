package weir.flow;

import java.util.Locale;

/** How the values that several data sources report for one key become one. */
public enum AggMode {
    /** The largest report: each packet counts once, at the place that saw most of the flow. */
    MAX,
    /** The sum over all data sources. */
    SUM,
    /** The mean over the data sources that report the key. */
    AVG,
    /** The sum over edge ports; the question is then about these only. */
    EDGE,
    /** The mean over link ports; the question is then about these only. */
    CORE;

    /** The mode with a name, in any case; an unknown name is {@link #MAX}. */
    public static AggMode of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (AggMode mode : values()) {
            if (mode.name().equals(upper)) {
                return mode;
            }
        }
        return MAX;
    }

    /** Whether values are divided by the number of data sources that report the key. */
    boolean averages() {
        return this == AVG || this == CORE;
    }
}
