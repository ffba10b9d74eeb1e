package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The way of a sample through 0, 1, 5 and 20 flow definitions, warm, and what a question to the flows costs. */
final class FlowScenario {

    private static final List<Integer> DEFINITIONS = List.of(0, 1, 5, 20);
    private static final int UNREPORTED_PASSES = 2;
    private static final int SOURCES = 1000;
    private static final int QUESTIONS = 101;

    private final List<String> java;
    private final Yardstick yardstick;
    private final int pairs;
    private final Results results;

    /**
     * A scenario ready to run.
     *
     * @param java command line of a JVM, up to the name of the main class
     * @param pairs interleaved pairs to measure
     */
    FlowScenario(List<String> java, Yardstick yardstick, int pairs, Results results) {
        this.java = java;
        this.yardstick = yardstick;
        this.pairs = pairs;
        this.results = results;
    }

    void run(Workload workload) throws IOException, InterruptedException {
        for (int definitions : DEFINITIONS) {
            try (var worker = new WorkerProcess(java, workload, Integer.toString(definitions))) {
                warm(worker, workload, definitions);
                if (definitions > 0) {
                    ask(worker, workload, definitions);
                }
            }
        }
    }

    private void warm(WorkerProcess worker, Workload workload, int definitions)
            throws IOException, InterruptedException {
        for (int i = 0; i < UNREPORTED_PASSES; i++) {
            worker.pass();
        }
        var ratios = new Ratios();
        var allocated = new ArrayList<Double>();
        for (int i = 0; i < pairs; i++) {
            long theirs = yardstick.run(workload.capture());
            WorkerProcess.Measured measured = worker.pass();
            ratios.add(measured.nanos(), theirs);
            allocated.add((double) measured.bytes());
        }
        String[] holds = worker.tell("holds").split(" ", 2);
        results.report(
                "flows-" + definitions,
                workload,
                yardstick,
                ratios,
                Map.of(
                        "bytesPerSample",
                                Ratios.median(allocated) / workload.truth().samples(),
                        "flows", Long.parseLong(holds[0]),
                        "flowBytes", Long.parseLong(holds[1])));
        System.out.printf(Locale.ROOT, "%-12s %s flows held, %s bytes%n", "", holds[0], holds[1]);
    }

    private void ask(WorkerProcess worker, Workload workload, int definitions) throws IOException {
        var whole = new ArrayList<Double>();
        var longest = new ArrayList<Double>();
        String[] last = {};
        for (int i = 0; i < QUESTIONS; i++) {
            last = worker.tell("ask " + SOURCES).split(" ", 4);
            whole.add(Double.parseDouble(last[2]) / 1e3);
            longest.add(Double.parseDouble(last[3]) / 1e3);
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s %-10s %s data sources, %s flows: %.0f µs, longest step %.0f µs (medians of %d)%n",
                "question",
                workload.name(),
                last[0],
                last[1],
                Ratios.median(whole),
                Ratios.median(longest),
                QUESTIONS);
        var members = new LinkedHashMap<String, Object>();
        members.put("capture", workload.name());
        members.put("definitions", definitions);
        members.put("dataSources", Long.parseLong(last[0]));
        members.put("flows", Long.parseLong(last[1]));
        members.put("micros", Ratios.median(whole));
        members.put("longestStepMicros", Ratios.median(longest));
        results.add("question", members);
    }
}
