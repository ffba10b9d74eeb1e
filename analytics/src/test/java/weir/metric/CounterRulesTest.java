package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static weir.metric.SentRecords.UNKNOWN;
import static weir.metric.SentRecords.octets;

import org.junit.jupiter.api.Test;
import weir.metric.SentRecords.Port;
import weir.sflow.DecodeError;
import weir.testing.DatagramBuilder;

/** How readings of counters become rates, whatever happens between them. */
class CounterRulesTest {

    private final Observatory observatory = new Observatory();

    private double rate() {
        return observatory.row(0, 7).number("ifinoctets");
    }

    private void sample(double time, long datagramSequence, long sampleSequence, long uptime, long octets) {
        observatory
                .at(time)
                .datagram(new DatagramBuilder()
                        .sequence(datagramSequence)
                        .uptime(uptime)
                        .counters(sample -> octets(octets).accept(sample.sequence(sampleSequence))));
    }

    @Test
    void hasGaugesAndTextFromTheFirstSampleAndRatesFromTheSecond() {
        observatory.at(0).counters(octets(1000));
        assertThat(Observatory.values(observatory.row(0, 7)))
                .containsOnlyKeys("ifindex", "iftype", "ifspeed", "ifdirection", "ifadminstatus", "ifoperstatus");
        observatory.at(20).counters(octets(3000));
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void dividesByTheTimeBetweenArrivalsNotByUptime() {
        sample(0, 1, 1, 10_000, 0);
        sample(40, 2, 2, 30_000, 4000);
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void countsOnWhenACounterWraps() {
        Port before = new Port();
        before.inUnicast = (1L << 32) - 500;
        Port after = new Port();
        after.inUnicast = 500;
        observatory.at(0).counters(before::addTo).at(10).counters(after::addTo);
        assertThat(observatory.row(0, 7).number("ifinucastpkts")).isEqualTo(100);
    }

    @Test
    void givesNothingForAResetAndCountsOnFromIt() {
        observatory.at(0).counters(octets(5000)).at(10).counters(octets(50));
        assertThat(rate()).isZero();
        observatory.at(20).counters(octets(1050));
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void spansLostSamples() {
        sample(0, 1, 1, 0, 0);
        sample(60, 4, 4, 60_000, 6000);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().counters().lost()).isEqualTo(2);
        assertThat(observatory.status().datagrams().lost()).isEqualTo(2);
    }

    @Test
    void ignoresADuplicateSample() {
        sample(0, 1, 1, 0, 0);
        sample(10, 2, 2, 10_000, 1000);
        sample(11, 3, 2, 11_000, 1000);
        sample(20, 4, 3, 20_000, 2000);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().counters().duplicates()).isEqualTo(1);
        assertThat(observatory.status().counters().lost()).isZero();
    }

    @Test
    void ignoresASampleOfADuplicateDatagram() {
        sample(0, 1, 1, 0, 0);
        sample(10, 2, 2, 10_000, 1000);
        sample(11, 2, 2, 10_000, 1000);
        sample(20, 3, 3, 20_000, 2000);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().datagrams().duplicates()).isEqualTo(1);
        assertThat(observatory.status().counters().duplicates()).isEqualTo(1);
    }

    @Test
    void ignoresALateSampleAndTakesItOffTheLost() {
        sample(0, 1, 1, 0, 0);
        sample(20, 3, 3, 20_000, 2000);
        assertThat(observatory.status().counters().lost()).isEqualTo(1);
        sample(21, 2, 2, 10_000, 1000);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().counters().outOfOrder()).isEqualTo(1);
        assertThat(observatory.status().counters().lost()).isZero();
        assertThat(observatory.status().datagrams().outOfOrder()).isEqualTo(1);
        assertThat(observatory.status().datagrams().lost()).isZero();
    }

    @Test
    void ignoresALateSampleInAFreshDatagram() {
        sample(0, 1, 10, 0, 0);
        sample(20, 2, 12, 20_000, 2000);
        sample(21, 3, 11, 21_000, 1000);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().counters().outOfOrder()).isEqualTo(1);
    }

    @Test
    void hasNoRatesAfterARestartOfTheAgentUntilTheNextSample() {
        sample(0, 500, 70, 3_600_000, 1_000_000);
        sample(10, 501, 71, 3_610_000, 1_001_000);
        sample(20, 1, 1, 2_000, 300);
        assertThat(rate()).isNaN();
        assertThat(observatory.row(0, 7).number("ifspeed")).isEqualTo(1e9);
        sample(30, 2, 2, 12_000, 1300);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().restarts()).isEqualTo(1);
        assertThat(observatory.status().counters().lost()).isZero();
        assertThat(observatory.status().datagrams().lost()).isZero();
    }

    @Test
    void noticesARestartSoonAfterTheStart() {
        sample(0, 1, 1, 100_000, 0);
        sample(10, 2, 2, 110_000, 1000);
        sample(60, 1, 1, 1_000, 50);
        assertThat(rate()).isNaN();
        sample(70, 2, 2, 11_000, 1050);
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void hasNoRatesAfterTheDataSourceAloneBeganAnew() {
        sample(0, 1, 40, 0, 0);
        sample(10, 2, 41, 10_000, 1000);
        sample(20, 3, 1, 20_000, 10);
        assertThat(rate()).isNaN();
        sample(30, 4, 2, 30_000, 1010);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().restarts()).isZero();
    }

    @Test
    void takesAnUptimeThatRestartsAloneForACounterReset() {
        sample(0, 1, 1, 3_600_000, 1_000_000);
        sample(10, 2, 2, 3_610_000, 1_001_000);
        sample(20, 3, 3, 5_000, 500);
        assertThat(rate()).isZero();
        sample(30, 4, 4, 15_000, 1500);
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void goesOnWhenSequenceNumbersAndUptimeWrap() {
        sample(0, UNKNOWN, UNKNOWN, UNKNOWN, 0);
        sample(10, 0, 0, 9_999, 1000);
        assertThat(rate()).isEqualTo(100);
        sample(20, 1, 1, 19_999, 2000);
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.status().restarts()).isZero();
        assertThat(observatory.status().datagrams().lost()).isZero();
    }

    @Test
    void leavesOutWhatTheAgentCannotSupply() {
        Port port = new Port();
        port.inMulticast = UNKNOWN;
        port.inBroadcast = UNKNOWN;
        port.inUnknownProtocols = UNKNOWN;
        port.speed = -1;
        port.direction = UNKNOWN;
        observatory.at(0).counters(port::addTo);
        port.inUnicast = 1000;
        port.inOctets = 64_000;
        observatory.at(10).counters(port::addTo);
        MetricRow row = observatory.row(0, 7);
        assertThat(Observatory.values(row))
                .doesNotContainKeys(
                        "ifinmulticastpkts",
                        "ifinbroadcastpkts",
                        "ifinunknownprotos",
                        "ifspeed",
                        "ifinutilization",
                        "ifdirection");
        assertThat(row.number("ifinpkts")).isEqualTo(100).isEqualTo(row.number("ifinucastpkts"));
    }

    @Test
    void comparesNothingWithAnUnknownReading() {
        Port port = new Port();
        port.inErrors = UNKNOWN;
        observatory.at(0).counters(port::addTo);
        port.inErrors = 1_000_000;
        observatory.at(10).counters(port::addTo);
        assertThat(observatory.row(0, 7).number("ifinerrors")).isNaN();
        port.inErrors = 1_000_050;
        observatory.at(20).counters(port::addTo);
        assertThat(observatory.row(0, 7).number("ifinerrors")).isEqualTo(5);
    }

    @Test
    void ignoresAShortRecordAndKeepsTheOthersOfTheSample() {
        observatory
                .at(0)
                .counters(sample -> sample.source(0, 7)
                        .record(0, 1, to -> to.u32s(7, 6))
                        .record(0, 1005, SentRecords.portName("swp7")));
        assertThat(Observatory.values(observatory.row(0, 7))).containsOnlyKeys("ifname");
        assertThat(observatory.counts().errors(DecodeError.RECORD_TOO_SHORT)).isEqualTo(1);
    }

    @Test
    void ignoresARecordWithALengthThatPassesItsEnd() {
        observatory
                .at(0)
                .counters(sample ->
                        sample.source(0, 7).record(0, 1005, to -> to.u32(400)).record(0, 1, new Port()::write));
        assertThat(observatory.row(0, 7).text("ifname")).isNull();
        assertThat(observatory.row(0, 7).number("ifspeed")).isEqualTo(1e9);
        assertThat(observatory.counts().errors(DecodeError.RECORD_MALFORMED)).isEqualTo(1);
    }

    @Test
    void readsTheKnownFieldsOfALongerRecord() {
        observatory
                .at(0)
                .counters(sample -> sample.source(0, 7).record(0, 1, to -> {
                    new Port().write(to);
                    to.u32s(1, 2, 3);
                }));
        assertThat(observatory.row(0, 7).number("ifspeed")).isEqualTo(1e9);
    }

    @Test
    void keepsTheFirstOfTwoRecordsOfOneStructure() {
        Port first = new Port();
        Port second = new Port();
        first.inOctets = 100;
        second.inOctets = 999_999;
        observatory.at(0).counters(sample -> {
            first.addTo(sample);
            sample.record(0, 1, second::write);
        });
        observatory.at(10).counters(octets(1100));
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void leavesTheRowAsItIsForASecondSampleInTheSameInstant() {
        sample(0, 1, 1, 0, 0);
        sample(10, 2, 2, 10_000, 1000);
        sample(10, 3, 3, 10_000, 1100);
        assertThat(rate()).isEqualTo(100);
        sample(20, 4, 4, 20_000, 2000);
        assertThat(rate()).isEqualTo(100);
    }

    @Test
    void comparesCountersOfEachSubAgentWithItsOwn() {
        for (int subAgent = 0; subAgent < 2; subAgent++) {
            for (int i = 0; i < 3; i++) {
                long octets = i * 1000L + subAgent * 1_000_000L;
                long sequence = i + 1;
                observatory
                        .at(10 * i + subAgent)
                        .datagram(new DatagramBuilder()
                                .subAgent(subAgent)
                                .sequence(sequence)
                                .uptime(10_000L * i)
                                .counters(sample -> octets(octets).accept(sample.sequence(sequence))));
            }
        }
        assertThat(rate()).isEqualTo(100);
        assertThat(observatory.agent().dataSources()).hasSize(1);
        assertThat(observatory.status().subAgents()).isEqualTo(2);
        assertThat(observatory.status().counters().dataSources()).isEqualTo(1);
    }
}
