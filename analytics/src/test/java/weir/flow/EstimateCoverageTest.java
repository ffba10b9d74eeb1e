package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import weir.flow.SampledTraffic.Frames;

/**
 * How often the interval of {@link Estimate} holds the truth, over resamplings of traffic that is known.
 *
 * <p>Traffic is Zipf distributed: the flow of rank k has 1/k of the packets of the first. Flows are chosen by what they
 * truly send, so that from 1 to 1000 samples are expected of them, and never by what the samples make of them: choosing
 * the largest estimates would choose those that are too large. Packets are sampled at random and independently of each
 * other, so the samples of a flow do not depend on those of others and each flow is resampled by itself.
 *
 * <p>A resampling that has no sample of the flow gives no value, and so no interval; it does not count.
 *
 * <p>{@code mvn test -Dcoverage.resamplings=100000} makes the figures sharper.
 */
class EstimateCoverageTest {

    private static final int RESAMPLINGS = Integer.getInteger("coverage.resamplings", 10_000);
    private static final double LARGEST_FLOW = 1000;
    private static final int[] RANKS = {1, 2, 5, 10, 20, 33, 50, 67, 100, 200, 333, 500, 1000};
    private static final double ENOUGH = 10;

    /** Share of intervals that held the truth, by samples expected of the flow. */
    private static Map<Double, Double> coverage(SampledTraffic traffic) {
        Map<Double, Double> cells = new LinkedHashMap<>();
        for (int rank : RANKS) {
            double expected = LARGEST_FLOW / rank;
            if (expected <= traffic.most()) {
                SplittableRandom random = new SplittableRandom(rank);
                int held = 0;
                int given = 0;
                for (int i = 0; i < RESAMPLINGS; i++) {
                    SampledTraffic.Sums sums = traffic.resample(expected, random);
                    double samples = Estimate.effectiveSamples(sums.sum(), sums.squares());
                    if (samples > 0) {
                        given++;
                        double truth = sums.truth();
                        boolean holds = Estimate.lower(samples) * sums.sum() <= truth
                                && truth <= Estimate.upper(samples) * sums.sum();
                        held += holds ? 1 : 0;
                    }
                }
                cells.put(expected, (double) held / given);
            }
        }
        return cells;
    }

    private static List<Double> enough(Map<Double, Double> cells) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey() >= ENOUGH)
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        List<Double> all = new ArrayList<>();
        for (SampledTraffic traffic : List.of(
                SampledTraffic.summed(Frames.EQUAL),
                SampledTraffic.summed(Frames.INTERNET),
                SampledTraffic.summed(Frames.TWO_SIZES),
                SampledTraffic.smoothed(Frames.EQUAL),
                SampledTraffic.smoothed(Frames.INTERNET))) {
            List<Double> cells = enough(coverage(traffic));
            assertThat(cells).as(traffic.toString()).hasSizeGreaterThan(5).allMatch(share -> share >= 0.93);
            all.addAll(cells);
        }
        double mean = all.stream().mapToDouble(share -> share).average().orElseThrow();
        assertThat(mean).isBetween(0.94, 0.96);
    }

    @Test
    void ofFewSamplesTheIntervalIsAnOrderOfMagnitude() {
        Map<Double, Double> packets = coverage(SampledTraffic.summed(Frames.EQUAL));
        Map<Double, Double> bytes = coverage(SampledTraffic.smoothed(Frames.INTERNET));
        assertThat(packets.get(5.0)).isGreaterThan(0.93);
        assertThat(packets.get(1.0)).isGreaterThan(0.9);
        assertThat(bytes.get(5.0)).isBetween(0.85, 0.95);
        assertThat(bytes.get(1.0)).isBetween(0.6, 0.85);
    }

    @Test
    void fewLargeFramesAmongManySmallOnesAreTheLimit() {
        Map<Double, Double> cells = coverage(SampledTraffic.summed(Frames.FEW_LARGE));
        assertThat(enough(cells)).allMatch(share -> share >= 0.9);
        assertThat(cells.get(100.0)).isGreaterThan(0.93);
    }
}
