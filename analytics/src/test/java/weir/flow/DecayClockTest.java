package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecayClockTest {

    private static final long BEGIN = 5_000;

    private final DecayClock clock = new DecayClock(2);

    /** When an epoch begins. Units: ns. */
    private long boundary() {
        clock.moveTo(BEGIN * 1_000_000_000L);
        return (clock.epoch() + 1) * Math.round(DecayClock.HALVINGS * Math.log(2) * 2 * 1e9);
    }

    @Test
    void placesMoveOnOneAfterAnotherWithinThe32ndPartOfAnEpoch() {
        long boundary = boundary();
        clock.moveTo(boundary - 1);
        long before = clock.epoch();
        for (int place = 0; place < DecayClock.PLACES; place++) {
            long turn = boundary + clock.wait(place);
            clock.moveTo(turn - 1);
            assertThat(clock.epoch(place)).isEqualTo(before);
            clock.moveTo(turn);
            assertThat(clock.epoch(place)).isEqualTo(before + 1);
        }
        assertThat(IntStream.range(0, DecayClock.PLACES).mapToLong(clock::wait))
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(wait -> wait < clock.strideMillis() * 1_000_000L / 32);
        assertThat(clock.wait(DecayClock.PLACES)).isZero();
    }

    @Test
    void whatIsStoredInTheEpochBeforeIsLargerByAPowerOfTwo() {
        clock.moveTo(boundary() + 3_000_000_000L);
        long epoch = clock.epoch();
        double growth = clock.growthIn(epoch);

        assertThat(growth).isEqualTo(Math.exp(1.5), within(1e-9));
        assertThat(clock.growthIn(epoch - 1)).isEqualTo(growth * 0x1p256);
        assertThat(DecayClock.shifted(clock.growthIn(epoch - 1), DecayClock.shift(epoch - 1, epoch)))
                .isEqualTo(growth);
        assertThat(clock.growthIn(epoch + 1)).isEqualTo(growth * 0x1p-256);
        assertThat(clock.perSecondFrom(epoch - 100)).isZero();
    }
}
