package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SmoothingTest {

    private final Flows flows = new Flows(FlowSettings.rates());

    @Test
    void oneSampleDecaysFromItsWeightOverTheSmoothingTime() {
        flows.addWeighted(0, 1, "a", 1000, 1000);

        assertThat(flows.value(0, 1, "a")).isEqualTo(500_000, within(1e-3));
        assertThat(flows.value(0.06, 1, "a")).isCloseTo(485_000, Percentage.withPercentage(0.1));
        assertThat(flows.value(2.16, 1, "a")).isCloseTo(169_500, Percentage.withPercentage(0.2));
        assertThat(flows.value(2.16, 1, "a")).isCloseTo(5e5 * Math.exp(-1.08), Percentage.withPercentage(1e-8));
    }

    @Test
    void stepOfConstantRateReachesItsShareAfterOneAndThreeSmoothingTimes() {
        for (int i = 0; i < 2000; i++) {
            flows.add(i / 1000.0, 1, "a", 7);
        }
        assertThat(flows.value(1.999, 1, "a")).isCloseTo(7000 * 0.632, Percentage.withPercentage(0.2));

        for (int i = 2000; i < 6000; i++) {
            flows.add(i / 1000.0, 1, "a", 7);
        }
        assertThat(flows.value(5.999, 1, "a")).isCloseTo(7000 * 0.95, Percentage.withPercentage(0.2));
    }

    @Test
    void twentySamplesASecondOfThousandConvergeToTheWorkedExample() {
        var bytesFramesTtl =
                new Flows(FlowSettings.rates().measuring(ValueForm.RATE, List.of(ValueForm.RATE, ValueForm.AVERAGE)));
        for (int i = 0; i < 2000; i++) {
            bytesFramesTtl.addWeighted(i / 20.0, 1, "a", 1000, 1000, 1, i % 2 == 0 ? 62 : 64);
        }

        TopFlow flow = bytesFramesTtl.top(99.975, 1).getFirst();
        assertThat(flow.value()).isCloseTo(20_000_000, Percentage.withPercentage(1));
        assertThat(flow.values().getFirst()).isCloseTo(20_000, Percentage.withPercentage(1));
        assertThat(flow.values().getLast()).isEqualTo(63);
    }

    @Test
    void valuesAreTheSameWhereverAnEpochBegins() {
        var clock = new DecayClock(2);
        long stride = clock.strideMillis();
        double boundary = Math.ceil(Flows.START * 1000.0 / stride) * stride / 1000 - Flows.START;
        flows.addWeighted(boundary - 1, 1, "a", 1, 1e6);
        flows.addWeighted(boundary + 1, 1, "b", 1, 1e6);
        flows.addWeighted(boundary + 1, 1, "a", 1, 1e6);

        assertThat(flows.value(boundary + 1, 1, "b")).isCloseTo(5e5, Percentage.withPercentage(1e-8));
        assertThat(flows.value(boundary + 1, 1, "a"))
                .isCloseTo(5e5 * (1 + Math.exp(-1)), Percentage.withPercentage(1e-8));
    }

    @Test
    void readingEarlierOrMuchLaterThanTheLastSampleIsDefined() {
        flows.add(0, 1, "a", 1000);
        flows.add(10, 1, "b", 1000);

        assertThat(flows.value(5, 1, "a")).isCloseTo(500 * Math.exp(-2.5), Percentage.withPercentage(1e-8));
        assertThat(flows.value(1e8, 1, "a")).isZero();
    }

    @Test
    void anIdleFlowDecaysAndStaysListedUntilNothingIsLeftOfIt() {
        flows.add(0, 1, "a", 1e9);
        flows.add(700, 1, "b", 1);

        assertThat(flows.value(700, 1, "a")).isPositive().isLessThan(1e-140);
        assertThat(flows.topKeys(700, 1)).containsExactly("b", "a");

        flows.add(4000, 1, "b", 1);
        assertThat(flows.topKeys(4000, 1)).containsExactly("b");
        assertThat(flows.cache.size(1)).isEqualTo(1);
    }

    @Test
    void howGoodAValueIsStaysWhileTheValueDecaysThroughEpochs() {
        for (int i = 0; i < 10; i++) {
            flows.add(0, 1, "a", 1000);
        }
        assertThat(samples(0, "a")).isEqualTo(10, within(1e-8));

        flows.add(400, 1, "b", 1);
        assertThat(samples(400, "a")).isEqualTo(10, within(1e-6));
        assertThat(samples(400, "b")).isEqualTo(1, within(1e-8));
    }

    private double samples(double seconds, String key) {
        return flows.top(seconds, 1).stream()
                .filter(flow -> flow.key().text().equals(key))
                .findFirst()
                .flatMap(TopFlow::estimate)
                .orElseThrow()
                .samples();
    }

    @Test
    void aLateSampleCountsForWhatIsLeftOfIt() {
        flows.add(10, 1, "a", 1000);
        flows.add(8, 1, "a", 1000);

        assertThat(flows.value(10, 1, "a")).isCloseTo(500 * (1 + Math.exp(-1)), Percentage.withPercentage(1e-8));
    }

    @Test
    void negativeValuesLowerAFlowAndTheLargestIsFoundAgain() {
        flows.add(0, 1, "a", 100);
        flows.add(0, 1, "b", 60);
        flows.add(0, 1, "a", -90);

        assertThat(flows.cache.at(Flows.nanos(0)).largest(1)).isEqualTo(30, within(1e-9));
        assertThat(flows.topKeys(0, 1)).containsExactly("b", "a");
    }

    @Test
    void unreasonableNumbersAreRefusedAndCounted() {
        assertThat(flows.add(0, 1, "a", Double.NaN)).isEqualTo(FlowCache.NONE);
        assertThat(flows.add(0, 1, "a", Double.POSITIVE_INFINITY)).isEqualTo(FlowCache.NONE);
        assertThat(flows.add(0, 1, "a", 1e200)).isEqualTo(FlowCache.NONE);
        assertThat(flows.addWeighted(0, 1, "a", -1, 1)).isEqualTo(FlowCache.NONE);
        assertThat(flows.addWeighted(0, 1, "a", Double.NaN, 1)).isEqualTo(FlowCache.NONE);

        assertThat(flows.cache.counts()).isEqualTo(new FlowCacheCounts(0, 5, 0, 0));
        assertThat(flows.cache.size()).isZero();
    }

    @Test
    void definitionWithoutKeysHasOneEntryWithTheEmptyKey() {
        flows.add(0, 1, "", 1000);
        flows.add(0, 1, "", 1000);

        assertThat(flows.topKeys(0, 1)).containsExactly("");
        assertThat(flows.active(0).top(AggMode.MAX, 100, 0, FlowFilter.ALL))
                .extracting(flow -> flow.key().text(), ActiveFlow::value)
                .containsExactly(tuple("", 1000.0));
    }

    @Test
    void settingsOutsideTheirRangeBecomeTheNearest() {
        FlowSettings small =
                FlowSettings.rates().withN(1).withT(0.01).logging(5).withCapacity(1);
        assertThat(small.n()).isEqualTo(5);
        assertThat(small.t()).isEqualTo(0.1);
        assertThat(small.activeTimeout()).isEqualTo(10);
        assertThat(small.capacity()).isEqualTo(50);

        FlowSettings large = FlowSettings.rates().withN(1000).withT(10000).logging(100_000);
        assertThat(large.n()).isEqualTo(20);
        assertThat(large.t()).isEqualTo(600);
        assertThat(large.activeTimeout()).isEqualTo(3600);
        assertThat(large.withCapacity(10).capacity()).isEqualTo(200);
    }
}
