package weir.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of interleaved pairs: the yardstick, then ours, and again. */
final class Ratios {

    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();

    void add(double oursNanos, double theirNanos) {
        ours.add(oursNanos);
        theirs.add(theirNanos);
        ratios.add(theirNanos / oursNanos);
    }

    /** The ratio of each pair. */
    List<Double> all() {
        return List.copyOf(ratios);
    }

    double median() {
        return median(ratios);
    }

    double ours() {
        return median(ours);
    }

    double theirs() {
        return median(theirs);
    }

    double lowest() {
        return Collections.min(ratios);
    }

    double highest() {
        return Collections.max(ratios);
    }

    int pairs() {
        return ratios.size();
    }

    String range() {
        return String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", median(), lowest(), highest());
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
