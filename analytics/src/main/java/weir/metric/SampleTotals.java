package weir.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a data source has sent so far, all its sub-agents together.
 *
 * <p>Thread: any; immutable.
 *
 * @param flowSamples flow samples that came, repeated ones left out
 * @param flowSamplesLost flow samples that sequence numbers show missing
 * @param drops samples that the agent says it dropped for want of resources
 * @param direction which packets are sampled: {@code ingress}, {@code egress} or {@code bidirectional}; empty before a flow
 *     sample tells
 * @param counterSamples counter samples that came, repeated ones left out
 * @param counterSamplesLost counter samples that sequence numbers show missing
 * @param pollingInterval time from one counter sample to the next, those lost made up for, in ms; empty before two came
 */
public record SampleTotals(
        long flowSamples,
        long flowSamplesLost,
        long drops,
        Optional<String> direction,
        long counterSamples,
        long counterSamplesLost,
        OptionalDouble pollingInterval) {

    private static final String[] DIRECTIONS = {"", "ingress", "egress", "bidirectional"};
    private static final double NANOS_PER_MILLI = 1e6;

    /** Share of the samples taken that the agent dropped. Absent: 0 without samples. */
    public double dropProbability() {
        double taken = (double) flowSamples + flowSamplesLost + drops;
        return taken == 0 ? 0 : drops / taken;
    }

    static SampleTotals of(SourceFeed[] feeds) {
        long flows = 0;
        long flowsLost = 0;
        long drops = 0;
        int directions = 0;
        long counters = 0;
        long countersLost = 0;
        long interval = 0;
        for (SourceFeed feed : feeds) {
            flows += feed.came();
            flowsLost += feed.lost();
            drops += feed.dropped();
            directions |= feed.directions();
            CounterFeed counting = feed.countersIfAny();
            if (counting != null) {
                counters += counting.came();
                countersLost += counting.lost();
                interval = Math.max(interval, counting.pollingInterval());
            }
        }
        return new SampleTotals(
                flows,
                flowsLost,
                drops,
                directions == 0 ? Optional.empty() : Optional.of(DIRECTIONS[directions]),
                counters,
                countersLost,
                interval == 0 ? OptionalDouble.empty() : OptionalDouble.of(interval / NANOS_PER_MILLI));
    }
}
