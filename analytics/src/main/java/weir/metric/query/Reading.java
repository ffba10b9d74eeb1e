package weir.metric.query;

import java.util.List;

/**
 * A value and when it was had.
 *
 * @param value a {@link Double} or a {@link String}
 * @param updated engine time in nanoseconds
 * @param topKeys the largest flows behind the value, of a metric that a flow definition makes; empty for all others
 */
public record Reading(Object value, long updated, List<TopKey> topKeys) {

    /** Copies the list. */
    public Reading {
        topKeys = List.copyOf(topKeys);
    }

    /** The value of a counter metric. */
    public Reading(Object value, long updated) {
        this(value, updated, List.of());
    }
}
