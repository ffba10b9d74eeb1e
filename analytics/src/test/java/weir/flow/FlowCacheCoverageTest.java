package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import weir.flow.SampledTraffic.Frames;

/**
 * The errors that a cache tells, where they are hardest to know: a hundred flows of a known rate, one frame in twenty so
 * large that it carries half of the bytes. Readings are far enough from each other to have nothing in common.
 */
class FlowCacheCoverageTest {

    private static final int FLOWS = 100;
    private static final int READINGS = 60;
    private static final double SECONDS_BETWEEN = 10;
    private static final double WEIGHT = 100;
    private static final Frames FRAMES = Frames.FEW_LARGE;

    private int readings;
    private int held;
    private int heldByTheFlowAlone;

    /** Every flow has so many samples between readings in the mean. */
    private static void play(Flows flows, double samples, DoubleConsumer read) {
        var random = new SplittableRandom(3);
        for (int reading = 0; reading < READINGS; reading++) {
            double start = reading * SECONDS_BETWEEN;
            List<double[]> stretch = new ArrayList<>();
            for (int flow = 0; flow < FLOWS; flow++) {
                int count = SampledTraffic.poisson(samples, random);
                for (int i = 0; i < count; i++) {
                    stretch.add(
                            new double[] {start + SECONDS_BETWEEN * random.nextDouble(), flow, FRAMES.random(random)});
                }
            }
            stretch.sort((one, other) -> Double.compare(one[0], other[0]));
            stretch.forEach(sample -> flows.addWeighted(sample[0], 0, "flow" + (int) sample[1], WEIGHT, sample[2]));
            read.accept(start + SECONDS_BETWEEN);
        }
    }

    private void check(double value, Optional<Estimate> estimate, double truth) {
        double error = estimate.orElseThrow().error() / 100;
        double alone = Estimate.upper(estimate.orElseThrow().samples(), 1) - 1;
        readings++;
        held += Math.abs(truth - value) <= error * value ? 1 : 0;
        heldByTheFlowAlone += Math.abs(truth - value) <= alone * value ? 1 : 0;
    }

    private void assertHeld() {
        assertThat(readings).isGreaterThan(FLOWS * READINGS * 9 / 10);
        assertThat((double) held / readings).isBetween(0.94, 0.99);
        assertThat((double) heldByTheFlowAlone / readings).isLessThan((double) held / readings - 0.02);
    }

    @Test
    void theErrorOfARateHolds() {
        FlowSettings settings = FlowSettings.rates();
        var flows = new Flows(settings);
        double effective = 15;
        double perSecond = effective * FRAMES.packetsPerSample() / 2 / settings.t();
        double truth = perSecond * WEIGHT * FRAMES.mean();
        play(
                flows,
                perSecond * SECONDS_BETWEEN,
                now -> flows.active(now)
                        .top(AggMode.MAX, FLOWS, 0, FlowFilter.ALL)
                        .forEach(flow -> check(flow.value(), flow.estimate(), truth)));
        assertHeld();
    }

    @Test
    void theErrorOfARecordHolds() {
        var flows = new Flows(FlowSettings.rates().logging((int) SECONDS_BETWEEN));
        double samples = 10 * FRAMES.packetsPerSample();
        play(flows, samples, now -> {});
        flows.records.stream()
                // A record ends with its last sample; the last ones end with the traffic.
                .filter(totals -> totals.start() < (Flows.START + (READINGS - 1) * (long) SECONDS_BETWEEN) * 1000)
                .forEach(totals -> check(totals.value(), totals.estimate(), samples * WEIGHT * FRAMES.mean()));
        assertHeld();
    }

    @Test
    void theErrorOfTheWholeNetworkIsThatOfItsDataSources() {
        var flows = new Flows(FlowSettings.rates());
        for (int source = 0; source < 4; source++) {
            for (int i = 0; i < 30; i++) {
                flows.addWeighted(10 + i * 0.01, source, "small", WEIGHT, 75);
                flows.addWeighted(10 + i * 0.01, source, "large", WEIGHT, 1500);
            }
        }
        double now = 10.3;
        for (AggMode mode : List.of(AggMode.SUM, AggMode.AVG)) {
            ActiveFlow small = small(flows.active(now), mode);
            ActiveFlow one = small(flows.active(now), AggMode.MAX);
            assertThat(small.estimate().orElseThrow().error())
                    .isBetween(
                            one.estimate().orElseThrow().error() / 4,
                            one.estimate().orElseThrow().error());
            assertThat(small.estimate().orElseThrow().error())
                    .isGreaterThan(2
                            * 100
                            * (Estimate.upper(small.estimate().orElseThrow().samples(), 1) - 1));
        }
    }

    private static ActiveFlow small(ActiveFlows flows, AggMode mode) {
        return flows.top(mode, 10, 0, FlowFilter.ALL).stream()
                .filter(flow -> flow.key().text().equals("small"))
                .findFirst()
                .orElseThrow();
    }
}
