package weir.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one sub-agent sends about one data source: its sequence numbers and the last readings of its counters.
 *
 * <p>Several sub-agents of a switch may use the same interface number. They are one data source, but each numbers its
 * samples by itself and has counters of its own.
 *
 * <p>Thread: owner only.
 */
final class SourceFeed {

    private static final Readings[] NONE = {};

    private final int subAgent;
    private @Nullable SampleSequence counters;
    private @Nullable SampleSequence flows;
    private @Nullable SampleSequence notifications;
    private @Nullable FlowSampling sampling;
    private Readings[] readings = NONE;

    SourceFeed(int subAgent) {
        this.subAgent = subAgent;
    }

    int subAgent() {
        return subAgent;
    }

    /** The sequence of one kind of sample. */
    SampleSequence sequence(SampleKind kind) {
        SampleSequence known = switch (kind) {
            case COUNTER -> counters;
            case FLOW -> flows;
            case NOTIFICATION -> notifications;
        };
        return known != null ? known : start(kind);
    }

    private SampleSequence start(SampleKind kind) {
        SampleSequence sequence = new SampleSequence();
        switch (kind) {
            case COUNTER -> counters = sequence;
            case FLOW -> flows = sequence;
            case NOTIFICATION -> notifications = sequence;
        }
        return sequence;
    }

    /** How its flow samples are taken. */
    FlowSampling sampling() {
        FlowSampling known = sampling;
        if (known == null) {
            known = new FlowSampling();
            sampling = known;
        }
        return known;
    }

    /** The last readings of one layout. */
    Readings readings(MetricSchema schema) {
        int at = 0;
        while (at < readings.length && readings[at].schema().compareTo(schema) != 0) {
            at++;
        }
        if (at == readings.length) {
            readings = Arrays.copyOf(readings, at + 1);
            readings[at] = new Readings(schema);
        } else if (!readings[at].schema().equals(schema)) {
            readings[at] = new Readings(schema);
        }
        return readings[at];
    }

    /** Counters of the next sample cannot be compared with those before. */
    void forgetReadings() {
        for (Readings reading : readings) {
            reading.forget();
        }
    }

    /** What comes next is the first. */
    void forget() {
        forgetReadings();
        counters = null;
        flows = null;
        notifications = null;
    }
}
