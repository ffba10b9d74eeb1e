package weir.metric.query;

/**
 * A value and when it was had.
 *
 * @param value a {@link Double} or a {@link String}
 * @param updated engine time in nanoseconds
 */
public record Reading(Object value, long updated) {}
