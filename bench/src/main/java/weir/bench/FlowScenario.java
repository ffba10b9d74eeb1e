package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import weir.bench.FlowDefinitionsOfBench.Kind;

/**
 * The way of a sample through 0, 1, 5 and 20 flow definitions, warm, and what one definition more costs. Each round has
 * one run of the yardstick and one pass of each.
 */
final class FlowScenario {

    private static final List<String> DEFINITIONS = List.of("0", "1", "5", "20");
    private static final String BASE = "5";
    private static final int UNREPORTED_PASSES = 2;
    /** A short capture is played so often that a measured stretch has at least so many samples. */
    private static final long SAMPLES = 3_000_000;

    private static final int SOURCES = 1000;
    private static final int QUESTIONS = 101;

    private final Conditions conditions;
    private final Yardstick yardstick;
    private final int pairs;

    /** A scenario ready to run. */
    FlowScenario(Conditions conditions, Yardstick yardstick) {
        this.conditions = conditions;
        this.yardstick = yardstick;
        pairs = conditions.options().pairs();
    }

    void run(Workload workload) throws IOException, InterruptedException {
        var names = new ArrayList<>(DEFINITIONS);
        if (workload.isGenerated()) {
            for (Kind kind : Kind.values()) {
                names.add(BASE + " " + kind.text());
            }
        }
        measure(workload, names, true);
    }

    /** Ratios with five definitions and nothing else. */
    Ratios five(Workload workload) throws IOException, InterruptedException {
        return of(measure(workload, List.of(BASE), false), BASE).ratios;
    }

    /** What was measured with one set of definitions. */
    private static final class Measured implements AutoCloseable {

        final WorkerProcess worker;
        final Ratios ratios = new Ratios();
        final List<Double> nanos = new ArrayList<>();
        final List<Double> allocated = new ArrayList<>();

        Measured(WorkerProcess worker) {
            this.worker = worker;
        }

        void pass(long theirs, int passes) throws IOException {
            double time = 0;
            double bytes = 0;
            for (int i = 0; i < passes; i++) {
                WorkerProcess.Measured pass = worker.pass();
                time += pass.nanos();
                bytes += pass.bytes();
            }
            ratios.add(time / passes, theirs);
            nanos.add(time / passes);
            allocated.add(bytes / passes);
        }

        @Override
        public void close() throws IOException {
            worker.close();
        }
    }

    private Map<String, Measured> measure(Workload workload, List<String> names, boolean report)
            throws IOException, InterruptedException {
        conditions.results().begin();
        Map<String, Measured> all = new LinkedHashMap<>();
        int passes = (int) Math.max(1, SAMPLES / workload.truth().samples());
        try {
            for (String name : names) {
                var measured = new Measured(new WorkerProcess(conditions.java(), workload, name));
                all.put(name, measured);
                for (int i = 0; i < UNREPORTED_PASSES * passes; i++) {
                    measured.worker.pass();
                }
            }
            for (int i = 0; i < pairs; i++) {
                long theirs = yardstick.run(workload.capture());
                for (Measured measured : all.values()) {
                    measured.pass(theirs, passes);
                }
            }
            if (report) {
                report(workload, all);
            }
            return all;
        } finally {
            for (Measured measured : all.values()) {
                measured.close();
            }
        }
    }

    private static Measured of(Map<String, Measured> all, String name) {
        return Objects.requireNonNull(all.get(name), name);
    }

    private void report(Workload workload, Map<String, Measured> all) throws IOException {
        for (String name : DEFINITIONS) {
            Measured measured = of(all, name);
            String[] holds = measured.worker.tell("holds").split(" ", 2);
            var more = new LinkedHashMap<String, Object>();
            more.put(
                    "bytesPerSample",
                    Ratios.median(measured.allocated) / workload.truth().samples());
            more.put("flows", Long.parseLong(holds[0]));
            more.put("flowBytes", Long.parseLong(holds[1]));
            more.put("heap", Conditions.HEAP);
            conditions.results().report("flows-" + name, workload, yardstick, measured.ratios, more);
            System.out.printf(Locale.ROOT, "%-12s %s flows held, %s bytes%n", "", holds[0], holds[1]);
            if (!name.equals("0")) {
                ask(measured.worker, workload, Integer.parseInt(name));
            }
        }
        for (Kind kind : workload.isGenerated() ? Kind.values() : new Kind[0]) {
            added(workload, kind, of(all, BASE), of(all, BASE + " " + kind.text()));
        }
    }

    /** What one definition more costs each flow sample, from the difference that several make. */
    private void added(Workload workload, Kind kind, Measured base, Measured more) throws IOException {
        var nanos = new ArrayList<Double>();
        for (int i = 0; i < pairs; i++) {
            nanos.add((more.nanos.get(i) - base.nanos.get(i))
                    / FlowDefinitionsOfBench.MORE
                    / workload.truth().flowSamples());
        }
        Map<String, Object> members = Results.of(workload);
        Results.putRange(members, "nanosAdded", nanos);
        members.put("pairs", pairs);
        members.put("heap", Conditions.HEAP);
        conditions.results().print("definition-" + kind.text(), members);
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
        var members = new LinkedHashMap<String, Object>();
        members.put("capture", workload.name());
        members.put("definitions", definitions);
        members.put("dataSources", Long.parseLong(last[0]));
        members.put("flows", Long.parseLong(last[1]));
        members.put("micros", Ratios.median(whole));
        members.put("longestStepMicros", Ratios.median(longest));
        conditions.results().print("question", members);
    }
}
