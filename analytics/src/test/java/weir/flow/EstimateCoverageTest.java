package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import weir.flow.SampledTraffic.Frames;

/**
 * How often the interval of {@link Estimate} holds the truth, over resamplings of traffic that is known.
 *
 * <p>Traffic is Zipf distributed: the flow of rank k has 1/k of the packets of the first. Flows are chosen by what they
 * truly send, so that from 1 to 1000 samples are expected of them, and never by what the samples make of them: choosing
 * the largest estimates would choose those that are too large. Packets are sampled at random and independently of each
 * other, so the samples of a flow do not depend on those of others and each flow is resampled by itself. What its data
 * source is like is known from one sampling of all its flows.
 *
 * <p>A resampling that has no sample of the flow gives no value, and so no interval; it does not count.
 *
 * <p>{@code mvn test -Dcoverage.resamplings=100000} makes the figures sharper.
 */
class EstimateCoverageTest {

    private static final int RESAMPLINGS = Integer.getInteger("coverage.resamplings", 10_000);
    private static final double LARGEST_FLOW = 1000;
    private static final int[] RANKS = {1, 2, 5, 10, 20, 33, 50, 67, 100, 200, 333, 500, 1000};
    private static final double SAMPLES_OF_ALL_FLOWS = LARGEST_FLOW
            * IntStream.rangeClosed(1, 1000).mapToDouble(k -> 1.0 / k).sum();
    private static final double ENOUGH = 10;

    /** Share of intervals that held the truth, by traffic and samples expected of the flow. */
    private static final Map<Cell, Double> CELLS = new LinkedHashMap<>();

    record Cell(String traffic, double samples) {}

    @BeforeAll
    static void resample() {
        Arrays.stream(Frames.values())
                .flatMap(frames -> Stream.of(SampledTraffic.summed(frames), SampledTraffic.smoothed(frames)))
                .forEach(traffic -> {
                    double typical = traffic.typical(SAMPLES_OF_ALL_FLOWS, new SplittableRandom(0));
                    coverage(traffic, typical)
                            .forEach((samples, share) -> CELLS.put(new Cell(traffic.toString(), samples), share));
                });
        report();
    }

    /** For {@code -Dcoverage.report=true}: the figures that the class comment of {@link Estimate} tells. */
    private static void report() {
        if (Boolean.getBoolean("coverage.report")) {
            CELLS.forEach(
                    (cell, share) -> System.out.printf("%-20s %6.1f %6.2f%n", cell.traffic, cell.samples, 100 * share));
        }
    }

    private static Map<Double, Double> coverage(SampledTraffic traffic, double typical) {
        Map<Double, Double> cells = new LinkedHashMap<>();
        for (int rank : RANKS) {
            double expected = LARGEST_FLOW / rank;
            if (expected <= traffic.most()) {
                cells.put(expected, coverage(traffic, expected, typical, new SplittableRandom(rank)));
            }
        }
        return cells;
    }

    private static double coverage(SampledTraffic traffic, double expected, double typical, SplittableRandom random) {
        int held = 0;
        int given = 0;
        for (int i = 0; i < RESAMPLINGS; i++) {
            SampledTraffic.Sums sums = traffic.resample(expected, random);
            double samples = Estimate.effectiveSamples(sums.sum(), sums.squares());
            if (samples > 0) {
                given++;
                double ratio = Estimate.ratio(sums.sum(), sums.squares(), typical);
                boolean holds = Estimate.lower(samples, ratio) * sums.sum() <= sums.truth()
                        && sums.truth() <= Estimate.upper(samples, ratio) * sums.sum();
                held += holds ? 1 : 0;
            }
        }
        return (double) held / given;
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        double[] enough = CELLS.entrySet().stream()
                .filter(cell -> cell.getKey().samples >= ENOUGH)
                .mapToDouble(Map.Entry::getValue)
                .toArray();
        assertThat(enough).hasSize(64);
        assertThat(Arrays.stream(enough).average().orElseThrow()).isBetween(0.94, 0.96);
    }

    @Test
    void noFlowOfTenSamplesOrMoreHasFewerThan93Percent() {
        assertThat(CELLS).allSatisfy((cell, share) -> {
            if (cell.samples >= ENOUGH) {
                assertThat(share).as(cell.toString()).isGreaterThanOrEqualTo(0.93);
            }
        });
    }

    @Test
    void ofFewSamplesTheIntervalIsWideButHoldsTheTruth() {
        assertThat(CELLS).allSatisfy((cell, share) -> {
            if (cell.samples < ENOUGH) {
                assertThat(share).as(cell.toString()).isGreaterThanOrEqualTo(0.94);
            }
        });
    }

    /** Nothing is known of the data source but this flow; its frames are the usual ones. */
    @Test
    void aFlowThatIsAloneAtItsDataSourceKeepsTheBoundFromTenSamplesOn() {
        for (SampledTraffic traffic :
                new SampledTraffic[] {SampledTraffic.summed(Frames.INTERNET), SampledTraffic.smoothed(Frames.INTERNET)
                }) {
            assertThat(coverage(traffic, 0)).allSatisfy((samples, share) -> {
                if (samples >= ENOUGH) {
                    assertThat(share).as(traffic + " " + samples).isGreaterThanOrEqualTo(0.93);
                }
            });
        }
    }
}
