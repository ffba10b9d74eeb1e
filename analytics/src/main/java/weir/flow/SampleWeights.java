package weir.flow;

import java.util.Arrays;

/**
 * What samples of each data source count, for {@link Estimate}: Σ|w| and Σw² over all its samples, whatever their flow, w
 * being the value × the sampling weight, without smoothing. They are halved with each epoch ({@link DecayClock}), so
 * that they follow what the traffic is like and are the same in any cache.
 *
 * <p>Lifetime and thread: owner thread only.
 */
final class SampleWeights {

    /** Units: bytes. */
    static final int PER_SOURCE = Double.BYTES * 2;

    private double[] sums = new double[0];
    private double[] squares = new double[0];

    void resize(int sources) {
        sums = Arrays.copyOf(sums, sources);
        squares = Arrays.copyOf(squares, sources);
    }

    /** Takes note of a sample, or of many. */
    void add(int source, double sum, double sumOfSquares) {
        sums[source] += sum;
        squares[source] += sumOfSquares;
    }

    double sum(int source) {
        return source < sums.length ? sums[source] : 0;
    }

    double squares(int source) {
        return source < squares.length ? squares[source] : 0;
    }

    /** What a sample counts that makes up the traffic of the data source: Σw² / Σ|w|. Absent: 0. */
    double typical(int source) {
        double sum = sum(source);
        return sum > 0 ? squares[source] / sum : 0;
    }

    /** Moves to a later epoch, named by the power of two that moves sums of forward decay there. */
    void shift(int shift) {
        for (int source = 0; source < sums.length; source++) {
            sums[source] = shifted(sums[source], shift);
            squares[source] = shifted(squares[source], shift);
        }
    }

    static double shifted(double sum, int shift) {
        return DecayClock.shifted(sum, shift / DecayClock.HALVINGS);
    }

    void forget(int source) {
        sums[source] = 0;
        squares[source] = 0;
    }
}
