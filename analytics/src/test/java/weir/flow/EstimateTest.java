package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {

    @ParameterizedTest
    @CsvSource({"10, 2.2281", "15, 2.1314", "20, 2.0860", "30, 2.0423", "60, 2.0003", "120, 1.9799", "1e9, 1.9600"})
    void theQuantileIsStudents(double freedom, double expected) {
        assertThat(Estimate.quantile(freedom)).isCloseTo(expected, within(0.0003));
    }

    @Test
    void belowTenSamplesTheQuantileStaysThatOfTen() {
        assertThat(Estimate.quantile(1)).isEqualTo(Estimate.quantile(10));
        assertThat(Estimate.quantile(9.9)).isEqualTo(Estimate.quantile(10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 3, 10, 27.5, 100, 1e4, 1e8})
    void theErrorIsTheLargerSideOfTheInterval(double samples) {
        double below = 1 - Estimate.lower(samples);
        double above = Estimate.upper(samples) - 1;
        assertThat(Estimate.error(samples)).isEqualTo(100 * Math.max(below, above));
        assertThat(Estimate.lower(samples)).isBetween(0.0, 1.0);
    }

    /** The ends are where the true count λ differs from n by z√λ: the variance is taken at the hypothesis. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100, 1e6})
    void theEndsAreWhereTheScoreTestTurns(double samples) {
        double z = Estimate.quantile(samples);
        for (double end : new double[] {Estimate.lower(samples), Estimate.upper(samples)}) {
            double count = samples * end;
            assertThat(Math.abs(samples - count)).isCloseTo(z * Math.sqrt(count), within(1e-6 * samples));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 1e4, 1e6})
    void ofManySamplesTheErrorIsTheFamiliarOne(double samples) {
        double familiar = 196 / Math.sqrt(samples);
        assertThat(Estimate.error(samples)).isBetween(familiar, familiar * 1.04);
    }

    @Test
    void weightsOfOneSizeCountAsThatManySamples() {
        Estimate estimate = Estimate.of(25 * 1500.0, 25 * 1500.0 * 1500.0).orElseThrow();
        assertThat(estimate.samples()).isCloseTo(25, within(1e-9));
        assertThat(Estimate.of(25 * 3e150, 25 * 9e300).orElseThrow().samples()).isCloseTo(25, within(1e-3));
    }

    @Test
    void aSumOfNothingHasNoQuality() {
        assertThat(Estimate.of(0, 0)).isEmpty();
        assertThat(Estimate.of(0, 4)).isEmpty();
        assertThat(Estimate.of(Double.NaN, 1)).isEmpty();
        assertThat(Estimate.of(1, Double.POSITIVE_INFINITY)).isEmpty();
    }
}
