package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void betweenTwoTurnsAllFlowsFadeAndNoneIsLost() {
        FlowCache cache = Rehearsal.run();
        assertThat(cache.counts()).isEqualTo(new FlowCacheCounts(600_000, 0, 0, 0));
        assertThat(cache.size()).isEqualTo(600);
        var clock = new DecayClock(cache.settings().t());
        long end = Rehearsal.time(clock, Rehearsal.TURNS - 1);
        // A sample of weight 1 smoothed over two seconds, and nothing of the 999 before it.
        assertThat(cache.at(end).largest(0)).isCloseTo(0.5, within(1e-12));
        clock.moveTo(end);
        assertThat(clock.epoch()).isEqualTo(Rehearsal.TURNS - 2);
    }
}
