package weir.shard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weir.ingest.EngineClock;

class PatienceTest {

    private static final long MS = EngineClock.MILLISECOND;

    private final Patience patience = new Patience();

    /** Asks once a millisecond from one instant to another about what has waited so long. */
    private int leftOut(long from, long to, long waited) {
        int left = 0;
        for (long now = from; now < to; now += MS) {
            left += patience.isOver(now - waited, now) ? 1 : 0;
        }
        return left;
    }

    @Test
    void nothingIsLeftOutThatHasNotWaitedForASecond() {
        assertThat(leftOut(0, 10_000 * MS, 1_000 * MS)).isZero();
    }

    @Test
    void aSecondOfWorkOnWhatIsLateIsGranted() {
        assertThat(leftOut(0, 1_000 * MS, 3_000 * MS)).isZero();
        assertThat(leftOut(1_000 * MS, 2_000 * MS, 500 * MS)).isZero();
        assertThat(leftOut(2_000 * MS, 3_000 * MS, 3_000 * MS)).isZero();
    }

    @Test
    void thenWhatIsLateIsLeftOutUntilTheShardHasCaughtUp() {
        assertThat(leftOut(0, 1_500 * MS, 1_200 * MS)).isEqualTo(499);
        assertThat(leftOut(1_500 * MS, 2_000 * MS, 900 * MS)).isZero();
        assertThat(leftOut(2_000 * MS, 2_100 * MS, 1_001 * MS)).isEqualTo(100);
        assertThat(leftOut(2_100 * MS, 2_200 * MS, 200 * MS)).isZero();
        assertThat(leftOut(2_200 * MS, 2_300 * MS, 1_001 * MS)).isZero();
    }
}
