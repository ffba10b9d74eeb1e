package weir.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one sub-agent sends about one data source: its sequence numbers, how it samples, and the last readings of its
 * counters.
 *
 * <p>Several sub-agents of a switch may use the same interface number. They are one data source, but each numbers its
 * samples by itself and has counters of its own.
 *
 * <p>Shape: it is the sequence of the flow samples, and holds those of other kinds, so that all that a flow sample needs
 * stands in one place: of thousands of data sources none is in the cache of the processor when its sample comes.
 *
 * <p>Thread: owner only.
 */
final class SourceFeed extends FlowSampling {

    private static final Readings[] NO_READINGS = {};
    private static final RecordBlock[] NO_RECORDS = {};

    private final int sourceClass;
    private final int index;
    private final DataSource source;
    private @Nullable SampleSequence counters;
    private @Nullable SampleSequence notifications;
    private RecordBlock[] records = NO_RECORDS;
    private Readings[] readings = NO_READINGS;

    SourceFeed(DataSource source) {
        this.source = source;
        sourceClass = source.id().sourceClass();
        index = (int) source.id().index();
    }

    DataSource source() {
        return source;
    }

    int sourceClass() {
        return sourceClass;
    }

    /** Whether it is about the data source of a class and an index, unsigned 32-bit. */
    boolean isAbout(int otherClass, long otherIndex) {
        return index == (int) otherIndex && sourceClass == otherClass;
    }

    /** The sequence of one kind of sample. */
    SampleSequence sequence(SampleKind kind) {
        SampleSequence known = switch (kind) {
            case FLOW -> this;
            case COUNTER -> counters;
            case NOTIFICATION -> notifications;
        };
        return known != null ? known : start(kind);
    }

    private SampleSequence start(SampleKind kind) {
        SampleSequence sequence = new SampleSequence();
        if (kind == SampleKind.COUNTER) {
            counters = sequence;
        } else {
            notifications = sequence;
        }
        return sequence;
    }

    /** The record before the next one of a layout. Absent: null when the next one is the first. */
    @Nullable
    RecordBlock before(MetricSchema schema) {
        for (RecordBlock block : records) {
            if (block.schema().equals(schema)) {
                return block;
            }
        }
        return null;
    }

    /** Keeps a record, with which the next one is compared, in the place of the one with its key. */
    void keep(RecordBlock block) {
        for (int i = 0; i < records.length; i++) {
            if (records[i].schema().equals(block.schema())
                    || records[i].schema().compareTo(block.schema()) == 0) {
                records[i] = block;
                return;
            }
        }
        records = Arrays.copyOf(records, records.length + 1);
        records[records.length - 1] = block;
    }

    /** The last readings of one layout whose fields have no fixed places. */
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
        records = NO_RECORDS;
        for (Readings reading : readings) {
            reading.forget();
        }
    }

    /** What comes next is the first. */
    @Override
    void forget() {
        super.forget();
        forgetReadings();
        if (counters != null) {
            counters.forget();
        }
        if (notifications != null) {
            notifications.forget();
        }
    }
}
