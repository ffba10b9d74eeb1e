package weir.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Appends one JSON line per scenario and run, so that a regression shows as a change of ratio.
 *
 * <p>A figure {@code x} that was measured several times is the median, beside {@code xLowest} and {@code xHighest}. Each
 * line also says what it was measured on, the load when the scenario began and how much processor time was stolen
 * meanwhile, in per cent.
 */
final class Results {

    private static final JsonMapper JSON = new JsonMapper();
    private static final MathContext DIGITS = new MathContext(5);

    private final Path file;
    private final Map<String, Object> machine;
    private final boolean record;
    private double load = Machine.load();
    private StolenTime stolen = StolenTime.now();

    /**
     * Results of this run.
     *
     * @param file where lines go
     * @param machine members of every line
     * @param record whether lines are written and not only printed
     */
    Results(Path file, Map<String, Object> machine, boolean record) {
        this.file = file;
        this.machine = machine;
        this.record = record;
    }

    /** Where lines go. */
    Path file() {
        return file;
    }

    /** What figures are measured on. */
    Map<String, Object> machine() {
        return machine;
    }

    /** Begins a scenario: load and stolen time count from here. */
    void begin() {
        load = Machine.load();
        stolen = StolenTime.now();
    }

    /** Prints and keeps a comparison with a yardstick: cost per sample of both, median and range of the ratios. */
    void report(String scenario, Workload workload, Yardstick yardstick, Ratios ratios, Map<String, ?> more)
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
        var members = new LinkedHashMap<String, Object>(of(workload));
        members.put("nanosPerSample", ratios.ours() / samples);
        members.put("yardstick", yardstick.name());
        members.put("yardstickNanosPerSample", ratios.theirs() / samples);
        putRange(members, "ratio", ratios.all());
        members.put("pairs", ratios.pairs());
        members.putAll(more);
        add(scenario, members);
    }

    /** What a line says of the capture it was measured with. */
    static Map<String, Object> of(Workload workload) {
        var members = new LinkedHashMap<String, Object>();
        members.put("capture", workload.name());
        members.put("sha256", workload.sha256());
        members.put("samples", workload.truth().samples());
        return members;
    }

    /** Puts median, lowest and highest. */
    static void putRange(Map<String, Object> members, String name, List<Double> values) {
        members.put(name, Ratios.median(values));
        members.put(name + "Lowest", values.stream().min(Double::compare).orElseThrow());
        members.put(name + "Highest", values.stream().max(Double::compare).orElseThrow());
    }

    /** Prints members that have no report of their own, and keeps them. */
    void print(String scenario, Map<String, ?> members) throws IOException {
        var shown = new LinkedHashMap<String, Object>(members);
        shown.remove("sha256");
        shown.replaceAll((name, value) -> rounded(value));
        System.out.printf("%-12s %s%n", scenario, shown);
        add(scenario, members);
    }

    void add(String scenario, Map<String, ?> members) throws IOException {
        if (!record) {
            return;
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("scenario", scenario);
        all.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        all.putAll(members);
        all.putAll(machine);
        all.put("load", load);
        all.put("stolen", stolen.percent());
        all.replaceAll((name, value) -> rounded(value));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file, JSON.writeValueAsString(all) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Five digits are more than any figure here is good for. */
    private static Object rounded(Object value) {
        if (!(value instanceof Double number)) {
            return value;
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a figure is " + number);
        }
        BigDecimal digits = new BigDecimal(number).round(DIGITS);
        return number == 0 ? 0 : digits.scale() <= 0 ? digits.longValue() : digits.doubleValue();
    }
}
