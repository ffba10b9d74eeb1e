package weir.metric.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import weir.metric.DataSourceId;
import weir.net.IpAddress;

class StatisticTest {

    private static final long MILLISECOND = 1_000_000;

    private static MetricSummary summary(Statistic statistic, Object... values) {
        SummaryBuilder builder = new SummaryBuilder(statistic.prefix() + ":m", statistic);
        for (int i = 0; i < values.length; i++) {
            builder.add(
                    IpAddress.v4(i / 3), DataSourceId.of(0, i % 3), new Reading(values[i], (100 + i) * MILLISECOND));
        }
        return builder.build(1000 * MILLISECOND);
    }

    private static double number(Statistic statistic, double... values) {
        Object value =
                summary(statistic, Arrays.stream(values).boxed().toArray()).value();
        return value instanceof Double number ? number : Double.NaN;
    }

    @Test
    void findsQuartilesAsTheReferenceDoes() {
        MetricSummary summary = summary(Statistic.MED, 0.56, 0.16, 0.28, 0.21);
        assertThat(summary.quartiles()).isEqualTo(new Quartiles(0.16, 0.21, (0.21 + 0.28) / 2, 0.28, 0.56));
        assertThat(number(Statistic.MED, 0.16, 0.21, 0.28, 0.56)).isCloseTo(0.245, within(1e-12));
        assertThat(number(Statistic.IQR, 0.16, 0.21, 0.28, 0.56)).isCloseTo(0.07, within(1e-12));
    }

    @Test
    void roundsHalfWayQuartilesToTheEvenPlace() {
        // Three values: places 0.5 and 1.5 become 0 and 2; seven values: 1.5 and 4.5 become 2 and 4.
        assertThat(number(Statistic.Q1, 1, 2, 3)).isEqualTo(1);
        assertThat(number(Statistic.Q3, 1, 2, 3)).isEqualTo(3);
        assertThat(number(Statistic.Q1, 1, 2, 3, 4, 5, 6, 7)).isEqualTo(3);
        assertThat(number(Statistic.Q3, 1, 2, 3, 4, 5, 6, 7)).isEqualTo(5);
    }

    @Test
    void summarisesOneValue() {
        for (Statistic statistic : Statistic.values()) {
            double expected =
                    statistic == Statistic.VAR || statistic == Statistic.SDEV || statistic == Statistic.IQR ? 0 : 7;
            assertThat(number(statistic, 7)).as(statistic.prefix()).isEqualTo(expected);
        }
    }

    @Test
    void takesVarianceOfTheWholePopulation() {
        assertThat(number(Statistic.VAR, 2, 4, 4, 4, 5, 5, 7, 9)).isEqualTo(4);
        assertThat(number(Statistic.SDEV, 2, 4, 4, 4, 5, 5, 7, 9)).isEqualTo(2);
    }

    @Test
    void namesTheFirstOfEqualValues() {
        MetricSummary max = summary(Statistic.MAX, 1.0, 5.0, 2.0, 5.0, 5.0);
        assertThat(max.agent()).isEqualTo(IpAddress.v4(0));
        assertThat(max.dataSource()).isEqualTo(DataSourceId.of(0, 1));
        assertThat(max.lastUpdate()).isEqualTo(899);
        assertThat(max.lastUpdateMin()).isEqualTo(896);
        assertThat(max.lastUpdateMax()).isEqualTo(900);
        MetricSummary min = summary(Statistic.MIN, 3.0, 5.0, 2.0, 2.0);
        assertThat(min.dataSource()).isEqualTo(DataSourceId.of(0, 2));
        assertThat(min.value()).isEqualTo(2.0);
    }

    @Test
    void tellsWhatBelongsToEachStatistic() {
        for (Statistic statistic : Statistic.values()) {
            MetricSummary summary = summary(statistic, 1.0, 2.0, 3.0);
            boolean selects = statistic.selects();
            assertThat(summary.n()).isEqualTo(3);
            assertThat(summary.metric()).isEqualTo(statistic.prefix() + ":m");
            assertThat(summary.agent() != null).isEqualTo(selects);
            assertThat(summary.dataSource() != null).isEqualTo(selects);
            assertThat(summary.lastUpdate() != null).isEqualTo(selects && statistic != Statistic.ANY);
            assertThat(summary.quartiles() != null).isEqualTo(statistic.ofQuartiles());
        }
    }

    @Test
    void findsAnyValueFirst() {
        assertThat(summary(Statistic.ANY, 3.0, 9.0, 1.0).value()).isEqualTo(3.0);
        assertThat(summary(Statistic.ANY, "b", "a").value()).isEqualTo("b");
    }

    @Test
    void comparesTextByItsCharacters() {
        assertThat(summary(Statistic.MAX, "leaf1", "spine2", "Spine3", "spine10")
                        .value())
                .isEqualTo("spine2");
        assertThat(summary(Statistic.MIN, "leaf1", "spine2", "Spine3", "spine10")
                        .value())
                .isEqualTo("Spine3");
        assertThat(summary(Statistic.MAX, "leaf1", "leaf2").n()).isEqualTo(2);
    }

    @Test
    void hasNoNumbersOfText() {
        for (Statistic statistic : Statistic.values()) {
            if (!statistic.selects()) {
                assertThat(summary(statistic, "a", "b")).isEqualTo(MetricSummary.nothing(statistic.prefix() + ":m"));
            }
        }
    }

    @Test
    void prefersNumbersWhereAMetricIsBoth() {
        assertThat(summary(Statistic.MAX, "z", 4.0, "a", 2.0).value()).isEqualTo(4.0);
        assertThat(summary(Statistic.SUM, "z", 4.0, "a", 2.0).value()).isEqualTo(6.0);
        assertThat(summary(Statistic.SUM, "z", 4.0, "a", 2.0).n()).isEqualTo(2);
    }

    @Test
    void findsNothingAmongNothing() {
        for (Statistic statistic : Statistic.values()) {
            MetricSummary summary = summary(statistic);
            assertThat(summary.found()).isFalse();
            assertThat(summary.n()).isZero();
        }
    }

    /** All statistics against their definitions, written down plainly. */
    @Test
    void agreesWithPlainDefinitions() {
        Random random = new Random(42);
        for (int run = 0; run < 500; run++) {
            int n = 1 + random.nextInt(60);
            double[] values = random.doubles(n, -1e6, 1e6).toArray();
            if (run % 5 == 0) {
                values = Arrays.stream(values)
                        .map(value -> Math.rint(value / 4e5))
                        .toArray();
            }
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double sum = DoubleStream.of(values).reduce(0, Double::sum);
            double mean = sum / n;
            double var =
                    DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).sum() / n;
            double med = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
            double q1 = sorted[halfToEven(n - 1, 1)];
            double q3 = sorted[halfToEven(n - 1, 3)];
            assertThat(number(Statistic.MAX, values)).isEqualTo(sorted[n - 1]);
            assertThat(number(Statistic.MIN, values)).isEqualTo(sorted[0]);
            assertThat(number(Statistic.SUM, values)).isEqualTo(sum);
            assertThat(number(Statistic.AVG, values)).isEqualTo(mean);
            assertThat(number(Statistic.VAR, values)).isCloseTo(var, within(1e-6 * Math.max(1, var)));
            assertThat(number(Statistic.SDEV, values)).isCloseTo(Math.sqrt(var), within(1e-6 * Math.max(1, var)));
            assertThat(number(Statistic.MED, values)).isEqualTo(med);
            assertThat(number(Statistic.Q2, values)).isEqualTo(med);
            assertThat(number(Statistic.Q1, values)).isEqualTo(q1);
            assertThat(number(Statistic.Q3, values)).isEqualTo(q3);
            assertThat(number(Statistic.IQR, values)).isEqualTo(q3 - q1);
            assertThat(number(Statistic.ANY, values)).isEqualTo(values[0]);
        }
    }

    /** Quarters of a number of steps, rounded to the nearest, half to even, in whole numbers. */
    private static int halfToEven(int steps, int quarters) {
        int whole = steps * quarters / 4;
        int rest = steps * quarters % 4;
        return rest > 2 || rest == 2 && whole % 2 == 1 ? whole + 1 : whole;
    }
}
