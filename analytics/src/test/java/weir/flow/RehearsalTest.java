package weir.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RehearsalTest {

    @Test
    void turnsEpochsWithoutLosingASampleToItsBounds() {
        FlowCacheCounts counts = Rehearsal.run();
        assertThat(counts.accepted()).isEqualTo(600_000);
        assertThat(counts.refused()).isZero();
        assertThat(counts.evicted()).isZero();
    }
}
