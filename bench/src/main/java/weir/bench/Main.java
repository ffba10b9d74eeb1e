package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The benchmark: {@code bench/run}. */
final class Main {

    private Main() {}

    @FunctionalInterface
    private interface Part {

        void run(Conditions conditions) throws IOException, InterruptedException;
    }

    static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        Map<String, Part> parts = parts();
        try {
            options = Options.of(args);
            for (String name : options.only()) {
                if (!parts.containsKey(name)) {
                    throw new IllegalArgumentException("no part " + name + "; there are " + parts.keySet());
                }
            }
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath();
        boolean good = true;
        // Whoever ends the benchmark early ends what it started.
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
        if (!options.report()) {
            Conditions conditions = Conditions.of(root, options);
            System.out.println(conditions.results().machine());
            if (options.shortForm()) {
                good = new ShortForm(conditions).run();
            } else {
                for (Map.Entry<String, Part> part : parts.entrySet()) {
                    if (options.wants(part.getKey())) {
                        conditions.results().begin();
                        part.getValue().run(conditions);
                    }
                }
            }
        }
        if (options.report() || options.record()) {
            Path page = root.resolve("docs/benchmarks.md");
            Files.writeString(page, BenchmarkPage.of(ResultLine.read(root.resolve("bench/results/results.jsonl"))));
            System.out.println("wrote " + root.relativize(page));
        }
        System.exit(good ? 0 : 1);
    }

    /** What {@code --only} chooses from, in the order it runs. */
    private static Map<String, Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("decode", conditions -> {
            Yardstick yardstick = conditions.yardstick();
            for (Workload workload : captures(conditions)) {
                new DecodeScenario(conditions, yardstick).run(workload);
            }
        });
        parts.put("flows", conditions -> {
            Yardstick yardstick = conditions.yardstick();
            for (Workload workload : captures(conditions)) {
                new FlowScenario(conditions, yardstick).run(workload);
            }
        });
        parts.put("allocation", conditions -> new AllocationScenario(conditions).run());
        parts.put("recent", conditions -> new RecentScenario(conditions).run());
        parts.put("tool", conditions -> {
            Optional<Yardstick> lines = Yardstick.sflowtool("-l");
            if (lines.isEmpty()) {
                System.out.println("tool-lines: skipped, sflowtool is neither in SFLOWTOOL nor on the path");
                return;
            }
            for (Workload workload : captures(conditions)) {
                new ToolScenario(conditions, lines.orElseThrow()).run(workload);
            }
        });
        parts.put("ladder", live((conditions, generator) -> new LadderScenario(conditions, generator).run()));
        parts.put("rate", live((conditions, generator) -> new LowRateScenario(conditions, generator).run()));
        parts.put("latency", live((conditions, generator) -> new LatencyScenario(conditions, generator).run()));
        parts.put("script-handler", live((conditions, generator) -> new ScriptScenario(conditions).handler(generator)));
        parts.put("script", conditions -> new ScriptScenario(conditions).run());
        parts.put("idle", conditions -> new FabricScenario(conditions).idle());
        parts.put("idle-many", conditions -> new FabricScenario(conditions).idleMany());
        parts.put("hosts", conditions -> new FabricScenario(conditions).hosts());
        parts.put("terabit", live((conditions, generator) -> new FabricScenario(conditions).terabit(generator)));
        parts.put("accuracy", conditions -> new AccuracyScenario(conditions).run());
        parts.put("flow-memory", conditions -> new FlowMemoryScenario(conditions).run());
        parts.put("peers", live((conditions, generator) -> new PeerScenario(conditions, generator).run()));
        parts.put("memory", conditions -> new MemoryScenario(conditions).run());
        return parts;
    }

    @FunctionalInterface
    private interface LivePart {

        void run(Conditions conditions, Generator generator) throws IOException, InterruptedException;
    }

    /** A part that needs the generator to send. */
    private static Part live(LivePart part) {
        return conditions -> {
            if (conditions.generator().isEmpty()) {
                System.out.println("skipped: there is no generator; WEIR_GENERATOR names its source");
                return;
            }
            part.run(conditions, conditions.generator().orElseThrow());
        };
    }

    private static List<Workload> captures(Conditions conditions) throws IOException, InterruptedException {
        List<Workload> captures = conditions.captures();
        if (captures.isEmpty()) {
            System.out.println("skipped: there is neither a generator nor " + conditions.shared());
        }
        for (Workload workload : captures) {
            System.out.println(workload.name() + ": sha256 " + workload.sha256() + ", " + workload.truth());
        }
        return captures;
    }
}
