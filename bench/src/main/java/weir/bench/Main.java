package weir.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The benchmark: {@code bench/run [--pairs N] [--only decode|flows|memory|tool]}. */
final class Main {

    private Main() {}

    static void main(String[] args) throws IOException, InterruptedException {
        int pairs = Integer.parseInt(option(args, "--pairs").orElse("5"));
        String only = option(args, "--only").orElse("");
        Path root = Path.of(System.getProperty("bench.root", ".")).toAbsolutePath();
        Path shared = Optional.ofNullable(System.getenv("WEIR_SHARED"))
                .map(data -> Path.of(data).resolve(".."))
                .orElse(root.resolve("../shared"));
        Path scratch = Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir"), "weir-bench-" + System.getProperty("user.name")));
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256M",
                "-Xmx256M",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"));
        var results = new Results(root.resolve("bench/results/results.jsonl"), machine(root));
        System.out.println(results.common());
        List<Workload> workloads = Stream.of(Workload.generated(shared, scratch), Workload.recorded(shared, scratch))
                .flatMap(Optional::stream)
                .toList();
        for (Workload workload : workloads) {
            System.out.println(workload.name() + ": sha256 " + workload.sha256() + ", " + workload.truth());
        }
        if (only.isEmpty() || only.equals("memory")) {
            new MemoryScenario(java, results).run();
        }
        boolean decode = only.isEmpty() || only.equals("decode");
        boolean flows = only.isEmpty() || only.equals("flows");
        if (decode || flows) {
            if (workloads.isEmpty()) {
                System.out.println("decode and flows: skipped, there is no " + shared);
            }
            Yardstick yardstick = Yardstick.sflowtool("-T").orElseGet(() -> {
                System.out.println(
                        "sflowtool is neither in SFLOWTOOL nor on the path: comparing with a structure walk");
                return Yardstick.walk(java);
            });
            for (Workload workload : workloads) {
                if (decode) {
                    new DecodeScenario(java, yardstick, pairs, results).run(workload);
                }
                if (flows) {
                    new FlowScenario(java, yardstick, pairs, results).run(workload);
                }
            }
        }
        if (only.isEmpty() || only.equals("tool")) {
            Optional<Yardstick> lines = Yardstick.sflowtool("-l");
            if (lines.isEmpty()) {
                System.out.println("tool-lines: skipped, sflowtool is neither in SFLOWTOOL nor on the path");
            }
            for (Workload workload : lines.isPresent() ? workloads : List.<Workload>of()) {
                new ToolScenario(root, lines.get(), pairs, results).run(workload);
            }
        }
    }

    private static Optional<String> option(String[] args, String name) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Optional.of(args[i + 1]);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> machine(Path root) throws IOException, InterruptedException {
        var machine = new LinkedHashMap<String, Object>();
        machine.put("commit", commit(root));
        machine.put("jvm", System.getProperty("java.vm.version"));
        machine.put("processor", processor());
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("load", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        machine.put("heap", "-Xms256M -Xmx256M -XX:+UseSerialGC");
        return machine;
    }

    private static String commit(Path root) throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "-C", root.toString(), "describe", "--always", "--dirty")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String name = git.inputReader().readLine();
        return git.waitFor() == 0 && name != null ? name : "unknown";
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
