package weir.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** What a flow sample allocates on its way through five definitions, in a capture without counters, once warm. */
final class AllocationScenario {

    private static final int UNREPORTED_PASSES = 5;
    private static final String DEFINITIONS = "5";

    private final Conditions conditions;

    AllocationScenario(Conditions conditions) {
        this.conditions = conditions;
    }

    void run() throws IOException, InterruptedException {
        Optional<Workload> found = conditions.generated(
                "flows-only", "--datagrams", "50000", "--counter-every", "0", "--host-agents", "0");
        if (found.isEmpty()) {
            System.out.println("allocation: skipped, there is no generator");
            return;
        }
        Workload workload = found.orElseThrow();
        conditions.results().begin();
        var bytes = new ArrayList<Double>();
        try (var worker = new WorkerProcess(conditions.java(), workload, DEFINITIONS)) {
            for (int i = 0; i < UNREPORTED_PASSES + conditions.options().pairs(); i++) {
                worker.pass();
                if (i >= UNREPORTED_PASSES) {
                    bytes.add(Double.parseDouble(worker.tell("allocated"))
                            / workload.truth().flowSamples());
                }
            }
        }
        Map<String, Object> members = Results.of(workload);
        Results.putRange(members, "bytesPerSample", bytes);
        members.put("heap", Conditions.HEAP);
        conditions.results().print("allocation", members);
    }
}
