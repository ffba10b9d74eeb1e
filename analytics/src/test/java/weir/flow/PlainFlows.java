package weir.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The same measurements done plainly: every sample kept, every answer computed from all of them. */
final class PlainFlows {

    record Sample(double seconds, double weight, double value, double[] values) {}

    private final FlowSettings settings;
    private final Map<Integer, Map<String, List<Sample>>> sources = new HashMap<>();

    PlainFlows(FlowSettings settings) {
        this.settings = settings;
    }

    void add(double seconds, int source, String key, double weight, double value, double... values) {
        sources.computeIfAbsent(source, s -> new HashMap<>())
                .computeIfAbsent(key, k -> new ArrayList<>())
                .add(new Sample(Math.rint(seconds * 1e9) / 1e9, weight, value, values.clone()));
    }

    Map<String, List<Sample>> of(int source) {
        return sources.getOrDefault(source, Map.of());
    }

    double rate(double seconds, int source, String key) {
        double now = Math.rint(seconds * 1e9) / 1e9;
        double sum = 0;
        for (Sample sample : of(source).getOrDefault(key, List.of())) {
            sum += sample.value * sample.weight * Math.exp((sample.seconds - now) / settings.t());
        }
        return sum / settings.t();
    }

    double effectiveSamples(double now, int source, String key) {
        double sum = 0;
        double squares = 0;
        for (Sample sample : of(source).getOrDefault(key, List.of())) {
            double counts = sample.value * sample.weight * Math.exp((sample.seconds - now) / settings.t());
            sum += counts;
            squares += counts * counts;
        }
        return sum * sum / squares;
    }

    /** What a sample of a data source typically counts in a rate. */
    double typicalRate(int source) {
        double sum = 0;
        double squares = 0;
        for (List<Sample> samples : of(source).values()) {
            for (Sample sample : samples) {
                sum += sample.value * sample.weight;
                squares += sample.value * sample.weight * sample.value * sample.weight;
            }
        }
        return squares / sum / settings.t() / 2;
    }

    /** A statistic over samples not older than so many seconds; of the main value at -1. */
    double statistic(ValueForm form, double now, double age, int source, String key, int value) {
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int count = 0;
        var distinct = new HashSet<Double>();
        for (Sample sample : of(source).getOrDefault(key, List.of())) {
            if (sample.seconds > now - age) {
                double number = value < 0 ? sample.value : sample.values[value];
                sum += number;
                min = Math.min(min, number);
                max = Math.max(max, number);
                count++;
                distinct.add(number);
            }
        }
        if (count == 0) {
            return 0;
        }
        return switch (form) {
            case AVERAGE -> sum / count;
            case MINIMUM -> min;
            case MAXIMUM -> max;
            case DISTINCT -> distinct.size();
            case RATE -> throw new IllegalArgumentException();
        };
    }
}
