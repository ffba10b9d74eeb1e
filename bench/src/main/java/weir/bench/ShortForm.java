package weir.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What continuous integration runs: 50,000 datagrams, decoding and five definitions, three pairs; each is tried three
 * times at most.
 *
 * <p>Fails when the best median ratio stays below what must be, which is said of sflowtool. Beside whichever yardstick there is, it
 * warns when the ratio is a quarter below the median of the latest on record, and fails when it is two fifths below: the same code
 * beside a neighbour that uses the memory is a quarter below now and then.
 */
final class ShortForm {

    private static final String CAPTURE = "short";
    private static final int TRIES = 3;
    /** What is told. */
    private static final double CHANGE = 0.75;
    /** What is no noise. */
    private static final double LOSS = 0.6;
    /** How many lines on record count: one alone may have been measured beside other work. */
    private static final int LATEST = 5;

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
            System.out.println(
                    "what must be is said of sflowtool only: here nothing fails but a loss of what is on record");
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
        List<Double> latest = latest(ResultLine.read(conditions.results().file()), scenario, yardstick.name());
        OptionalDouble recorded = latest.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Ratios.median(latest));
        double best = 0;
        for (int i = 0; i < TRIES; i++) {
            Ratios ratios = measurement.run(workload, yardstick);
            conditions.results().report(scenario, workload, yardstick, ratios, Map.of("heap", Conditions.HEAP));
            best = Math.max(best, ratios.median());
            if (best >= must.orElse(0) && best >= CHANGE * recorded.orElse(0)) {
                return true;
            }
        }
        return verdict(scenario, best, must, recorded);
    }

    /**
     * Whether the best of three tries will do; prints what is wrong with it.
     *
     * @param recorded median of the latest ratios on record
     */
    static boolean verdict(String scenario, double best, OptionalDouble must, OptionalDouble recorded) {
        boolean missed = best < must.orElse(0);
        boolean lost = best < LOSS * recorded.orElse(0);
        if (best < CHANGE * recorded.orElse(0)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s is %.2f, more than a quarter below the recorded %.2f%n",
                    lost ? "FAILED" : "WARNING",
                    scenario,
                    best,
                    recorded.orElse(0));
        }
        if (missed) {
            System.out.printf(Locale.ROOT, "FAILED: %s is %.2f and must be %.0f%n", scenario, best, must.orElse(0));
        }
        return !missed && !lost;
    }

    private static OptionalDouble must(String scenario) throws IOException {
        return Goal.all().stream()
                .filter(goal ->
                        goal.scenario().equals(scenario) && goal.figure().equals("ratio"))
                .map(Goal::must)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    /** The latest ratios of the short form on record, the oldest first. */
    static List<Double> latest(List<ResultLine> lines, String scenario, String yardstick) {
        List<Double> ratios = lines.stream()
                .filter(line -> line.scenario().equals(scenario))
                .filter(line -> line.text("capture").equals(CAPTURE))
                .filter(line -> line.text("yardstick").equals(yardstick))
                .flatMap(line -> line.number("ratio").stream().boxed())
                .toList();
        return ratios.subList(Math.max(0, ratios.size() - LATEST), ratios.size());
    }
}
