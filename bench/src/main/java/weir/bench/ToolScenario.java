package weir.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The decoder tool as people use it, one line per sample, beside sflowtool in the same mode: whole processes. */
final class ToolScenario {

    private final Yardstick ours;
    private final Yardstick theirs;
    private final int pairs;
    private final Results results;

    /**
     * A scenario ready to run; the launcher builds the tool when needed.
     *
     * @param theirs the other tool, in its mode of lines
     */
    ToolScenario(Conditions conditions, Yardstick theirs) {
        ours = new Yardstick(
                "weir decode --line", List.of(conditions.root().resolve("weir").toString(), "decode", "--line"));
        this.theirs = theirs;
        this.pairs = conditions.options().pairs();
        this.results = conditions.results();
    }

    void run(Workload workload) throws IOException, InterruptedException {
        results.begin();
        ours.run(workload.capture());
        var ratios = new Ratios();
        for (int i = 0; i < pairs; i++) {
            long other = theirs.run(workload.capture());
            ratios.add(ours.run(workload.capture()), other);
        }
        results.report("tool-lines", workload, theirs, ratios, Map.of());
    }
}
