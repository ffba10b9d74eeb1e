package weir.metric.query;

import java.util.Locale;
import java.util.Optional;

/** Summaries of the values of a metric; the prefix of a metric is the name in lower case. */
enum Statistic {
    MAX,
    MIN,
    SUM,
    AVG,
    VAR,
    SDEV,
    MED,
    Q1,
    Q2,
    Q3,
    IQR,
    ANY;

    /** The statistic with a name. Absent: empty. */
    static Optional<Statistic> named(String name) {
        for (Statistic statistic : values()) {
            if (statistic.prefix().equals(name)) {
                return Optional.of(statistic);
            }
        }
        return Optional.empty();
    }

    String prefix() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the answer is the value of one data source, which it names. */
    boolean selects() {
        return this == MAX || this == MIN || this == ANY;
    }

    /** Whether the answer comes with all quartiles. */
    boolean ofQuartiles() {
        return switch (this) {
            case MED, Q1, Q2, Q3, IQR -> true;
            default -> false;
        };
    }
}
