package weir.script.call;

import java.util.Optional;

/**
 * What is usual for a value, learned from its past.
 *
 * <p>Mean and variance are learned from the first {@code window} points; from then on each further point moves them by {@code
 * 1/window} of its distance (exponentially weighted). A point is out of bounds when it is more than {@code sensitivity}
 * standard deviations away; {@code repeat} such points in a row on one side make it high or low. Points that are out of
 * bounds move the mean too, so that a new level becomes usual.
 *
 * <p>Thread: that of the script. Source: script API reference, section 13; for the weights P. Welford, Technometrics 4, 1962
 * (learning) and T. Finch, "Incremental calculation of weighted mean and variance", 2009 (afterwards).
 */
final class Baseline {

    static final int LEAST_WINDOW = 10;
    static final int DEFAULT_WINDOW = 100;
    static final double DEFAULT_SENSITIVITY = 2;
    static final int DEFAULT_REPEAT = 1;

    private final int window;
    private final double sensitivity;
    private final int repeat;
    private int points;
    private double mean;
    private double variance;
    private double squares;
    private int above;
    private int below;

    Baseline(int window, double sensitivity, int repeat) {
        this.window = window;
        this.sensitivity = sensitivity;
        this.repeat = repeat;
    }

    /**
     * What is usual.
     *
     * @param mean mean
     * @param variance variance
     * @param sdev standard deviation
     * @param min what is less is low
     * @param max what is more is high
     */
    record Usual(double mean, double variance, double sdev, double min, double max) {}

    /** Takes a point. Answers {@code learning}, {@code normal}, {@code high} or {@code low}. */
    String check(double value) {
        if (points < window) {
            points++;
            double distance = value - mean;
            mean += distance / points;
            squares += distance * (value - mean);
            variance = squares / points;
            return "learning";
        }
        double reach = sensitivity * Math.sqrt(variance);
        above = value > mean + reach ? above + 1 : 0;
        below = value < mean - reach ? below + 1 : 0;
        double weight = 1.0 / window;
        double distance = value - mean;
        mean += weight * distance;
        variance = (1 - weight) * (variance + weight * distance * distance);
        if (above >= repeat) {
            return "high";
        }
        return below >= repeat ? "low" : "normal";
    }

    /** What is usual. Absent: empty while it is being learned. */
    Optional<Usual> usual() {
        if (points < window) {
            return Optional.empty();
        }
        double sdev = Math.sqrt(variance);
        return Optional.of(new Usual(mean, variance, sdev, mean - sensitivity * sdev, mean + sensitivity * sdev));
    }

    /** Begins anew. */
    void reset() {
        points = 0;
        mean = 0;
        variance = 0;
        squares = 0;
        above = 0;
        below = 0;
    }
}
