package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final int LARGE = 4 << 20;
    private static final int SMALL = 425_984;

    private long now = 1_000_000_000_000L;

    /** Datagrams that come evenly: how long it pauses in the end, nanoseconds. */
    private long settled(Gathering gathering, double perSecond) {
        long pause = Gathering.NONE;
        for (int i = 0; i < 1000; i++) {
            // Without a pause it is woken by the next one. Taken are whole datagrams.
            double gap = Math.max(pause, 1e9 / perSecond);
            now += (long) gap;
            pause = gathering.pause((int) (gap * perSecond / 1e9), now);
        }
        return pause;
    }

    @Test
    void waitsInTheSocketWhileDatagramsComeSeldom() {
        assertThat(settled(new Gathering(LARGE), 20)).isEqualTo(Gathering.NONE);
    }

    @Test
    void waitsInTheSocketWhileHardlyTwoWouldComeInAPause() {
        assertThat(settled(new Gathering(LARGE), 100)).isEqualTo(Gathering.NONE);
        assertThat(settled(new Gathering(LARGE), 190)).isEqualTo(Gathering.NONE);
        assertThat(settled(new Gathering(LARGE), 400)).isEqualTo(Gathering.LONGEST);
    }

    @Test
    void letsDatagramsGatherWhileTheyComeOften() {
        assertThat(settled(new Gathering(LARGE), 1000)).isEqualTo(Gathering.LONGEST);
        assertThat(settled(new Gathering(LARGE), 10_000)).isEqualTo(Gathering.LONGEST);
    }

    @Test
    void waitsInTheSocketAgainWhenNothingComes() {
        Gathering gathering = new Gathering(LARGE);
        settled(gathering, 1000);
        assertThat(gathering.pause(0, now + Gathering.LONGEST)).isEqualTo(Gathering.NONE);
    }

    @Test
    void neverLetsMoreGatherThanAnEighthOfTheReceiveBuffer() {
        for (double rate : new double[] {20_000, 50_000, 100_000, 200_000}) {
            for (int buffer : new int[] {SMALL, LARGE}) {
                double gathered = settled(new Gathering(buffer), rate) * rate / 1e9;
                assertThat(Math.floor(gathered) * Gathering.BYTES_PER_DATAGRAM)
                        .as("%s a second, %s bytes", rate, buffer)
                        .isLessThan(buffer / 8.0 + Gathering.BYTES_PER_DATAGRAM);
            }
        }
    }

    @Test
    void aFloodThatBeginsInAPauseFitsIntoASmallReceiveBuffer() {
        long pause = settled(new Gathering(SMALL), 2000);
        assertThat(pause).isPositive();
        assertThat(Gathering.FLOOD * (pause / 1e9) * Gathering.BYTES_PER_DATAGRAM)
                .isLessThanOrEqualTo(SMALL / 2.0);
    }

    @Test
    void pausesLongerAgainAfterAFlood() {
        Gathering gathering = new Gathering(LARGE);
        assertThat(settled(gathering, 100_000)).isPositive().isLessThan(Gathering.LONGEST);
        assertThat(settled(gathering, 1000)).isEqualTo(Gathering.LONGEST);
    }
}
