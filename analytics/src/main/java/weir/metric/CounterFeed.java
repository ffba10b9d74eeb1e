package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.sflow.CounterSample;

/**
 * The counter samples that one sub-agent sends about one data source: their sequence, and what the next one is compared
 * with.
 *
 * <p>Shape: while the row of the data source is made of samples of one {@link SampleLayout} from here, the last sample is
 * held whole, and the next one is applied without a look at the row. Otherwise each record is held by itself.
 *
 * <p>Thread: owner only.
 */
final class CounterFeed extends SampleSequence {

    private static final VarHandle INTERVAL;

    static {
        try {
            INTERVAL = MethodHandles.lookup().findVarHandle(CounterFeed.class, "pollingInterval", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Readings[] NO_READINGS = {};
    private static final RecordBlock[] NO_RECORDS = {};

    private static final int MOST_INTERVALS = 32;

    private long updated;
    /** When the intervals that are counted began, and how many there are. */
    private long began;

    private int intervals;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private long pollingInterval;

    /** Whether the last sample can be compared with the next. */
    private boolean comparable;

    private @Nullable SampleLayout layout;
    private byte @Nullable [] bytes;
    /** The row that the last sample made. Absent: null unless its samples are held whole. */
    private @Nullable SentRow row;

    private RecordBlock[] records = NO_RECORDS;
    private Readings[] readings = NO_READINGS;

    CounterFeed() {}

    /** Takes note that a sample came. Thread: owner only. */
    void polled(Arrival arrival, long now) {
        if (arrival == Arrival.RESTART || began == 0) {
            began = now;
            intervals = 0;
        } else if (arrival == Arrival.FRESH) {
            intervals += 1 + gap();
            INTERVAL.setOpaque(this, (now - began) / intervals);
            if (intervals >= MOST_INTERVALS) {
                began = now;
                intervals = 0;
            }
        }
    }

    /** Average time between two samples. Units: ns. Absent: 0 before two came. Thread: any. */
    long pollingInterval() {
        return (long) INTERVAL.getOpaque(this);
    }

    /** Reads of all lines of memory of this object, so that they are at hand later. The sum is of no use. */
    long touch() {
        return touchSequence() + updated;
    }

    /** Whether a sample can take the place of the last one, which made a row. */
    boolean continues(CounterSample sample, MetricRow published) {
        return published == row && layout != null && layout.isOf(sample.records());
    }

    /** Holds samples of a layout whole from now on. */
    void begin(SampleLayout newLayout) {
        layout = newLayout;
        comparable = false;
    }

    /** Takes the next sample of the layout. Answers the row that it makes. Absent: null when it is not newer. */
    @Nullable
    SentRow take(CounterSample sample, long now) {
        if (comparable && now <= updated) {
            return null;
        }
        SampleLayout of = Objects.requireNonNull(layout);
        byte[] before = comparable ? bytes : null;
        byte[] latest = of.copy(sample);
        SentRow made = new SentRow(of, latest, before, now, before == null ? 0 : now - updated);
        bytes = latest;
        row = made;
        updated = now;
        comparable = true;
        return made;
    }

    /** Holds each record by itself from now on. */
    void part() {
        SentRow whole = row;
        if (whole != null && comparable) {
            for (int i = 0; i < whole.size(); i++) {
                keep(whole.block(i));
            }
        }
        layout = null;
        bytes = null;
        row = null;
    }

    /** The record before the next one of a schema. Absent: null when the next one is the first. */
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

    /** The last readings of one schema whose fields have no fixed places. */
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
        comparable = false;
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
    }
}
