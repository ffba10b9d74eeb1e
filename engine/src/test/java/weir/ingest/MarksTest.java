package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarksTest {

    private static final long HOUR = 3600 * EngineClock.SECOND;

    @Test
    void standOnAGridFixedToTheEpoch() {
        assertThat(Marks.atOrAfter(200_000_000)).isEqualTo(200_000_000);
        assertThat(Marks.atOrAfter(200_000_001)).isEqualTo(300_000_000);
        assertThat(Marks.atOrBefore(299_999_999)).isEqualTo(200_000_000);
        assertThat(Marks.atOrBefore(300_000_000)).isEqualTo(300_000_000);
    }

    @Test
    void comeEveryTenthOfASecondInGapsOfUpToAnHour() {
        assertThat(Marks.step(0, 1)).isEqualTo(Marks.INTERVAL);
        assertThat(Marks.step(0, HOUR - 1)).isEqualTo(Marks.INTERVAL);
    }

    @Test
    void thinOutInLongerGaps() {
        long year = 8766 * HOUR;
        long step = Marks.step(0, year);
        assertThat(step % Marks.INTERVAL).isZero();
        assertThat(year / step).isBetween(Marks.MOST_IN_A_GAP / 2, Marks.MOST_IN_A_GAP);
    }
}
