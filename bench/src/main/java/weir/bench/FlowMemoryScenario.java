package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What flows take of the heap: uncapped, by their number; and with ever new ones, whether it grows. */
final class FlowMemoryScenario {

    private static final String UNCAPPED = "1000000";
    private static final int BATCH = 100_000;
    private static final double STEP_SECONDS = 30;
    private static final double LAST_SECONDS = 300;

    private final Conditions conditions;

    FlowMemoryScenario(Conditions conditions) {
        this.conditions = conditions;
    }

    void run() throws IOException, InterruptedException {
        Optional<Workload> usual = conditions.generated("generated");
        Optional<Workload> many = conditions.generated("million", "--flows", "1000000", "--datagrams", "300000");
        if (usual.isEmpty() || many.isEmpty()) {
            System.out.println("memory of flows: skipped, there is no generator");
            return;
        }
        for (int definitions : List.of(1, 5)) {
            keys(usual.orElseThrow(), definitions);
            keys(many.orElseThrow(), definitions);
        }
        churn(conditions
                .generated("churned", "--churn", "0.1", "--rate", "500", "--datagrams", "340000")
                .orElseThrow());
    }

    private void keys(Workload workload, int definitions) throws IOException, InterruptedException {
        conditions.results().begin();
        double empty = heapAfterPass(workload, 0)[0];
        double[] full = heapAfterPass(workload, definitions);
        double bytes = (full[0] - empty) / full[1];
        Map<String, Object> members = Results.of(workload);
        members.put("definitions", definitions);
        members.put("flows", full[1]);
        members.put("bytesPerFlow", bytes);
        members.put("megabytesPer100000", bytes * BATCH / 1e6);
        members.put("heap", heap());
        conditions.results().print("memory-flows-" + definitions, members);
    }

    private static String heap() {
        return "3G";
    }

    /** Live heap, and the number of flows. */
    private double[] heapAfterPass(Workload workload, int definitions) throws IOException, InterruptedException {
        try (var worker =
                new WorkerProcess(conditions.java(heap()), workload, Integer.toString(definitions), UNCAPPED)) {
            worker.pass();
            double alive = Double.parseDouble(worker.tell("heap"));
            return new double[] {alive, Double.parseDouble(worker.tell("holds").split(" ", 2)[0])};
        }
    }

    /** Ten minutes of ever new five-tuples. */
    private void churn(Workload workload) throws IOException, InterruptedException {
        conditions.results().begin();
        List<Double> alive;
        try (var worker = new WorkerProcess(conditions.java("512M"), workload, "5")) {
            alive = Stream.of(worker.tell("curve " + STEP_SECONDS).split(" "))
                    .map(Double::valueOf)
                    .toList();
        }
        int last = (int) (LAST_SECONDS / STEP_SECONDS);
        List<Double> before = new ArrayList<>(alive.subList(0, alive.size() - last));
        List<Double> after = alive.subList(alive.size() - last, alive.size());
        Map<String, Object> members = new LinkedHashMap<>(Results.of(workload));
        double most = before.stream().max(Double::compare).orElseThrow();
        double mostAfter = after.stream().max(Double::compare).orElseThrow();
        members.put("seconds", alive.size() * STEP_SECONDS);
        members.put("definitions", 5);
        members.put("liveHeapMB", mostAfter / 1e6);
        // The peak of the last five minutes beside that of the time before.
        members.put("growthPercent", 100 * (mostAfter / most - 1));
        members.put(
                "curveMB",
                alive.stream()
                        .map(bytes -> Long.toString(Math.round(bytes / 1e6)))
                        .collect(Collectors.joining(" ")));
        members.put("heap", "512M");
        conditions.results().print("churn", members);
    }
}
