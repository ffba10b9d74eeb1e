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
 * <p>Fails when the best median ratio stays below what must be. Where the latest ratios on record have not all reached that yet, it
 * says so, warns when the ratio is a quarter below their median, and fails when it is two fifths below: nothing that was gained is
 * lost on the way there, while the same code beside a neighbour that uses the memory is a quarter below now and then.
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
        List<Double> latest = latest(ResultLine.read(conditions.results().file()), scenario, yardstick.name());
        OptionalDouble recorded = latest.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Ratios.median(latest));
        // Where some of them are below, it is a matter of luck whether three more are.
        boolean reached = latest.stream().allMatch(ratio -> ratio >= must.orElse(0));
        double best = 0;
        for (int i = 0; i < TRIES; i++) {
            Ratios ratios = measurement.run(workload, yardstick);
            conditions.results().report(scenario, workload, yardstick, ratios, Map.of("heap", Conditions.HEAP));
            best = Math.max(best, ratios.median());
            if (best >= must.orElse(0) && best >= CHANGE * recorded.orElse(0)) {
                return true;
            }
        }
        return verdict(scenario, best, must, recorded, reached);
    }

    /**
     * Whether the best of three tries will do; prints what is wrong with it.
     *
     * @param recorded median of the latest ratios on record
     * @param reached whether all of those were what must be
     */
    static boolean verdict(
            String scenario, double best, OptionalDouble must, OptionalDouble recorded, boolean reached) {
        boolean fell = best < CHANGE * recorded.orElse(0);
        boolean missed = best < must.orElse(0);
        boolean lost = best < LOSS * recorded.orElse(0);
        boolean fails = missed && (reached || lost);
        if (fell) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s is %.2f, more than a quarter below the recorded %.2f%n",
                    fails ? "FAILED" : "WARNING",
                    scenario,
                    best,
                    recorded.orElse(0));
        }
        if (missed) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %s is %.2f and must be %.0f%s%n",
                    fails ? "FAILED" : "MISSED",
                    scenario,
                    best,
                    must.orElse(0),
                    reached ? "" : String.format(Locale.ROOT, "; on record is %.2f", recorded.orElse(0)));
        }
        return !fails;
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
