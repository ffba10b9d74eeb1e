package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What a flow sample stands for, by rate, losses and pool of its data source. */
class FlowSamplingTest {

    private static final long SECOND = 1_000_000_000L;

    private final FlowSampling sampling = new FlowSampling();
    private long pool;

    private double sample(Arrival arrival, int gap, long rate, double seconds) {
        pool += 100L * (gap + 1);
        sampling.take(arrival, gap, rate, pool & 0xFFFF_FFFFL, Math.round(seconds * SECOND));
        return sampling.weight();
    }

    @Test
    void isExactlyTheRateWithoutLoss() {
        assertThat(sample(Arrival.RESTART, 0, 37, 0)).isEqualTo(37);
        for (int i = 1; i < 5000; i++) {
            assertThat(sample(Arrival.FRESH, 0, 37, i * 0.01)).isEqualTo(37);
        }
    }

    @Test
    void staysUnbiasedWhileOneInFourIsLost() {
        double total = sample(Arrival.RESTART, 0, 100, 0);
        for (int i = 1; i < 3000; i++) {
            total += sample(Arrival.FRESH, i % 3 == 0 ? 1 : 0, 100, i * 0.001);
        }
        assertThat(total).isCloseTo(100 * 3999.0, within(4000.0));
        assertThat(sampling.weight()).isCloseTo(100 * 4 / 3.0, within(0.5));
    }

    @Test
    void forgetsALossWithTheWindow() {
        sample(Arrival.RESTART, 0, 100, 0);
        assertThat(sample(Arrival.FRESH, 1, 100, 1)).isEqualTo(150);
        for (int i = 0; i < FlowSampling.WINDOW; i++) {
            sample(Arrival.FRESH, 0, 100, 1 + i * 0.001);
        }
        assertThat(sample(Arrival.FRESH, 0, 100, 3)).isEqualTo(100);
        assertThat(sample(Arrival.FRESH, 1, 100, 3.1)).isGreaterThan(100);
        assertThat(sample(Arrival.FRESH, 0, 100, 3.1 + FlowSampling.WINDOW_SECONDS))
                .as("after a minute of silence")
                .isEqualTo(100);
    }

    @Test
    void beginsAnewWithAnotherRateAndAfterARestart() {
        sample(Arrival.RESTART, 0, 100, 0);
        sample(Arrival.FRESH, 3, 100, 1);
        assertThat(sample(Arrival.FRESH, 0, 200, 2)).isEqualTo(200);
        sample(Arrival.FRESH, 1, 200, 3);
        assertThat(sample(Arrival.RESTART, 0, 200, 4)).isEqualTo(200);
        assertThat(sampling.poolRate()).isZero();
    }

    @Test
    void countsALateSampleAsReceived() {
        sample(Arrival.RESTART, 0, 100, 0);
        assertThat(sample(Arrival.FRESH, 1, 100, 1)).isEqualTo(150);
        sampling.take(Arrival.LATE, -1, 100, 0, SECOND);
        assertThat(sampling.weight()).isEqualTo(100);
    }

    @Test
    void followsThePoolOverItsWrapAndOverLosses() {
        pool = 0xFFFF_FF00L;
        sample(Arrival.RESTART, 0, 0, 0);
        assertThat(sampling.weight()).as("nothing is known yet").isEqualTo(1);
        for (int i = 1; i <= 30; i++) {
            sample(Arrival.FRESH, i % 10 == 0 ? 2 : 0, 0, i);
        }
        assertThat(sampling.poolRate()).isEqualTo(100);
        assertThat(sampling.lastingPoolSamples()).isEqualTo(36);
        assertThat(sampling.weight()).isCloseTo(100 * 37.0 / 31, within(1e-9));
    }
}
