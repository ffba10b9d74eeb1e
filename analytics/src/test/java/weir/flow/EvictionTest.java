package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvictionTest {

    private static final FlowSettings SMALL = FlowSettings.rates().withCapacity(50);

    @Test
    void aFullDataSourceGivesUpItsSmallestEighthAndKeepsTheRest() {
        var flows = new Flows(SMALL);
        for (int i = 0; i < 50; i++) {
            flows.add(0, 1, "k" + i, 100 + i);
        }
        flows.add(0, 1, "new", 1);

        assertThat(flows.cache.size(1)).isEqualTo(45);
        assertThat(flows.cache.counts().evicted()).isEqualTo(6);
        assertThat(flows.value(0, 1, "k5")).isNaN();
        assertThat(flows.value(0, 1, "k6")).isEqualTo(53, within(1e-9));
        assertThat(flows.value(0, 1, "new")).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void otherDataSourcesAreNotTouched() {
        var flows = new Flows(SMALL);
        flows.add(0, 2, "k0", 1);
        for (int i = 0; i < 500; i++) {
            flows.add(0, 1, "k" + i, 100 + i);
        }

        assertThat(flows.topKeys(0, 2)).containsExactly("k0");
        assertThat(flows.cache.size(1)).isLessThanOrEqualTo(50);
    }

    @Test
    void whatWasEvictedIsTheBoundOfWhatANewEntryMayLack() {
        var flows = new Flows(SMALL);
        for (int i = 0; i < 51; i++) {
            flows.add(0, 1, "k" + i, 100 + i);
        }
        // k0 to k5 went; k5 was the largest of them.
        assertThat(flows.missed(0, 1, "k5")).isEqualTo(105 / 2.0, within(1e-9));
        assertThat(flows.missed(2, 1, "k5")).isEqualTo(105 / 2.0 * Math.exp(-1), within(1e-6));

        flows.add(0, 1, "k5", 3);
        assertThat(flows.value(0, 1, "k5")).isEqualTo(1.5, within(1e-9));
        assertThat(flows.missed(0, 1, "k5")).isEqualTo(105 / 2.0, within(1e-9));
        assertThat(flows.missed(0, 1, "k49")).isZero();
    }

    @Test
    void ofEqualValuesTheLaterKeyGoes() {
        var flows = new Flows(SMALL);
        for (int i = 0; i < 51; i++) {
            flows.add(0, 1, String.format("k%02d", i * 37 % 51), 100);
        }
        // k14 came last and found the table full.
        assertThat(flows.value(0, 1, "k45")).isNaN();
        assertThat(flows.value(0, 1, "k44")).isPositive();
        assertThat(flows.value(0, 1, "k50")).isNaN();
        assertThat(flows.value(0, 1, "k14")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neitherEvictionNorTheFloorLetsAValueExceedTheTruth(long seed) {
        var flows = new Flows(SMALL);
        var plain = new PlainFlows(SMALL);
        var random = new SplittableRandom(seed);
        double now = 0;
        for (int i = 0; i < 4000; i++) {
            now += random.nextDouble() / 40;
            String key = "k" + zipf(random, 600);
            double value = random.nextInt(64, 1519);
            flows.add(now, 1, key, value);
            plain.add(now, 1, key, 1, value);
        }

        int listed = 0;
        for (String key : plain.of(1).keySet()) {
            double truth = plain.rate(now, 1, key);
            double value = flows.value(now, 1, key);
            double missed = flows.missed(now, 1, key);
            if (Double.isNaN(value)) {
                assertThat(truth).isLessThanOrEqualTo(missed * (1 + 1e-9));
            } else {
                assertThat(value).isLessThanOrEqualTo(truth * (1 + 1e-9));
                assertThat(truth).isLessThanOrEqualTo((value + missed) * (1 + 1e-9));
                listed++;
            }
        }
        assertThat(listed).isBetween(40, 50);
        assertThat(flows.cache.counts().evicted()).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mergedValuesOfFullCachesStayWithinTheirBound(long seed) {
        List<Flows> parts = List.of(new Flows(SMALL), new Flows(SMALL), new Flows(SMALL));
        var plain = new PlainFlows(SMALL);
        var random = new SplittableRandom(seed);
        double now = 0;
        for (int i = 0; i < 6000; i++) {
            now += random.nextDouble() / 40;
            String key = "k" + zipf(random, 400);
            double value = random.nextInt(64, 1519);
            parts.get(random.nextInt(3)).add(now, 1, key, value);
            plain.add(now, 1, key, 1, value);
        }
        var merged = new Flows(SMALL);
        parts.forEach(part -> merged.cache.merge(part.cache, source -> source));

        assertThat(merged.cache.size(1)).isEqualTo(50);
        for (String key : plain.of(1).keySet()) {
            double truth = plain.rate(now, 1, key);
            double value = merged.value(now, 1, key);
            assertThat(Double.isNaN(value) ? 0 : value).isLessThanOrEqualTo(truth * (1 + 1e-9));
            assertThat(truth)
                    .isLessThanOrEqualTo(((Double.isNaN(value) ? 0 : value) + merged.missed(now, 1, key)) * (1 + 1e-9));
        }
    }

    /** Zipf traffic over 20,000 keys with entries for a tenth of them. */
    @Test
    void theLargestTwentyOfZipfTrafficAreFoundWithATenthOfTheEntries() {
        FlowSettings settings = FlowSettings.rates().withN(20).withT(10).withCapacity(2000);
        var capped = new Flows(settings);
        var whole = new Flows(settings.withCapacity(1 << 20));
        var random = new SplittableRandom(11);
        for (int i = 0; i < 400_000; i++) {
            String key = "k" + zipf(random, 20_000);
            capped.addWeighted(i / 10_000.0, 1, key, 1000, 1000);
            whole.addWeighted(i / 10_000.0, 1, key, 1000, 1000);
        }

        assertThat(whole.cache.size(1)).isGreaterThan(19_000);
        assertThat(capped.cache.size(1)).isBetween(1750, 2000);
        List<TopFlow> found = capped.top(40, 1);
        List<TopFlow> truth = whole.top(40, 1);
        assertThat(capped.topKeys(40, 1)).isEqualTo(whole.topKeys(40, 1));
        double worst = 0;
        for (int i = 0; i < 20; i++) {
            worst = Math.max(worst, 1 - found.get(i).value() / truth.get(i).value());
        }
        assertThat(worst).isBetween(-1e-12, 0.001);
    }

    @Test
    void statisticsEvictTheSmallestValueOfTheWindow() {
        var flows = new Flows(SMALL.measuring(ValueForm.MAXIMUM, List.of()));
        for (int i = 0; i < 50; i++) {
            flows.add(0, 1, "k" + i, 100 + i);
        }
        flows.add(5, 1, "k3", 7);
        flows.add(5, 1, "new", 1);

        // All but k3 have an empty window; of them those with less in their smoothed sum, then later keys go first.
        assertThat(flows.topKeys(5, 1).subList(0, 2)).containsExactly("k3", "new");
        assertThat(flows.cache.size(1)).isEqualTo(45);
        assertThat(flows.value(5, 1, "k9")).isNaN();
        assertThat(flows.value(5, 1, "k0")).isZero();
    }

    @Test
    void whenMemoryIsUsedUpADataSourceGivesUpEntriesOfItsOwnAndThenSamplesAreRefused() {
        var budget = new MemoryBudget(60_000);
        var flows = new Flows(FlowSettings.rates().withCapacity(100_000), new DecayClock(2), 0, budget);
        var plain = new PlainFlows(flows.cache.settings());
        for (int i = 0; i < 3000; i++) {
            flows.add(i / 1000.0, i % 3, "k" + i % 2500, 100);
            plain.add(i / 1000.0, i % 3, "k" + i % 2500, 1, 100);
        }
        assertThat(flows.cache.memory()).isEqualTo(budget.used()).isLessThanOrEqualTo(60_000);
        assertThat(budget.refusals()).isPositive();
        assertThat(flows.cache.counts().evicted()).isPositive();
        assertThat(flows.cache.size()).isGreaterThan(150);

        // New data sources have nothing to give up.
        for (int i = 0; i < 500; i++) {
            flows.add(3, 3 + i % 10, "m" + i, 100);
            plain.add(3, 3 + i % 10, "m" + i, 1, 100);
        }
        assertThat(flows.cache.counts().refused()).isPositive();
        assertThat(flows.cache.counts().accepted() + flows.cache.counts().refused())
                .isEqualTo(3500);
        for (int source = 0; source < 13; source++) {
            for (String key : plain.of(source).keySet()) {
                double value = flows.value(3, source, key);
                assertThat(plain.rate(3, source, key))
                        .isLessThanOrEqualTo(
                                ((Double.isNaN(value) ? 0 : value) + flows.missed(3, source, key)) * (1 + 1e-9));
            }
        }

        flows.cache.clear();
        assertThat(budget.used()).isZero();
        assertThat(flows.add(4, 1, "a", 1)).isNotEqualTo(FlowCache.NONE);
    }

    @Test
    void theSameNumbersComeFromAnyOrderOfDataSourceNumbers() {
        Map<String, Double> first = new HashMap<>();
        for (int offset : new int[] {0, 77}) {
            var flows = new Flows(SMALL);
            var random = new SplittableRandom(5);
            for (int i = 0; i < 2000; i++) {
                flows.add(i / 100.0, offset + random.nextInt(3), "k" + zipf(random, 300), random.nextInt(1500));
            }
            for (int source = 0; source < 3; source++) {
                for (TopFlow flow : flows.top(20, offset + source)) {
                    Double before = first.putIfAbsent(source + flow.key().text(), flow.value());
                    assertThat(before == null || before == flow.value()).isTrue();
                }
            }
        }
        assertThat(first.values()).hasSize(15).isNotEmpty();
        assertThat(first.values().stream().max(Comparator.naturalOrder())).isPresent();
    }

    private static int zipf(SplittableRandom random, int keys) {
        return (int) Math.exp(random.nextDouble() * Math.log(keys));
    }
}
