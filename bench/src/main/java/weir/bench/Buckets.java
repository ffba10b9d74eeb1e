package weir.bench;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Delays of a stretch of time, from the histograms that the engine told at its begin and end.
 *
 * @param upTo how many were not slower than so many microseconds
 * @param count all
 */
record Buckets(TreeMap<Long, Long> upTo, long count) {

    /** Nothing was counted. */
    static final Buckets NONE = new Buckets(new TreeMap<>(), 0);

    /** These, and those of another stretch. */
    Buckets and(Buckets other) {
        TreeMap<Long, Long> both = new TreeMap<>(upTo);
        other.upTo.forEach((bound, number) -> both.merge(bound, number, Long::sum));
        return new Buckets(both, count + other.count);
    }

    /** What was counted between two answers. */
    static Buckets between(JsonNode before, JsonNode after) {
        TreeMap<Long, Long> upTo = new TreeMap<>();
        after.get("buckets")
                .properties()
                .forEach(bucket -> upTo.put(
                        Long.valueOf(bucket.getKey()),
                        bucket.getValue().asLong()
                                - before.get("buckets").get(bucket.getKey()).asLong()));
        return new Buckets(
                upTo, after.get("count").asLong() - before.get("count").asLong());
    }

    /** Milliseconds that a share was not slower than; within a bucket as if spread evenly. Absent: NaN beyond the last. */
    double millis(double share) {
        double wanted = share * count;
        long lower = 0;
        long below = 0;
        for (Map.Entry<Long, Long> bucket : upTo.entrySet()) {
            if (bucket.getValue() >= wanted && bucket.getValue() > below) {
                double part = (wanted - below) / (bucket.getValue() - below);
                return (lower + part * (bucket.getKey() - lower)) / 1e3;
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return Double.NaN;
    }

    /** The share that was slower than so many milliseconds, which must be a bound. */
    double above(long millis) {
        return (double) (count - upTo.getOrDefault(millis * 1000, 0L)) / Math.max(1, count);
    }
}
