package weir.metric.query;

import java.util.Arrays;

/**
 * Statistics of numbers.
 *
 * <p>Sums are added in the order in which the numbers came, which is that of agents and data sources, so that they are
 * the same to the last bit whoever measured what.
 *
 * <p>Thread: one.
 */
final class NumberSummary {

    private double[] values = new double[16];
    private int count;

    void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    int count() {
        return count;
    }

    double sum() {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
    }

    double mean() {
        return sum() / count;
    }

    /** Mean square of the distance from the mean. */
    double variance() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return squares / count;
    }

    /** The quartiles; there must be a number. */
    Quartiles quartiles() {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        double med = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new Quartiles(sorted[0], nearest(sorted, 0.25), med, nearest(sorted, 0.75), sorted[count - 1]);
    }

    /** The value at a share of the way from the first to the last; half way between two the one of even place. */
    private static double nearest(double[] sorted, double share) {
        return sorted[(int) Math.rint(share * (sorted.length - 1))];
    }
}
