package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import weir.bench.Goal.Verdict;

class GoalTest {

    @Test
    void moreIsBetterOrLessIs() {
        Goal speed = Goal.of("speed\ts\t\tratio\t×\tmore\t30\t15");
        assertThat(speed.verdict(30)).isEqualTo(Verdict.GOAL);
        assertThat(speed.verdict(29.9)).isEqualTo(Verdict.MUST);
        assertThat(speed.verdict(14.9)).isEqualTo(Verdict.MISSED);
        Goal time = Goal.of("time\ts\t\tnanos\tns\tless\t60\t");
        assertThat(time.verdict(60)).isEqualTo(Verdict.GOAL);
        assertThat(time.verdict(60.1)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void aGoalIsNeverEasierThanWhatMustBe() throws IOException {
        assertThat(Goal.all())
                .filteredOn(goal -> goal.must().isPresent())
                .isNotEmpty()
                .allSatisfy(goal ->
                        assertThat(goal.verdict(goal.must().orElseThrow())).isIn(Verdict.MUST, Verdict.GOAL))
                .allSatisfy(goal -> assertThat(
                                goal.better() == Goal.Better.MORE
                                        ? goal.goal() >= goal.must().orElseThrow()
                                        : goal.goal() <= goal.must().orElseThrow())
                        .as(goal.what())
                        .isTrue());
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        assertThatThrownBy(() -> Goal.of("what\tscenario")).hasMessageContaining("not 8 cells");
    }
}
