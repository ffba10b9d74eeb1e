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
    void aRatioBelowWhatMustBeFails() {
        assertThat(verdict(14.9, OptionalDouble.of(15), OptionalDouble.of(16))).isFalse();
        assertThat(verdict(15, OptionalDouble.of(15), OptionalDouble.of(16))).isTrue();
        assertThat(verdict(9, OptionalDouble.of(15), OptionalDouble.empty())).isFalse();
    }

    @Test
    void aChangeOfAQuarterIsToldAndALossOfTwoFifthsFails() {
        assertThat(verdict(16, OptionalDouble.of(15), OptionalDouble.of(22)))
                .as("told, but noise can be so large")
                .isTrue();
        assertThat(verdict(16, OptionalDouble.of(15), OptionalDouble.of(27))).isFalse();
    }

    @Test
    void besideAnotherYardstickOnlyTheRecordCounts() {
        assertThat(verdict(2.4, OptionalDouble.empty(), OptionalDouble.of(3))).isTrue();
        assertThat(verdict(1.7, OptionalDouble.empty(), OptionalDouble.of(3))).isFalse();
        assertThat(verdict(1.7, OptionalDouble.empty(), OptionalDouble.empty())).isTrue();
    }

    private static boolean verdict(double best, OptionalDouble must, OptionalDouble recorded) {
        return ShortForm.verdict("decode-warm", best, must, recorded);
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
