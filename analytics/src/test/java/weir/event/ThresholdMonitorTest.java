package weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import weir.flow.Estimate;
import weir.flow.FlowKey;
import weir.metric.SentRecords;
import weir.testing.Allocation;

/** Source: flow analytics reference, section 13. */
class ThresholdMonitorTest {

    private static final String AGENT = WatchedShard.AGENT;
    private static final String OTHER = "10.0.0.2";

    private final WatchedShard shard = new WatchedShard();
    private long octets;

    /** Ten seconds of receiving at a rate, in bytes per second. */
    private void received(double rate) {
        octets += Math.round(rate * 10);
        shard.after(10).port(AGENT, 7, octets, port -> {});
    }

    private void start() {
        shard.port(AGENT, 7, octets, port -> {});
    }

    @Test
    void reachingTheLimitExactlyMakesAnEvent() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000);
        start();
        received(999.9);
        assertThat(shard.events).isEmpty();
        received(1000);
        assertThat(shard.events).hasSize(1);
        Event event = shard.events.getFirst();
        assertThat(event.threshold()).isEqualTo("t");
        assertThat(event.metric()).isEqualTo("ifinoctets");
        assertThat(event.limit()).isEqualTo(1000);
        assertThat(event.value()).isEqualTo(1000);
        assertThat(event.timestamp()).isEqualTo(shard.time / 1_000_000);
        assertThat(event.source().agent().orElseThrow()).hasToString(AGENT);
        assertThat(event.source().dataSource().orElseThrow()).hasToString("7");
        assertThat(event.flowKey()).isEmpty();
        assertThat(event.estimate()).isEmpty();
        assertThat(event.values()).isEmpty();
    }

    @Test
    void whatStaysAboveMakesOneEventAndMustStayBelowForTheTimeout() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000, "timeout", 30);
        start();
        for (int i = 0; i < 10; i++) {
            received(2000);
        }
        assertThat(shard.events).hasSize(1);
        received(10);
        received(10);
        // The last time above is 30 s ago, not more.
        received(2000);
        assertThat(shard.events).hasSize(1);
        received(10);
        received(10);
        received(10);
        received(2000);
        assertThat(shard.events).hasSize(2);
    }

    @Test
    void updatesRarerThanTheTimeoutMakeAnEventEach() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000, "timeout", 9.5);
        start();
        for (int i = 0; i < 5; i++) {
            received(2000);
        }
        assertThat(shard.events).hasSize(5);
    }

    @Test
    void eachDataSourceOfEachAgentHasAStateOfItsOwn() {
        shard.threshold("t", "metric", "ifspeed", "value", 1e9);
        for (String agent : List.of(AGENT, OTHER)) {
            for (int ifIndex = 1; ifIndex <= 3; ifIndex++) {
                shard.port(agent, ifIndex, 0, port -> {});
                shard.after(1).port(agent, ifIndex, 0, port -> {});
            }
        }
        assertThat(shard.events)
                .extracting(event -> event.source().agent().orElseThrow() + " "
                        + event.source().dataSource().orElseThrow())
                .containsExactly(AGENT + " 1", AGENT + " 2", AGENT + " 3", OTHER + " 1", OTHER + " 2", OTHER + " 3");
    }

    @Test
    void aDataSourceBeforeTheNameRestrictsToIt() {
        shard.threshold("t", "metric", "2.ifspeed", "value", 1);
        shard.port(AGENT, 1, 0, port -> {}).port(AGENT, 2, 0, port -> {}).port(OTHER, 2, 0, port -> {});
        assertThat(shard.events)
                .extracting(event -> event.source().agent().orElseThrow().toString())
                .containsExactly(AGENT, OTHER);
        assertThat(shard.events).extracting(Event::metric).containsOnly("2.ifspeed");
    }

    @Test
    void onlyMetricsOfTheSampleAreCompared() {
        // Host records come in turns: the CPU's do not come again with the name.
        shard.threshold("t", "metric", "load_one", "value", 0.1, "timeout", 0.5);
        shard.host(AGENT, sample -> sample.record(0, 2003, SentRecords.cpu(0, 0, 0, 0, 0, 0, 0)));
        assertThat(shard.events).hasSize(1);
        shard.after(5).host(AGENT, sample -> sample.record(0, 2000, SentRecords.host("leaf1", "6.1")));
        assertThat(shard.events).hasSize(1);
        shard.after(5).host(AGENT, sample -> sample.record(0, 2003, SentRecords.cpu(0, 0, 0, 0, 0, 0, 0)));
        assertThat(shard.events).hasSize(2);
    }

    @Test
    void filtersCompareTheDataSourceAndFallBackToItsHost() {
        shard.threshold(
                "t",
                "metric",
                "ifinoctets",
                "value",
                1000,
                "timeout",
                0,
                "filter",
                Map.of("ifspeed", List.of("100", 1_000_000_000L), "host_name", List.of("leaf*")));
        start();
        received(5000);
        assertThat(shard.events).as("no host is known").isEmpty();
        shard.host(AGENT, sample -> sample.record(0, 2000, SentRecords.host("spine1", "6.1")));
        received(5000);
        assertThat(shard.events).as("another host").isEmpty();
        shard.host(AGENT, sample -> sample.record(0, 2000, SentRecords.host("leaf1", "6.1")));
        received(5000);
        assertThat(shard.events).hasSize(1);
        octets += 50_000;
        shard.after(10).port(AGENT, 7, octets, port -> port.speed = 10_000_000_000L);
        assertThat(shard.events).as("another speed").hasSize(1);
    }

    @Test
    void byFlowWatchesEachFlowAndOtherwiseTheLargest() {
        shard.flow("pair", "keys", "ipsource,ipdestination", "value", "bytes", "t", 2);
        shard.threshold("each", "metric", "pair", "value", 500, "byFlow", true, "timeout", 60);
        shard.threshold("largest", "metric", "pair", "value", 500, "timeout", 60);
        shard.packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 1000);
        shard.packet(AGENT, 3, "10.1.1.3", "10.1.1.4", 1000);
        shard.packet(AGENT, 3, "10.1.1.5", "10.1.1.6", 999);
        shard.packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 1000);
        shard.packet(AGENT, 4, "10.1.1.1", "10.1.1.2", 1000);
        assertThat(shard.events)
                .extracting(event ->
                        event.threshold() + " " + event.source().dataSource().orElseThrow() + " "
                                + event.flowKey().map(FlowKey::text).orElse("-"))
                .containsExactly(
                        "each 3 10.1.1.1,10.1.1.2",
                        "largest 3 -",
                        "each 3 10.1.1.3,10.1.1.4",
                        "each 4 10.1.1.1,10.1.1.2",
                        "largest 4 -");
    }

    @Test
    void theValueIsThatOfTheMomentWithItsEstimate() {
        shard.flow("pair", "keys", "ipsource", "value", "bytes", "values", "frames", "t", 2);
        shard.threshold("t", "metric", "pair", "value", 1200, "byFlow", true);
        shard.packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 1500);
        shard.after(1).packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 1500);
        assertThat(shard.events).hasSize(1);
        Event event = shard.events.getFirst();
        double expected = 750 * Math.exp(-0.5) + 750;
        assertThat(event.value()).isCloseTo(expected, within(1e-9 * expected));
        assertThat(event.values()).hasSize(1);
        assertThat(event.values().getFirst()).isCloseTo(expected / 1500, within(1e-9));
        assertThat(event.estimate().map(Estimate::samples).orElseThrow()).isBetween(1.0, 2.0);
    }

    @Test
    void byFlowOnACounterMetricIsAsWithoutIt() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000, "byFlow", true);
        start();
        received(2000);
        assertThat(shard.events).hasSize(1);
        assertThat(shard.events.getFirst().flowKey()).isEmpty();
    }

    @Test
    void flowsOfAWholeAgentAreWatchedAsDataSourceZero() {
        shard.flow("pair", "keys", "ipsource", "value", "frames", "aggMode", "agent");
        shard.threshold("t", "metric", "pair", "value", 1, "byFlow", true);
        shard.packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 1000);
        shard.packet(AGENT, 4, "10.1.1.1", "10.1.1.2", 1000);
        assertThat(shard.events)
                .extracting(event -> event.source().dataSource().orElseThrow().toString())
                .containsExactly("0");
    }

    @Test
    void filtersOfFlowThresholdsLookAtTheCountersOfTheirDataSource() {
        shard.flow("pair", "keys", "ipsource", "value", "frames", "t", 2);
        shard.threshold(
                "t",
                "metric",
                "pair",
                "value",
                0.5,
                "timeout",
                0,
                "byFlow",
                true,
                "filter",
                Map.of("ifspeed", List.of("1000000000")));
        shard.packet(AGENT, 7, "10.1.1.1", "10.1.1.2", 1000);
        assertThat(shard.events).isEmpty();
        shard.port(AGENT, 7, 0, port -> {});
        shard.after(0.1).packet(AGENT, 7, "10.1.1.1", "10.1.1.2", 1000);
        assertThat(shard.events).hasSize(1);
        shard.after(0.1).packet(AGENT, 8, "10.1.1.1", "10.1.1.2", 1000);
        assertThat(shard.events).as("a port without counters, and no host").hasSize(1);
    }

    @Test
    void aChangedOrRemovedThresholdForgetsAndAnEqualOneGoesOn() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000);
        start();
        received(2000);
        shard.threshold("t", "metric", "ifinoctets", "value", 1000);
        received(2000);
        assertThat(shard.events).as("an equal one").hasSize(1);
        shard.threshold("t", "metric", "ifinoctets", "value", 1001);
        received(2000);
        assertThat(shard.events).as("a changed one").hasSize(2);
        shard.thresholds = shard.thresholds.without("t");
        received(2000);
        assertThat(shard.events).as("a removed one").hasSize(2);
        shard.threshold("t", "metric", "ifinoctets", "value", 1001);
        received(2000);
        assertThat(shard.events).as("one made anew").hasSize(3);
    }

    @Test
    void removingAndMakingAnewBetweenTwoSamplesForgetsToo() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000);
        start();
        received(2000);
        shard.thresholds = shard.thresholds.without("t");
        shard.threshold("t", "metric", "ifinoctets", "value", 1000);
        received(2000);
        assertThat(shard.events).hasSize(2);
    }

    @Test
    void marksDropOnlyWhatSaysNothing() {
        shard.threshold("t", "metric", "ifinoctets", "value", 1000, "timeout", 60);
        start();
        received(2000);
        for (int i = 0; i < 50; i++) {
            shard.after(1).mark();
        }
        received(2000 * 6);
        assertThat(shard.events).as("60 s later").hasSize(1);
        for (int i = 0; i < 70; i++) {
            shard.after(1).mark();
        }
        octets += 2000 * 80;
        shard.port(AGENT, 7, octets, port -> {});
        assertThat(shard.events).as("70 s later").hasSize(2);
    }

    @Test
    void anAgentThatIsGoneIsForgotten() {
        shard.threshold("t", "metric", "ifspeed", "value", 1, "timeout", 100_000);
        shard.port(AGENT, 1, 0, port -> {});
        for (int i = 0; i < 12; i++) {
            shard.after(60).mark();
        }
        shard.port(AGENT, 1, 0, port -> {});
        assertThat(shard.events).hasSize(2);
    }

    @Test
    void boundsWhatManyFlowsCanFillAndCountsTheRest() {
        shard.flow("ports", "keys", "ipsource", "value", "frames", "t", 0.1);
        shard.threshold("t", "metric", "ports", "value", 1, "byFlow", true, "timeout", 600);
        int flows = Exceedances.MOST + 1000;
        for (int i = 0; i < flows; i++) {
            shard.packet(AGENT, 3, "10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255), "10.0.0.9", 100);
        }
        assertThat(shard.events).hasSize(Exceedances.MOST);
        assertThat(shard.monitor.refused()).isEqualTo(1000);
        shard.after(601).packet(AGENT, 3, "10.9.9.9", "10.0.0.9", 100);
        assertThat(shard.events).as("what is over makes room").hasSize(Exceedances.MOST + 1);
    }

    @Test
    void comparingMakesNoGarbage() {
        shard.flow("pair", "keys", "ipsource,ipdestination", "value", "bytes", "t", 2);
        shard.threshold("above", "metric", "pair", "value", 1, "byFlow", true, "timeout", 600);
        shard.threshold("largest", "metric", "pair", "value", 1, "timeout", 600);
        shard.threshold("below", "metric", "pair", "value", 1e15, "byFlow", true);
        shard.threshold(
                "filtered", "metric", "pair", "value", 1, "byFlow", true, "filter", Map.of("ifspeed", List.of("1")));
        shard.port(AGENT, 3, 0, port -> {});
        Iterator<byte[]> datagrams = Stream.generate(() ->
                        shard.sampled(AGENT, 3, "10.1.1.1", "10.1.1.2", 1000).build())
                .limit(3000)
                .toList()
                .iterator();
        assertThat(Allocation.ofWarm(2500, () -> shard.receive(datagrams.next())))
                .isZero();
        assertThat(shard.events).hasSize(2);
    }

    @Test
    void recordsOfLoggedFlowsGoIntoTheLogAndNoOthers() {
        shard.flow("logged", "keys", "ipsource", "value", "bytes", "log", true, "activeTimeout", 10);
        shard.flow("silent", "keys", "ipsource", "value", "bytes");
        shard.packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 1000);
        shard.after(1).packet(AGENT, 3, "10.1.1.1", "10.1.1.2", 500);
        shard.end();
        assertThat(shard.records).hasSize(1);
        FlowRecord record = shard.records.getFirst();
        assertThat(record.name()).isEqualTo("logged");
        assertThat(record.totals().value()).isEqualTo(1500);
        assertThat(record.totals().end() - record.totals().start()).isEqualTo(1000);
        assertThat(record.source().dataSource().orElseThrow()).hasToString("3");
    }
}
