package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DelaysBySecondTest {

    private static final Buckets SOON = delays(100, 100);
    private static final Buckets LATE = delays(90, 100);

    private final DelaysBySecond bySecond = new DelaysBySecond();

    /** How many were not slower than 20 and 50 ms. */
    private static Buckets delays(long upTo20, long upTo50) {
        return new Buckets(new TreeMap<>(Map.of(20_000L, upTo20, 50_000L, upTo50)), 100);
    }

    @Test
    void secondsInWhichTheHostTookAProcessorAndThoseAfterThemAreLeftOut() {
        bySecond.add(SOON, 0);
        bySecond.add(LATE, 2);
        bySecond.add(LATE, 0);
        bySecond.add(SOON, 0);

        assertThat(bySecond.undisturbed())
                .isEqualTo(new Buckets(new TreeMap<>(Map.of(20_000L, 200L, 50_000L, 200L)), 200));
        assertThat(bySecond.undisturbed().millis(1)).isEqualTo(20);
        assertThat(bySecond.leftOut()).isEqualTo(2);
        assertThat(bySecond.seconds()).isEqualTo(4);
    }

    @Test
    void whatIsLateWhenNothingWasTakenCounts() {
        bySecond.add(SOON, 0);
        bySecond.add(LATE, 0);

        assertThat(bySecond.undisturbed().millis(1)).isEqualTo(50);
        assertThat(bySecond.undisturbed().above(20)).isEqualTo(0.05);
        assertThat(bySecond.leftOut()).isZero();
    }
}
