package weir.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Samples of a few data sources at rising times, some keys much more frequent than others. */
final class RandomSamples {

    static final int SOURCES = 5;

    /** A sample with a further value for each form. */
    record Sample(double seconds, int source, String key, double weight, double value, double[] values) {

        void addTo(Flows flows) {
            flows.addWeighted(seconds, source, key, weight, value, values);
        }

        Sample later(double by) {
            return new Sample(seconds + by, source, key, weight, value, values);
        }
    }

    private final List<Sample> samples = new ArrayList<>();

    RandomSamples(long seed, int count, int keys) {
        var random = new SplittableRandom(seed);
        double now = 0;
        for (int i = 0; i < count; i++) {
            now += random.nextDouble() * 0.02;
            String key = "k" + (int) (keys * Math.pow(random.nextDouble(), 3)) + "," + random.nextInt(2);
            double[] values = IntStream.range(0, ValueForm.values().length)
                    .mapToDouble(v -> random.nextInt(100))
                    .toArray();
            samples.add(new Sample(
                    now, random.nextInt(SOURCES), key, 1 + random.nextInt(50), random.nextInt(1500), values));
        }
    }

    void forEach(Consumer<Sample> action) {
        samples.forEach(action);
    }

    double end() {
        return samples.getLast().seconds();
    }

    /** Order of numbers that takes for equal what differs by rounding. */
    static int compareRounded(Double one, Double other) {
        return Math.abs(one - other) <= 1e-11 * Math.max(Math.abs(one), Math.abs(other)) ? 0 : one.compareTo(other);
    }
}
