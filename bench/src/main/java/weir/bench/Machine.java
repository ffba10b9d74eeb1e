package weir.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the figures were measured on and of. */
final class Machine {

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Path CONGESTION = Path.of("/proc/sys/net/ipv4/tcp_congestion_control");

    private Machine() {}

    /** Members of every line of results: commit, JVM, processor, cores, memory. */
    static Map<String, Object> facts(Path root) throws IOException, InterruptedException {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("commit", commit(root));
        facts.put("jvm", System.getProperty("java.vm.version"));
        facts.put("processor", value(PROCESSORS, "model name", System.getProperty("os.arch")));
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("memoryGB", memory());
        return facts;
    }

    /** How TCP finds its rate, unless a route says otherwise: large answers depend on it. Absent: empty. */
    static String congestionControl() throws IOException {
        return Files.exists(CONGESTION) ? Files.readString(CONGESTION).strip() : "";
    }

    /** Load average of the last minute; negative where the system does not tell. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static long memory() throws IOException {
        String kilobytes = value(MEMORY, "MemTotal", "0 kB");
        return Math.round(Long.parseLong(kilobytes.replaceAll("\\D", "")) / 1e6);
    }

    /** The commit; dirty when files differ from it, but for results and the page made from them. */
    private static String commit(Path root) throws IOException, InterruptedException {
        String name = firstLine(root, "describe", "--always");
        String changed =
                firstLine(root, "status", "--porcelain", "-uno", "--", ".", ":!bench/results", ":!docs/benchmarks.md");
        return name.isEmpty() ? "unknown" : changed.isEmpty() ? name : name + "-dirty";
    }

    private static String firstLine(Path root, String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line = git.inputReader().readLine();
        return git.waitFor() == 0 && line != null ? line : "";
    }

    private static String value(Path file, String name, String otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(otherwise);
    }
}
