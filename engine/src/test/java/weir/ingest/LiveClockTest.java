package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveClockTest {

    private static final long START = 1_700_000_000 * EngineClock.SECOND;
    private static final long STEP = 100 * EngineClock.MILLISECOND;

    private final ManualTime real = new ManualTime(START);
    private final LiveClock clock = new LiveClock(real);

    @Test
    void showsTheWallClock() {
        assertThat(clock.now()).isEqualTo(START);
        real.pass(12_345_678);
        assertThat(clock.now()).isEqualTo(START + 12_345_678);
    }

    @Test
    void jumpsAheadWhenTheWallClockIsFarAhead() {
        real.set(START + 3600 * EngineClock.SECOND);
        clock.follow();
        assertThat(clock.now()).isEqualTo(START + 3600 * EngineClock.SECOND);
    }

    @Test
    void neverStepsBackWhenTheWallClockIsSetBack() {
        real.set(START - 10 * EngineClock.SECOND);
        long before = clock.now();
        for (int i = 0; i < 20_000; i++) {
            clock.follow();
            assertThat(clock.now()).isGreaterThanOrEqualTo(before);
            before = clock.now();
            real.pass(STEP);
        }
        assertThat(clock.now() - real.wall()).isBetween(-2 * EngineClock.MILLISECOND, 2 * EngineClock.MILLISECOND);
    }

    @Test
    void catchesUpGentlyWhenALittleBehind() {
        real.set(START + 500 * EngineClock.MILLISECOND);
        clock.follow();
        assertThat(clock.now()).isEqualTo(START);
        real.pass(STEP);
        assertThat(clock.now()).isEqualTo(START + STEP + STEP / 100);
        for (int i = 0; i < 1000; i++) {
            clock.follow();
            real.pass(STEP);
        }
        assertThat(real.wall() - clock.now()).isBetween(-EngineClock.MILLISECOND, EngineClock.MILLISECOND);
    }
}
