package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random samples measured by a cache and plainly. */
class FlowCacheAgainstPlainTest {

    private static final Percentage EXACT = Percentage.withPercentage(1e-7);

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 2, 37.5, 600})
    void ratesAreThoseOfExactDecay(double t) {
        FlowSettings settings = FlowSettings.rates().withT(t).withCapacity(10_000);
        var flows = new Flows(settings);
        var plain = new PlainFlows(settings);
        var random = new SplittableRandom(1);
        double now = 0;
        for (int i = 0; i < 4000; i++) {
            // Steps up to a tenth of T, now and then a pause of many T, so that epochs pass.
            now += random.nextInt(500) == 0 ? t * random.nextInt(300) : t * random.nextDouble() / 10;
            int source = random.nextInt(5);
            String key = "k" + random.nextInt(40);
            double weight = 1 + random.nextInt(1000);
            double value = random.nextInt(1518);
            flows.addWeighted(now, source, key, weight, value);
            plain.add(now, source, key, weight, value);
        }

        for (double at : new double[] {now, now + t / 3, now + 5 * t}) {
            for (int source = 0; source < 5; source++) {
                for (String key : plain.of(source).keySet()) {
                    double exact = plain.rate(at, source, key);
                    assertThat(flows.value(at, source, key)).isCloseTo(exact, within(exact * 1e-9 + 1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void topFlowsHaveTheOrderTheSamplesAndTheErrorOfExactDecay(long seed) {
        FlowSettings settings = FlowSettings.rates().withN(20).withCapacity(10_000);
        var flows = new Flows(settings);
        var plain = new PlainFlows(settings);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            int source = random.nextInt(3);
            String key = "k" + (int) (1 / (1.0 / 200 + random.nextDouble()));
            double value = random.nextInt(64, 1519);
            flows.addWeighted(i / 500.0, source, key, 400, value);
            plain.add(i / 500.0, source, key, 400, value);
        }

        double now = 10.1;
        for (int source = 0; source < 3; source++) {
            int at = source;
            List<String> expected = plain.of(source).keySet().stream()
                    .sorted(Comparator.<String>comparingDouble(key -> -plain.rate(now, at, key)))
                    .limit(20)
                    .toList();
            assertThat(flows.topKeys(now, source)).isEqualTo(expected);
            assertThat(flows.cache.at(Flows.nanos(now)).largest(source))
                    .isCloseTo(plain.rate(now, source, expected.getFirst()), EXACT);
            for (TopFlow flow : flows.top(now, source)) {
                double samples = plain.effectiveSamples(now, source, flow.key().text());
                Estimate estimate = flow.estimate().orElseThrow();
                assertThat(estimate.samples()).isCloseTo(samples, EXACT);
                double ratio = plain.typicalRate(source)
                        / (plain.rate(now, source, flow.key().text()) / samples);
                assertThat(estimate.error()).isCloseTo(100 * (Estimate.upper(samples, Math.max(1, ratio)) - 1), EXACT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ValueForm.class,
            names = {"AVERAGE", "MINIMUM", "MAXIMUM", "DISTINCT"})
    void statisticsCoverTheWindowAndAtMostAQuarterMore(ValueForm form) {
        FlowSettings settings = FlowSettings.rates().measuring(form, List.of(form, ValueForm.RATE));
        var flows = new Flows(settings);
        var plain = new PlainFlows(settings);
        var random = new SplittableRandom(7);
        double pane = settings.t() / Window.WHOLE;
        double now = 0;
        for (int i = 0; i < 3000; i++) {
            now += random.nextInt(100) == 0 ? random.nextDouble() * 5 : random.nextDouble() / 50;
            int source = random.nextInt(2);
            String key = "k" + random.nextInt(5);
            double value = random.nextInt(300);
            double other = random.nextInt(50);
            flows.addWeighted(now, source, key, 100, value, other, other);
            plain.add(now, source, key, 100, value, other, other);

            double at = now + (random.nextInt(4) == 0 ? random.nextDouble() * 3 : 0);
            double covered = at - (Math.floor((Flows.START + at) / pane) - Window.WHOLE) * pane + Flows.START;
            assertThat(covered).isBetween(settings.t(), settings.t() * 1.25 + 1e-6);
            for (TopFlow flow : flows.top(at, source)) {
                String text = flow.key().text();
                assertThat(flow.value()).isEqualTo(plain.statistic(form, at, covered, source, text, -1), within(1e-9));
                assertThat(flow.values().getFirst())
                        .isEqualTo(plain.statistic(form, at, covered, source, text, 0), within(1e-9));
                assertThat(flow.estimate()).isEmpty();
            }
            double largest = plain.of(source).keySet().stream()
                    .mapToDouble(k -> plain.statistic(form, at, covered, source, k, -1))
                    .max()
                    .orElseThrow();
            assertThat(flows.cache.at(Flows.nanos(at)).largest(source)).isEqualTo(largest, within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void furtherRatesAreThoseOfExactDecay(long seed) {
        FlowSettings settings = FlowSettings.rates().measuring(ValueForm.RATE, List.of(ValueForm.RATE));
        var flows = new Flows(settings);
        var frames = new PlainFlows(settings);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1000; i++) {
            String key = "k" + random.nextInt(4);
            flows.addWeighted(i / 2.0, 1, key, 10, random.nextInt(1500), 1);
            frames.add(i / 2.0, 1, key, 10, 1);
        }
        assertThat(flows.top(500, 1))
                .hasSize(4)
                .allSatisfy(flow -> assertThat(flow.values().getFirst())
                        .isCloseTo(frames.rate(500, 1, flow.key().text()), EXACT));
    }
}
