package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decode throughput, cold and warm, side by side with the yardstick. */
final class DecodeScenario {

    private static final int UNREPORTED_PASSES = 2;
    /** A short capture is played so often that a measured stretch has at least so many samples. */
    private static final long SAMPLES = 3_000_000;

    private final List<String> java;
    private final ToolJvm tool;
    private final Yardstick yardstick;
    private final int pairs;
    private final Results results;

    /** A scenario ready to run. */
    DecodeScenario(Conditions conditions, Yardstick yardstick) {
        this.java = conditions.java();
        this.tool = new ToolJvm(conditions.root(), conditions.scratch());
        this.yardstick = yardstick;
        this.pairs = conditions.options().pairs();
        this.results = conditions.results();
    }

    void run(Workload workload) throws IOException, InterruptedException {
        results.begin();
        check(workload);
        long samples = workload.truth().samples();
        Ratios cold = cold(workload);
        results.report("decode-cold", workload, yardstick, cold, Map.of("jvm", "as weir decode"));
        results.begin();
        var allocated = new ArrayList<Double>();
        Ratios warm = warm(workload, allocated);
        results.report(
                "decode-warm",
                workload,
                yardstick,
                warm,
                Map.of("bytesPerSample", Ratios.median(allocated) / samples, "heap", Conditions.HEAP));
    }

    /** Ratios of warm passes and nothing else. */
    Ratios warm(Workload workload) throws IOException, InterruptedException {
        results.begin();
        check(workload);
        return warm(workload, new ArrayList<>());
    }

    /** Only a run with the right result counts. */
    private void check(Workload workload) throws IOException, InterruptedException {
        try (var worker = new WorkerProcess(java, workload)) {
            Totals totals = worker.measure("check").totals();
            if (!totals.agreesWith(workload.truth())) {
                throw new IOException(workload.name() + ": decoded " + totals + ", the truth is " + workload.truth());
            }
        }
    }

    private Ratios cold(Workload workload) throws IOException, InterruptedException {
        var ratios = new Ratios();
        List<String> once = tool.prepared(workload);
        for (int i = 0; i < pairs; i++) {
            long theirs = yardstick.run(workload.capture());
            long before = ChildTime.nanos();
            try (var worker = new WorkerProcess(once, workload)) {
                worker.once();
            }
            ratios.add(ChildTime.nanos() - before, theirs);
        }
        return ratios;
    }

    private Ratios warm(Workload workload, List<Double> allocated) throws IOException, InterruptedException {
        var ratios = new Ratios();
        int passes = (int) Math.max(1, SAMPLES / workload.truth().samples());
        try (var worker = new WorkerProcess(java, workload)) {
            for (int i = 0; i < UNREPORTED_PASSES * passes; i++) {
                worker.pass();
            }
            for (int i = 0; i < pairs; i++) {
                long theirs = yardstick.run(workload.capture());
                double nanos = 0;
                double bytes = 0;
                for (int j = 0; j < passes; j++) {
                    WorkerProcess.Measured measured = worker.pass();
                    nanos += measured.nanos();
                    bytes += measured.bytes();
                }
                ratios.add(nanos / passes, theirs);
                allocated.add(bytes / passes);
            }
        }
        return ratios;
    }
}
