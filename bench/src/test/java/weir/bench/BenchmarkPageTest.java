package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BenchmarkPageTest {

    private static final Path PAGE = Path.of("../docs/benchmarks.md");

    @Test
    void thePageSaysWhatTheResultsSay() throws IOException {
        String page = BenchmarkPage.of(ResultLine.read(Path.of("results/results.jsonl")));
        assertThat(Files.readString(PAGE))
                .as("bench/run --report makes it current")
                .isEqualTo(page);
    }

    @Test
    void theLatestLineOfACaptureCounts() throws IOException {
        String page = BenchmarkPage.of(List.of(
                line("{'scenario':'decode-warm','capture':'generated','ratio':12,'commit':'old'}"),
                line("{'scenario':'decode-warm','capture':'generated','ratio':16.04,'ratioLowest':15.5,"
                        + "'ratioHighest':17,'commit':'new','processor':'P','cores':2}"),
                line("{'scenario':'decode-warm','capture':'ecmp','ratio':99,'commit':'other'}")));
        assertThat(page)
                .contains("| ≥ 30× | ≥ 15× | 16× | 15.5 to 17 | must met | P, 2 cores | new |")
                .contains("| decode-warm | ecmp |  |  |  | 99 |")
                .doesNotContain("| old |");
    }

    @Test
    void whatWasNotMeasuredIsSaid() throws IOException {
        assertThat(BenchmarkPage.of(List.of()).lines().filter(line -> line.contains("not measured yet")))
                .hasSameSizeAs(Goal.all());
    }

    private static ResultLine line(String json) {
        return new ResultLine(new JsonMapper().readTree(json.replace('\'', '"')));
    }
}
