package weir.bench;

import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What it costs to keep the latest datagrams, {@link RecentBenchmark}. */
final class RecentScenario {

    private final Results results;

    RecentScenario(Conditions conditions) {
        results = conditions.results();
    }

    void run() throws IOException {
        results.begin();
        Result<?> kept;
        try {
            kept = new Runner(new OptionsBuilder()
                            .include(RecentBenchmark.class.getName())
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .runSingle()
                    .getPrimaryResult();
        } catch (RunnerException e) {
            throw new IOException(e);
        }
        results.print(
                "recent",
                Map.of(
                        "nanos",
                        kept.getScore(),
                        "nanosLowest",
                        kept.getScore() - kept.getScoreError(),
                        "nanosHighest",
                        kept.getScore() + kept.getScoreError()));
    }
}
