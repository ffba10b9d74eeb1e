package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ShortFormTest {

    @Test
    void theLatestRatioOfTheSameYardstickIsTheOneOnRecord() {
        List<ResultLine> lines = List.of(
                line("decode-warm", "short", "sflowtool -T", 5),
                line("decode-warm", "short", "sflowtool -T", 7),
                line("decode-warm", "short", "structure walk", 0.1),
                line("decode-warm", "generated", "sflowtool -T", 9),
                line("flows-5", "short", "sflowtool -T", 3));
        assertThat(ShortForm.recorded(lines, "decode-warm", "sflowtool -T")).hasValue(7);
        assertThat(ShortForm.recorded(lines, "decode-warm", "structure walk")).hasValue(0.1);
        assertThat(ShortForm.recorded(lines, "flows-5", "structure walk")).isEmpty();
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
