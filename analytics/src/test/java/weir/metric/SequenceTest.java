package weir.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import weir.metric.AgentStatus.DatagramCounts;
import weir.metric.AgentStatus.SampleCounts;
import weir.testing.DatagramBuilder;

/** What sequence numbers of datagrams and samples say: losses, duplicates, disorder, restarts, two devices in one. */
class SequenceTest {

    private final Observatory observatory = new Observatory();

    @BeforeEach
    void startClock() {
        observatory.at(1000);
    }

    private void datagram(long sequence, long uptime) {
        observatory.datagram(new DatagramBuilder().sequence(sequence).uptime(uptime));
    }

    private void datagrams(long... sequences) {
        for (long sequence : sequences) {
            datagram(sequence, observatory.uptime());
        }
    }

    private DatagramCounts counts() {
        return observatory.status().datagrams();
    }

    @Test
    void countsNothingForTheFirstDatagramWhateverItsNumber() {
        datagrams(123_456, 123_457);
        assertThat(counts()).isEqualTo(new DatagramCounts(2, 0, 0, 0));
    }

    @Test
    void countsGapsAsLost() {
        datagrams(1, 2, 5, 6, 16);
        assertThat(counts()).isEqualTo(new DatagramCounts(5, 2 + 9, 0, 0));
    }

    @Test
    void countsDuplicates() {
        datagrams(1, 2, 2, 3, 1);
        assertThat(counts()).isEqualTo(new DatagramCounts(5, 0, 2, 0));
    }

    @Test
    void takesLateDatagramsOffTheLost() {
        datagrams(1, 2, 6, 4, 5, 3, 3);
        assertThat(counts()).isEqualTo(new DatagramCounts(7, 0, 1, 3));
    }

    @Test
    void doesNotMissWhatCameBeforeTheFirst() {
        datagrams(10, 9, 8, 11);
        assertThat(counts()).isEqualTo(new DatagramCounts(4, 0, 0, 2));
    }

    @Test
    void goesOnAtTheEndOfTheNumbers() {
        datagrams(0xFFFF_FFFEL, 0xFFFF_FFFFL, 0, 1, 3);
        assertThat(counts()).isEqualTo(new DatagramCounts(5, 1, 0, 0));
    }

    @Test
    void takesALargeStepForANewBeginningAndNotForLoss() {
        datagrams(1, 2, 500_000, 500_001);
        assertThat(counts()).isEqualTo(new DatagramCounts(4, 0, 0, 0));
        assertThat(observatory.status().restarts()).isEqualTo(1);
    }

    @Test
    void takesASmallerUptimeWithASmallerNumberForARestart() {
        datagram(100, 3_600_000);
        datagram(101, 3_600_001);
        datagram(1, 100);
        datagram(2, 101);
        assertThat(counts()).isEqualTo(new DatagramCounts(4, 0, 0, 0));
        assertThat(observatory.status().restarts()).isEqualTo(1);
        assertThat(observatory.status().addressConflicts()).isZero();
    }

    @Test
    void takesNumbersThatBeginAnewWithoutARestartOfTheDeviceForANewBeginning() {
        datagrams(1000, 1001, 1, 2, 3, 4);
        assertThat(counts()).isEqualTo(new DatagramCounts(6, 0, 0, 0));
        assertThat(observatory.status().restarts()).isEqualTo(1);
        assertThat(observatory.status().addressConflicts()).isZero();
    }

    @Test
    void countsOneDatagramThatIsFarTooLateAsNoConflict() {
        datagrams(1000, 1001, 1002, 1003, 900, 1004, 1005);
        assertThat(counts().lost()).isZero();
        assertThat(observatory.status().addressConflicts()).isZero();
    }

    @Test
    void keepsSubAgentsApart() {
        for (int i = 0; i < 3; i++) {
            for (int subAgent = 0; subAgent < 4; subAgent++) {
                observatory.datagram(new DatagramBuilder()
                        .subAgent(subAgent)
                        .sequence(100 * subAgent + i)
                        .uptime(1000 * subAgent));
            }
        }
        assertThat(counts()).isEqualTo(new DatagramCounts(12, 0, 0, 0));
        assertThat(observatory.status().subAgents()).isEqualTo(4);
    }

    @Test
    void noticesTwoDevicesThatClaimOneAgentAddress() {
        for (int i = 0; i < 10; i++) {
            observatory.at(1000 + i);
            datagram(5000 + i, 86_400_000L + 1000 * i);
            datagram(70 + i, 50_000L + 1000 * i);
        }
        assertThat(observatory.status().addressConflicts()).isBetween(15L, 19L);
        assertThat(counts()).isEqualTo(new DatagramCounts(20, 0, 0, 0));
        assertThat(observatory.status().restarts()).isEqualTo(1);
    }

    @Test
    void countsTheLossOfEachOfTwoDevicesByItself() {
        for (int i = 0; i < 20; i++) {
            observatory.at(1000 + i);
            if (i != 7) {
                datagram(5000 + i, 86_400_000L + 1000 * i);
            }
            if (i != 11 && i != 12) {
                datagram(70 + i, 50_000L + 1000 * i);
            }
        }
        assertThat(counts().lost()).isEqualTo(3);
    }

    @Test
    void makesNoRatesOfCountersOfTwoDevices() {
        for (int i = 0; i < 8; i++) {
            for (int device = 0; device < 2; device++) {
                long octets = 1_000_000_000L * device + 1000L * i;
                long sampleSequence = 1 + i + 10L * device * i;
                observatory
                        .at(1000 + 10 * i + device)
                        .datagram(new DatagramBuilder()
                                .sequence(1 + i + 5000L * device)
                                .uptime(10_000L * i + 86_400_000L * device)
                                .counters(
                                        sample -> SentRecords.octets(octets).accept(sample.sequence(sampleSequence))));
                if (i > 2) {
                    assertThat(observatory.row(0, 7).number("ifinoctets")).isNaN();
                }
            }
        }
    }

    @Test
    void countsLossWithAnUptimeThatStandsStill() {
        datagram(1, 0);
        observatory.at(1100);
        datagram(5, 0);
        assertThat(counts().lost()).isEqualTo(3);
    }

    @Test
    void countsSamplesOfEachKindAndDataSourceByThemselves() {
        for (int i = 1; i <= 4; i++) {
            int number = i;
            observatory.datagram(new DatagramBuilder()
                    .sequence(i)
                    .flow(sample -> sample.source(0, 1).sequence(number * 2L).drops(10 + number))
                    .flow(sample -> sample.source(0, 2).sequence(number))
                    .counters(sample -> sample.source(0, 1).sequence(number))
                    .discarded(
                            sample -> sample.source(0, 1).sequence(number * 3L).drops(number * 5L)));
        }
        AgentStatus status = observatory.status();
        assertThat(status.flows()).isEqualTo(new SampleCounts(2, 6, 3, 3, 0, 0));
        assertThat(status.counters()).isEqualTo(new SampleCounts(1, 3, 0, 0, 0, 0));
        assertThat(status.notifications()).isEqualTo(new SampleCounts(1, 3, 15, 6, 0, 0));
    }

    @Test
    void countsDropsOnOverTheEndOf32Bits() {
        observatory.datagram(new DatagramBuilder()
                .flow(sample -> sample.sequence(1).drops(0xFFFF_FFF0L))
                .flow(sample -> sample.sequence(2).drops(4)));
        assertThat(observatory.status().flows().drops()).isEqualTo(20);
    }

    @Test
    void countsNoDropsOverARestart() {
        observatory.datagram(new DatagramBuilder()
                .sequence(100)
                .uptime(5_000_000)
                .flow(sample -> sample.sequence(100).drops(5000)));
        observatory.datagram(new DatagramBuilder()
                .sequence(1)
                .uptime(10)
                .flow(sample -> sample.sequence(1).drops(9000)));
        assertThat(observatory.status().flows().drops()).isZero();
    }

    @Test
    void tellsTheRangeOfSamplingRates() {
        observatory.datagram(new DatagramBuilder()
                .flow(sample -> sample.source(0, 1).rate(1000))
                .flow(sample -> sample.source(0, 2).rate(20_000))
                .flow(sample -> sample.source(0, 3).rate(0)));
        assertThat(observatory.status().samplingRates()).contains(new AgentStatus.SamplingRates(1000, 20_000));
    }

    /** Numbers in disorder, with some left out and some sent twice, are all accounted for. */
    @Test
    void accountsForEveryNumberOfAShuffledStream() {
        Random random = new Random(7);
        for (int run = 0; run < 200; run++) {
            Observatory fresh = new Observatory().at(1000);
            List<Integer> sent = new ArrayList<>(List.of(1000));
            int lost = 0;
            int duplicates = 0;
            for (int block = 1001; block < 2001; block += 20) {
                List<Integer> shuffled = new ArrayList<>();
                for (int number = block; number < block + 20; number++) {
                    if (random.nextInt(40) == 0) {
                        lost++;
                        continue;
                    }
                    shuffled.add(number);
                    if (random.nextInt(40) == 0) {
                        shuffled.add(number);
                        duplicates++;
                    }
                }
                Collections.shuffle(shuffled, random);
                sent.addAll(shuffled);
            }
            sent.add(2001);
            for (int number : sent) {
                fresh.datagram(new DatagramBuilder().sequence(number).uptime(5));
            }
            DatagramCounts counts = fresh.status().datagrams();
            assertThat(counts.lost()).as("lost in run %d", run).isEqualTo(lost);
            assertThat(counts.duplicates()).as("duplicates in run %d", run).isEqualTo(duplicates);
            assertThat(counts.received()).isEqualTo(sent.size());
            assertThat(fresh.status().restarts()).isZero();
        }
    }
}
