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

    @ParameterizedTest
    @CsvSource({"0.5, 1", "1, 30", "3, 1", "10, 1", "10, 4", "27.5, 1", "100, 20", "1e4, 1", "1e8, 1"})
    void theErrorIsTheLargerSideOfTheInterval(double samples, double ratio) {
        double below = 1 - Estimate.lower(samples, ratio);
        double above = Estimate.upper(samples, ratio) - 1;
        assertThat(Estimate.of(samples, samples, ratio).orElseThrow().error())
                .isCloseTo(100 * Math.max(below, above), within(1e-9 * above * 100));
        assertThat(Estimate.lower(samples, ratio)).isBetween(0.0, 1.0);
    }

    /** The ends are where the true count λ differs from n by z√λ: the variance is taken at the hypothesis. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 100, 1e6})
    void theEndsAreWhereTheScoreTestTurns(double samples) {
        double z = Estimate.quantile(samples + 10);
        for (double end : new double[] {Estimate.lower(samples, 1), Estimate.upper(samples, 1)}) {
            double count = samples * end;
            assertThat(Math.abs(samples - count)).isCloseTo(z * Math.sqrt(count), within(1e-6 * samples));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1000, 1e4, 1e6})
    void ofManySamplesTheErrorIsTheFamiliarOne(double samples) {
        double familiar = 196 / Math.sqrt(samples);
        double error = Estimate.of(samples * 1500, samples * 1500 * 1500, 1200)
                .orElseThrow()
                .error();
        assertThat(error).isBetween(familiar, familiar * 1.04);
    }

    @Test
    void aFlowOfTenSmallFramesMayHaveLargeOnesWhereOthersDo() {
        Estimate alone = Estimate.of(10 * 64, 10 * 64 * 64, 64).orElseThrow();
        Estimate amongLarge = Estimate.of(10 * 64, 10 * 64 * 64, 1200).orElseThrow();
        assertThat(amongLarge.samples()).isEqualTo(alone.samples());
        assertThat(amongLarge.error()).isGreaterThan(5 * alone.error());
        // One more large frame than the flow has shown is within the bound.
        assertThat(amongLarge.error()).isGreaterThan(100 * 1500 / 640.0);
    }

    @Test
    void aFlowOfLargeFramesIsNoBetterWhereOthersHaveSmallOnes() {
        double sum = 10 * 1500;
        double squares = sum * 1500;
        assertThat(Estimate.of(sum, squares, 64)).isEqualTo(Estimate.of(sum, squares, 1500));
        assertThat(Estimate.of(sum, squares, 0)).isEqualTo(Estimate.of(sum, squares, 1500));
    }

    @Test
    void weightsOfOneSizeCountAsThatManySamples() {
        Estimate estimate = Estimate.of(25 * 1500.0, 25 * 1500.0 * 1500.0, 0).orElseThrow();
        assertThat(estimate.samples()).isCloseTo(25, within(1e-9));
        assertThat(Estimate.of(25 * 3e150, 25 * 9e300, 3e150).orElseThrow().samples())
                .isCloseTo(25, within(1e-3));
    }

    @Test
    void aSumOfNothingHasNoQuality() {
        assertThat(Estimate.of(0, 0, 0)).isEmpty();
        assertThat(Estimate.of(0, 4, 2)).isEmpty();
        assertThat(Estimate.of(Double.NaN, 1, 1)).isEmpty();
        assertThat(Estimate.of(1e-200, 0, 1)).isEmpty();
        assertThat(Estimate.of(1, Double.POSITIVE_INFINITY, 1)).isEmpty();
    }
}
