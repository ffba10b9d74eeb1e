package weir.bgp.trial;

/**
 * Error bounds of shares and rates, for a probability of 95 %.
 *
 * <p>A share is as good as one of n plain samples, and its bounds are those of Wilson's score interval for n. Where samples
 * stand for different amounts n is smaller than their number: it is (Σw)²/Σw² (Kish), or less where the variance of a
 * ratio says so, p(1 − p)(Σw)² / Σw²(m − p)², m being 1 for what belongs to the share and else 0. For equal weights both
 * are the number of samples.
 *
 * <p><b>Coverage</b>, measured by {@code RuleTrialTest}: shares of frames 94 to 98 %, also where agents sample at rates that
 * differ eightfold; shares of bytes, where what a rule is for is three times as long as the rest, 89 to 100 %. Where a
 * share of bytes rests on a single sample or two it can be 81 %.
 *
 * <p>A rate is as good as a Poisson count of (Σw)²/Σw² samples, with the score interval of such a count. What is left of a
 * rate compares two of them: given both, the later count is binomial, so that Wilson's interval applies again.
 *
 * <p>Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", J. Am. Stat. Assoc. 22,
 * 1927; L. Kish, "Survey Sampling", 1965, sections 2.7 and 8.2; J. Przyborowski, H. Wilenski, Biometrika 31, 1940.
 */
final class Bounds {

    private static final double Z = 1.959963984540054;
    private static final double Z2 = Z * Z;

    private Bounds() {}

    /**
     * The plain samples that a share is as good as.
     *
     * @param sum sum of what all samples count
     * @param squares sum of the squares of that
     * @param matchedSquares the same of those that belong to the share
     */
    static double samples(double sum, double share, double squares, double matchedSquares) {
        if (!(sum > 0)) {
            return 0;
        }
        double kish = sum / squares * sum;
        // Σw²(m − p)², m being 1 or 0.
        double spread = matchedSquares * (1 - share) * (1 - share) + (squares - matchedSquares) * share * share;
        boolean some = share > 0 && share < 1 && spread > 0;
        return some ? Math.min(kish, share * (1 - share) * sum / spread * sum) : kish;
    }

    /** Wilson's score interval of a share. */
    static Interval share(double share, double samples) {
        if (!(samples > 0)) {
            return new Interval(0, 1);
        }
        double middle = (share + Z2 / (2 * samples)) / (1 + Z2 / samples);
        double half = Z / (1 + Z2 / samples) * Math.sqrt(share * (1 - share) / samples + Z2 / (4 * samples * samples));
        // Rounding must not leave a share of 0 or 1 outside.
        return new Interval(share <= 0 ? 0 : Math.max(0, middle - half), share >= 1 ? 1 : Math.min(1, middle + half));
    }

    /** The score interval of a Poisson count. */
    static Interval count(double samples) {
        double half = Z * Math.sqrt(samples + Z2 / 4);
        return new Interval(Math.max(0, samples + Z2 / 2 - half), samples + Z2 / 2 + half);
    }
}
