package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayClockTest {

    private static final long FIRST = 1_500_000_000 * EngineClock.SECOND;

    private final ManualTime real = new ManualTime(1_700_000_000 * EngineClock.SECOND);

    @Test
    void standsUntilItRuns() {
        ReplayClock clock = new ReplayClock(new ReplaySpeed(2), real);
        clock.standAt(FIRST);
        real.pass(EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST);
    }

    @Test
    void runsAtTheSpeedOfTheReplayUpToTheNextDatagram() {
        ReplayClock clock = new ReplayClock(new ReplaySpeed(2), real);
        clock.standAt(FIRST);
        clock.runFrom(FIRST);
        clock.runUpTo(FIRST + 10 * EngineClock.SECOND);
        real.pass(EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST + 2 * EngineClock.SECOND);
        assertThat(clock.realTimeUntil(FIRST + 10 * EngineClock.SECOND)).isEqualTo(4 * EngineClock.SECOND);
        real.pass(5 * EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST + 10 * EngineClock.SECOND);
        assertThat(clock.realTimeUntil(FIRST + 10 * EngineClock.SECOND)).isNegative();
    }

    @Test
    void catchesUpAfterItWasHeldUp() {
        ReplayClock clock = new ReplayClock(ReplaySpeed.RECORDED, real);
        clock.standAt(FIRST);
        clock.runFrom(FIRST);
        clock.runUpTo(FIRST + EngineClock.SECOND);
        real.pass(5 * EngineClock.SECOND);
        clock.runUpTo(FIRST + 20 * EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST + 5 * EngineClock.SECOND);
    }

    @Test
    void showsTheLastDatagramHandedOverAtMaxSpeed() {
        ReplayClock clock = new ReplayClock(ReplaySpeed.MAX, real);
        clock.standAt(FIRST);
        clock.runFrom(FIRST);
        clock.runUpTo(FIRST + EngineClock.SECOND);
        real.pass(EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST);
        assertThat(clock.realTimeUntil(FIRST + EngineClock.SECOND)).isZero();
        clock.handedOver(FIRST + EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST + EngineClock.SECOND);
    }

    @Test
    void standsForGoodAtTheEnd() {
        ReplayClock clock = new ReplayClock(ReplaySpeed.RECORDED, real);
        clock.standAt(FIRST);
        clock.runFrom(FIRST);
        clock.handedOver(FIRST);
        clock.standAt(FIRST);
        real.pass(3600 * EngineClock.SECOND);
        assertThat(clock.now()).isEqualTo(FIRST);
    }
}
