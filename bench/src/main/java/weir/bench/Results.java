package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Appends one JSON line per scenario and run, so that a regression shows as a change of ratio.
 *
 * @param file where lines go
 * @param common members of every line: commit, machine, JVM
 */
record Results(Path file, Map<String, Object> common) {

    /** Prints and keeps a comparison with a yardstick: cost per sample of both, median and range of the ratios. */
    void report(String scenario, Workload workload, Yardstick yardstick, Ratios ratios, Map<String, Object> more)
            throws IOException {
        double samples = workload.truth().samples();
        System.out.printf(
                Locale.ROOT,
                "%-12s %-10s %7.1f ns/sample   %s %7.1f ns/sample   ratio %s%n",
                scenario,
                workload.name(),
                ratios.ours() / samples,
                yardstick.name(),
                ratios.theirs() / samples,
                ratios.range());
        var members = new LinkedHashMap<String, Object>();
        members.put("capture", workload.name());
        members.put("sha256", workload.sha256());
        members.put("samples", workload.truth().samples());
        members.put("nanosPerSample", ratios.ours() / samples);
        members.put("yardstick", yardstick.name());
        members.put("yardstickNanosPerSample", ratios.theirs() / samples);
        members.put("ratio", ratios.median());
        members.put("ratioLowest", ratios.lowest());
        members.put("ratioHighest", ratios.highest());
        members.put("pairs", ratios.pairs());
        members.putAll(more);
        add(scenario, members);
    }

    void add(String scenario, Map<String, Object> members) throws IOException {
        var all = new LinkedHashMap<String, Object>();
        all.put("scenario", scenario);
        all.putAll(members);
        all.putAll(common);
        String line = all.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + text(member.getValue()))
                .collect(Collectors.joining(",", "{", "}\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> String.format(Locale.ROOT, "%.3f", number);
            case Number number -> number.toString();
            default -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }
}
