package weir.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What continuous integration runs: 50,000 datagrams, decoding and five definitions, three pairs. Fails when the median
 * ratio stays below what must be on three tries; warns when it is a quarter below the recorded one.
 */
final class ShortForm {

    private static final String CAPTURE = "short";
    private static final int TRIES = 3;
    private static final double CHANGE = 0.75;

    private final Conditions conditions;

    ShortForm(Conditions conditions) {
        this.conditions = conditions;
    }

    @FunctionalInterface
    private interface Measurement {

        Ratios run(Workload workload, Yardstick yardstick) throws IOException, InterruptedException;
    }

    /** Whether nothing stayed below what must be. */
    boolean run() throws IOException, InterruptedException {
        Optional<Workload> workload = conditions.generated(CAPTURE, "--datagrams", "50000");
        if (workload.isEmpty()) {
            System.out.println("short form: skipped, there is no generator; WEIR_GENERATOR names its source");
            return true;
        }
        Yardstick yardstick = conditions.yardstick();
        if (!yardstick.isSflowtool()) {
            System.out.println("what must be is said of sflowtool only: nothing can fail here");
        }
        boolean decode = holds(
                "decode-warm", workload.orElseThrow(), yardstick, (w, y) -> new DecodeScenario(conditions, y).warm(w));
        boolean flows =
                holds("flows-5", workload.orElseThrow(), yardstick, (w, y) -> new FlowScenario(conditions, y).five(w));
        return decode && flows;
    }

    private boolean holds(String scenario, Workload workload, Yardstick yardstick, Measurement measurement)
            throws IOException, InterruptedException {
        OptionalDouble must = yardstick.isSflowtool() ? must(scenario) : OptionalDouble.empty();
        OptionalDouble recorded = recorded(ResultLine.read(conditions.results().file()), scenario, yardstick.name());
        double best = 0;
        for (int i = 0; i < TRIES; i++) {
            Ratios ratios = measurement.run(workload, yardstick);
            conditions.results().report(scenario, workload, yardstick, ratios, Map.of("heap", Conditions.HEAP));
            best = Math.max(best, ratios.median());
            if (best >= must.orElse(0) && best >= CHANGE * recorded.orElse(0)) {
                return true;
            }
        }
        if (best < CHANGE * recorded.orElse(0)) {
            System.out.printf(
                    Locale.ROOT,
                    "WARNING: %s is %.2f, more than a quarter below the recorded %.2f%n",
                    scenario,
                    best,
                    recorded.orElse(0));
        }
        if (best < must.orElse(0)) {
            System.out.printf(Locale.ROOT, "FAILED: %s is %.2f and must be %.0f%n", scenario, best, must.orElse(0));
            return false;
        }
        return true;
    }

    private static OptionalDouble must(String scenario) throws IOException {
        return Goal.all().stream()
                .filter(goal ->
                        goal.scenario().equals(scenario) && goal.figure().equals("ratio"))
                .map(Goal::must)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** The latest ratio of the short form on record. */
    static OptionalDouble recorded(List<ResultLine> lines, String scenario, String yardstick) {
        return lines.stream()
                .filter(line -> line.scenario().equals(scenario))
                .filter(line -> line.text("capture").equals(CAPTURE))
                .filter(line -> line.text("yardstick").equals(yardstick))
                .map(line -> line.number("ratio"))
                .reduce(OptionalDouble.empty(), (older, newer) -> newer);
    }
}
