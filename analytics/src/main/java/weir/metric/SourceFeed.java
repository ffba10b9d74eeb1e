package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one sub-agent sends about one data source: its sequence numbers, how it samples, and its counter samples.
 *
 * <p>Several sub-agents of a switch may use the same interface number. They are one data source, but each numbers its
 * samples by itself and has counters of its own.
 *
 * <p>Shape: it is the sequence of the flow samples, and holds those of other kinds, so that all that a flow sample needs
 * stands in one place: of thousands of data sources none is in the cache of the processor when its sample comes.
 *
 * <p>Thread: owner only, unless said otherwise.
 */
public final class SourceFeed extends FlowSampling {

    private static final VarHandle LAST_SEEN;

    static {
        try {
            LAST_SEEN = MethodHandles.lookup().findVarHandle(SourceFeed.class, "lastSeen", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The packet was sampled where it came in, or where it went out. */
    static final int IN = 1;

    static final int OUT = 2;

    private final int sourceClass;
    private final int index;
    private final DataSource source;
    private @Nullable CounterFeed counters;
    private @Nullable SampleSequence notifications;
    /** Drops that the agent told, and the directions it samples: bits of which a stale value is as good. */
    private volatile long dropped;

    private volatile int directions;

    /** That of the data source, so that a flow sample needs no look into that object. */
    private int flowNumber;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private long lastSeen;

    /** A feed of a data source, of which something came at a time. */
    SourceFeed(DataSource source, long now) {
        this.source = source;
        lastSeen = now;
        sourceClass = source.id().sourceClass();
        index = (int) source.id().index();
    }

    /** The data source that it is about. */
    public DataSource source() {
        return source;
    }

    /** As {@link DataSource#flowNumber()}. */
    public int flowNumber() {
        return flowNumber;
    }

    void flowNumber(int number) {
        flowNumber = number;
    }

    int sourceClass() {
        return sourceClass;
    }

    /** Whether it is about the data source of a class and an index, unsigned 32-bit. */
    boolean isAbout(int otherClass, long otherIndex) {
        return index == (int) otherIndex && sourceClass == otherClass;
    }

    /** Reads of all lines of memory of this object, so that they are at hand later. The sum is of no use. */
    long touch() {
        return touchSequence() + touchSampling() + index;
    }

    /** As {@link #touch}, of what a counter sample needs besides. */
    long touchCounters() {
        return counters == null ? 0 : source.touch() + counters.touch();
    }

    /** Takes note of a sample of any kind. */
    void seen(long now) {
        LAST_SEEN.setOpaque(this, now);
    }

    /** Engine time in nanoseconds of its latest sample. Thread: any. */
    long lastSeen() {
        return (long) LAST_SEEN.getOpaque(this);
    }

    /** Takes note of samples that the agent dropped. */
    void drop(long more) {
        long before = dropped;
        dropped = before + more;
    }

    long dropped() {
        return dropped;
    }

    /** Takes note of which way a sampled packet went. */
    void direct(int direction) {
        int known = directions;
        if ((known & direction) != direction) {
            directions = known | direction;
        }
    }

    /** Which ways sampled packets went: {@link #IN}, {@link #OUT}, both or neither. */
    int directions() {
        return directions;
    }

    /** Its counter samples. Absent: null before the first. Thread: any. */
    @Nullable
    CounterFeed countersIfAny() {
        return counters;
    }

    /** Its counter samples. */
    CounterFeed counters() {
        CounterFeed known = counters;
        if (known == null) {
            known = new CounterFeed();
            counters = known;
        }
        return known;
    }

    /** The sequence of its drop notices. */
    SampleSequence notifications() {
        SampleSequence known = notifications;
        if (known == null) {
            known = new SampleSequence();
            notifications = known;
        }
        return known;
    }

    /** What comes next is the first. */
    @Override
    void forget() {
        super.forget();
        if (counters != null) {
            counters.forget();
        }
        if (notifications != null) {
            notifications.forget();
        }
    }
}
