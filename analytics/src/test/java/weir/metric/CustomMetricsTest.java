package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import weir.metric.Refusals.Refusal;
import weir.testing.CustomBuilder;
import weir.testing.DatagramBuilder;

/** Metrics that programs give to their host agent. */
class CustomMetricsTest {

    private final Observatory observatory = new Observatory();
    private int sequence;

    private MetricRow send(double time, String dataSource, Consumer<CustomBuilder> metrics) {
        observatory
                .at(time)
                .datagram(new DatagramBuilder()
                        .sequence(++sequence)
                        .uptime(observatory.uptime())
                        .rtmetric(dataSource, metrics));
        return observatory.row("10.0.0.1", DataSourceId.named(dataSource));
    }

    @Test
    void takesValuesOfEveryType() {
        Consumer<CustomBuilder> metrics = to -> to.string("state", "ok")
                .counter32("c32", 100)
                .counter64("c64", 1L << 40)
                .gauge32("g32", 0xFFFF_FFFFL)
                .gauge64("g64", 5)
                .gaugeFloat("tempC", 48.3)
                .gaugeDouble("d", -1);
        assertThat(Observatory.values(send(0, "sensors", metrics)))
                .containsOnlyKeys("state", "g32", "g64", "tempC", "d")
                .containsEntry("state", "ok")
                .containsEntry("g32", 4294967295.0)
                .containsEntry("tempC", 48.3)
                .containsEntry("d", -1.0);
        MetricRow row = send(10, "sensors", to -> to.counter32("c32", 150).counter64("c64", (1L << 40) + 1000));
        assertThat(row.number("c32")).isEqualTo(5);
        assertThat(row.number("c64")).isEqualTo(100);
        assertThat(row.text("state")).isEqualTo("ok");
        assertThat(observatory.status().customSamples()).isEqualTo(2);
    }

    @Test
    void remembersWhenEachMetricCame() {
        send(0, "sensors", to -> to.gauge32("a", 1).gauge32("b", 2));
        MetricRow row = send(30, "sensors", to -> to.gauge32("b", 3).gauge32("c", 4));
        assertThat(row.number("a")).isEqualTo(1);
        row.forEach((metric, value, updated) ->
                assertThat(updated).as(metric).isEqualTo(metric.equals("a") ? 0 : 30_000_000_000L));
    }

    @Test
    void appliesTheRulesOfCounters() {
        send(0, "s", to -> to.counter32("c", (1L << 32) - 500));
        assertThat(send(10, "s", to -> to.counter32("c", 500)).number("c")).isEqualTo(100);
        assertThat(send(20, "s", to -> to.counter32("c", 50)).number("c")).isZero();
        assertThat(send(30, "s", to -> to.counter32("c", 0xFFFF_FFFFL)).number("c"))
                .isNaN();
        assertThat(send(40, "s", to -> to.counter32("c", 60)).number("c")).isNaN();
        assertThat(send(50, "s", to -> to.counter32("c", 70)).number("c")).isEqualTo(1);
    }

    @Test
    void takesAMetricThatChangesItsTypeForANewOne() {
        send(0, "s", to -> to.gauge32("x", 5));
        MetricRow row = send(10, "s", to -> to.string("x", "five"));
        assertThat(row.value("x")).isEqualTo("five");
        assertThat(send(20, "s", to -> to.gaugeDouble("x", 5.5)).value("x")).isEqualTo(5.5);
    }

    @Test
    void refusesNamesThatAreNone() {
        send(
                0,
                "ok",
                to -> to.gauge32("good-Name_1", 1)
                        .gauge32("with.dot", 1)
                        .gauge32("with space", 1)
                        .gauge32("", 1)
                        .gauge32("n".repeat(65), 1)
                        .gauge32("n".repeat(64), 1));
        assertThat(Observatory.values(observatory.row("10.0.0.1", DataSourceId.named("ok"))))
                .containsOnlyKeys("good-Name_1", "n".repeat(64));
        observatory.datagram(new DatagramBuilder()
                .sequence(++sequence)
                .rtmetric("2.1", to -> to.gauge32("load_one", 1))
                .rtmetric("", to -> to.gauge32("load_one", 1))
                .rtmetric("x\nsflow_fake 1", to -> to.gauge32("load_one", 1))
                .rtmetric("s".repeat(65), to -> to.gauge32("load_one", 1)));
        assertThat(observatory.agent().dataSources()).hasSize(1);
        assertThat(observatory.refusals().get(Refusal.CUSTOM_NAMES)).isEqualTo(4 + 4);
    }

    @Test
    void keepsWhatWasReadBeforeAnUnknownType() {
        MetricRow row = send(
                0, "s", to -> to.gauge32("a", 1).entry("b", 99, w -> w.u32(7)).gauge32("c", 2));
        assertThat(Observatory.values(row)).containsOnlyKeys("a");
    }

    @Test
    void boundsTheMetricsOfAnAgent() {
        MetricLimits limits = new MetricLimits(10, 10, 3, 5, 16, 10, 10);
        Observatory small = new Observatory(weir.sflow.StructureTable.standard(), limits);
        DatagramBuilder datagram = new DatagramBuilder();
        for (int source = 0; source < 4; source++) {
            datagram.rtmetric("s" + source, to -> to.gauge32("a", 1).gauge32("b", 2));
        }
        small.at(0).datagram(datagram);
        assertThat(small.agent().dataSources()).hasSize(3);
        assertThat(small.row("10.0.0.1", DataSourceId.named("s2")).size()).isEqualTo(1);
        assertThat(small.refusals().get(Refusal.DATA_SOURCES)).isEqualTo(1);
        assertThat(small.refusals().get(Refusal.CUSTOM_METRICS)).isEqualTo(1);
    }

    @Test
    void countsCustomFlows() {
        observatory.datagram(new DatagramBuilder().rtflow("app", 100, 0, to -> to.string("user", "alice")));
        assertThat(observatory.status().customSamples()).isEqualTo(1);
    }
}
