package weir.metric.query;

/**
 * Where sorted values divide into quarters.
 *
 * @param min smallest value
 * @param q1 value at a quarter, the nearest one
 * @param med median; the mean of the two middle values when their number is even
 * @param q3 value at three quarters, the nearest one
 * @param max largest value
 */
public record Quartiles(double min, double q1, double med, double q3, double max) {}
