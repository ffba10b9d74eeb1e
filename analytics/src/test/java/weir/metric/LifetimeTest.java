package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.metric.SentRecords.octets;

import org.junit.jupiter.api.Test;
import weir.testing.DatagramBuilder;

/** How long agents, data sources and metrics are kept, and what a replay that starts over changes. */
class LifetimeTest {

    private final Observatory observatory = new Observatory();

    private void datagram(String agent, long sequence, int... ports) {
        DatagramBuilder datagram =
                new DatagramBuilder().agent(agent).sequence(sequence).uptime(observatory.uptime());
        for (int port : ports) {
            datagram.flow(sample -> sample.source(0, port).sequence(sequence));
        }
        observatory.datagram(datagram);
    }

    @Test
    void removesAnAgentAfterTenMinutesOfSilence() {
        observatory.at(0);
        datagram("10.0.0.1", 1, 1);
        observatory.at(599.999).sweep();
        assertThat(observatory.findAgent("10.0.0.1")).isNotNull();
        observatory.at(600).sweep();
        assertThat(observatory.findAgent("10.0.0.1")).isNull();
        assertThat(observatory.directory().size()).isZero();
        assertThat(observatory.table().size()).isZero();
    }

    @Test
    void beginsAnewWithAnAgentThatComesBack() {
        observatory.at(0).counters(octets(1000)).at(10).counters(octets(2000));
        observatory.at(700).sweep();
        observatory.at(720).counters(octets(9000));
        assertThat(observatory.row(0, 7).number("ifinoctets")).isNaN();
        assertThat(observatory.status().firstSeen()).isZero();
        assertThat(observatory.status().datagrams().received()).isEqualTo(1);
    }

    @Test
    void removesASilentDataSourceOfALivingAgent() {
        for (int time = 0; time <= 660; time += 60) {
            observatory.at(time).sweep();
            int[] ports = time < 60 ? new int[] {1, 2, 3} : new int[] {2};
            datagram("10.0.0.1", 1 + time / 60, ports);
        }
        assertThat(observatory.agent().dataSources().keySet()).containsExactly(DataSourceId.of(0, 2));
        assertThat(observatory.status().flows().dataSources()).isEqualTo(1);
        datagram("10.0.0.1", 20, 1, 2, 3, 4);
        assertThat(observatory.agent().dataSources()).hasSize(4);
    }

    @Test
    void keepsTheLastValuesOfADataSourceThatSendsFlowSamplesOnly() {
        observatory.at(0).counters(octets(5));
        for (int time = 60; time <= 1200; time += 60) {
            observatory.at(time).sweep();
            datagram("10.0.0.1", 2 + time / 60, 7);
        }
        assertThat(observatory.row(0, 7).number("ifspeed")).isEqualTo(1e9);
    }

    @Test
    void sweepsOnceAMinute() {
        observatory.at(0);
        datagram("10.0.0.1", 1, 1);
        observatory.at(630).sweep();
        observatory.at(631);
        datagram("10.0.0.2", 1, 1);
        observatory.at(1232).sweep();
        assertThat(observatory.findAgent("10.0.0.2")).isNull();
    }

    @Test
    void keepsManyAgentsThroughSweeps() {
        for (int round = 0; round < 3; round++) {
            observatory.at(400 * round).sweep();
            for (int i = 0; i < 2000; i++) {
                if (i % 3 <= round || i % 7 == 0) {
                    datagram("10.1." + i / 250 + "." + i % 250, 1 + round, i % 5);
                }
            }
        }
        observatory.at(1000).sweep();
        for (int i = 0; i < 2000; i++) {
            assertThat(observatory.findAgent("10.1." + i / 250 + "." + i % 250)).isNotNull();
        }
        observatory.at(2000).sweep();
        assertThat(observatory.directory().agents()).isEmpty();
        assertThat(observatory.table().size()).isZero();
    }

    @Test
    void makesNoLossAndNoSpikeWhenAReplayStartsOver() {
        for (int pass = 0; pass < 3; pass++) {
            for (int i = 0; i < 10; i++) {
                int number = i;
                observatory
                        .at(200 * pass + 10 * i)
                        .datagram(new DatagramBuilder()
                                .sequence(5000 + number)
                                .uptime(3_600_000L + 10_000 * number)
                                .flow(sample ->
                                        sample.sequence(100L + 7 * number).drops(1000L * number))
                                .counters(sample -> octets(1000L * number).accept(sample.sequence(40L + number)))
                                .rtmetric("s", to -> to.counter32("c", 1000L * number)));
                Double expected = i == 0 ? Double.NaN : 100.0;
                assertThat(observatory.row(0, 7).number("ifinoctets")).isEqualTo(expected);
                assertThat(observatory.row("10.0.0.1", DataSourceId.named("s")).number("c"))
                        .isEqualTo(expected);
            }
            observatory.startPass();
        }
        AgentStatus status = observatory.status();
        assertThat(status.datagrams()).isEqualTo(new AgentStatus.DatagramCounts(30, 0, 0, 0));
        assertThat(status.counters()).isEqualTo(new AgentStatus.SampleCounts(1, 29, 0, 0, 0, 0));
        assertThat(status.flows().lost()).isEqualTo(3 * 9 * 6);
        assertThat(status.flows().drops()).isEqualTo(3 * 9000);
        assertThat(status.restarts()).isZero();
        assertThat(status.addressConflicts()).isZero();
    }

    @Test
    void tellsAgesAndWhereDatagramsComeFrom() {
        observatory.at(100).from("192.0.2.1");
        datagram("10.0.0.1", 1, 1);
        observatory.at(107.5).from("192.0.2.2");
        datagram("10.0.0.1", 2, 1);
        observatory.from("192.0.2.1");
        datagram("10.0.0.1", 3, 1);
        observatory.at(110);
        AgentStatus status = observatory.status();
        assertThat(status.firstSeen()).isEqualTo(10_000);
        assertThat(status.lastSeen()).isEqualTo(2500);
        assertThat(status.uptime()).isEqualTo(107_500);
        assertThat(status.datagramSources()).extracting(Object::toString).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(observatory.agent().status(0).lastSeen())
                .as("a clock that stands behind")
                .isZero();
    }
}
