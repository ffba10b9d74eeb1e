package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ShortFormTest {

    @Test
    void theLatestRatiosOfTheSameYardstickAreThoseOnRecord() {
        List<ResultLine> lines = List.of(
                line("decode-warm", "short", "sflowtool -T", 1),
                line("decode-warm", "short", "sflowtool -T", 1),
                line("decode-warm", "short", "sflowtool -T", 1),
                line("decode-warm", "short", "sflowtool -T", 5),
                line("decode-warm", "short", "sflowtool -T", 9),
                line("decode-warm", "short", "sflowtool -T", 7),
                line("decode-warm", "short", "structure walk", 0.1),
                line("decode-warm", "generated", "sflowtool -T", 9),
                line("flows-5", "short", "sflowtool -T", 3));
        assertThat(ShortForm.latest(lines, "decode-warm", "sflowtool -T")).containsExactly(1.0, 1.0, 5.0, 9.0, 7.0);
        assertThat(ShortForm.latest(lines, "decode-warm", "structure walk")).containsExactly(0.1);
        assertThat(ShortForm.latest(lines, "flows-5", "structure walk")).isEmpty();
    }

    @Test
    void aRatioBelowWhatMustBeFailsWhereThatWasReached() {
        assertThat(verdict(14.9, 16, true)).isFalse();
        assertThat(verdict(15, 16, true)).isTrue();
    }

    @Test
    void whereWhatMustBeWasNotReachedYetOnlyALossFails() {
        assertThat(verdict(9, 10, false)).isTrue();
        assertThat(verdict(7, 10, false)).as("told, but noise can be so large").isTrue();
        assertThat(verdict(5.9, 10, false)).isFalse();
    }

    @Test
    void withoutARecordWhatMustBeCounts() {
        assertThat(ShortForm.verdict("decode-warm", 9, OptionalDouble.of(15), OptionalDouble.empty(), true))
                .isFalse();
        assertThat(ShortForm.verdict("decode-warm", 9, OptionalDouble.empty(), OptionalDouble.empty(), true))
                .isTrue();
    }

    private static boolean verdict(double best, double recorded, boolean reached) {
        return ShortForm.verdict("decode-warm", best, OptionalDouble.of(15), OptionalDouble.of(recorded), reached);
    }

    private static ResultLine line(String scenario, String capture, String yardstick, double ratio) {
        return new ResultLine(new JsonMapper()
                .createObjectNode()
                .put("scenario", scenario)
                .put("capture", capture)
                .put("yardstick", yardstick)
                .put("ratio", ratio));
    }
}
