package weir.bench.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Where the time from a sample to a route goes. Units: ms since the epoch; most times are whole ms, so a step is right to 1 ms. */
final class Steps {

    /** The clock of the epoch less that of {@link System#nanoTime}, ns. */
    private static final long OFFSET = offset();

    private Steps() {}

    /** What this process saw, as {@link System#nanoTime}: when a sample was sent, and when its route was there. */
    record Seen(long sent, long there) {}

    /**
     * What the product says.
     *
     * @param arrived when the sample was taken from its socket
     * @param detected when the shard found that the threshold was reached
     * @param logged when the event was logged
     * @param called when the script's handler was called
     * @param told when it had announced the route
     */
    record Word(double arrived, double detected, double logged, double called, double told) {}

    private record Step(Seen seen, Word word) {
        double sent() {
            return (seen.sent + OFFSET) / 1e6;
        }

        double there() {
            return (seen.there + OFFSET) / 1e6;
        }
    }

    private static long offset() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano() - System.nanoTime();
    }

    /** Prints each step. */
    static void print(Map<String, Word> words, Map<String, Seen> seen) {
        List<Step> steps = new ArrayList<>();
        words.forEach((target, word) -> {
            Seen of = seen.get(target);
            if (of != null) {
                steps.add(new Step(of, word));
            }
        });
        if (steps.isEmpty()) {
            return;
        }
        print(steps, "  the receiver takes it from the socket", step -> step.word.arrived - step.sent());
        print(steps, "  the shard finds that the threshold is reached", step -> step.word.detected - step.word.arrived);
        print(steps, "  the event is put in order and logged", step -> step.word.logged - step.word.detected);
        print(steps, "  the script's handler is called", step -> step.word.called - step.word.logged);
        print(steps, "  the handler has announced the route", step -> step.word.told - step.word.called);
        print(steps, "  the router has read it", step -> step.there() - step.word.told);
    }

    private static void print(List<Step> steps, String what, ToDoubleFunction<Step> millis) {
        ReactionMain.print(
                what + " (to 1 ms)",
                steps.stream().map(step -> millis.applyAsDouble(step)).toList());
    }
}
