package weir.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured thing of an agent: an interface, a host, a virtual machine, a custom data source.
 *
 * <p>Thread: public methods any; the others the owner's only.
 */
public final class DataSource {

    private static final VarHandle ROW;
    private static final VarHandle LAST_SEEN;
    private static final VarHandle ADAPTERS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ROW = lookup.findVarHandle(DataSource.class, "row", MetricRow.class);
            LAST_SEEN = lookup.findVarHandle(DataSource.class, "lastSeen", long.class);
            ADAPTERS = lookup.findVarHandle(DataSource.class, "adapters", Adapters.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final DataSourceId id;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private MetricRow row = MetricRow.EMPTY;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private Adapters adapters = Adapters.NONE;

    @SuppressWarnings("UnusedVariable") // read through its handle
    private long lastSeen;

    private volatile SourceFeed[] feeds = {};

    /** Number that {@link #flowNumber()} gives. */
    private int flowNumber = -1;

    /** Bit set of the kinds of sample it has sent. */
    private int kinds;

    private @Nullable Map<String, CustomMetric> custom;

    DataSource(DataSourceId id) {
        this.id = id;
    }

    /** What it is called within its agent. */
    public DataSourceId id() {
        return id;
    }

    /** Its metrics now. */
    public MetricRow row() {
        return (MetricRow) ROW.getAcquire(this);
    }

    /** Its MAC addresses as it sent them last. */
    public Adapters adapters() {
        return (Adapters) ADAPTERS.getAcquire(this);
    }

    /** Engine time in nanoseconds of its latest sample. */
    public long lastSeen() {
        long latest = (long) LAST_SEEN.getOpaque(this);
        for (SourceFeed feed : feeds) {
            latest = Math.max(latest, feed.lastSeen());
        }
        return latest;
    }

    /** N of 1-in-N of the latest flow sample, of the sub-agent heard last where several sample it. Absent: 0. */
    public long samplingRate() {
        SourceFeed sampling = sampling();
        return sampling == null ? 0 : sampling.rate();
    }

    /**
     * Average growth of its sample pool for each flow sample taken since it has its sampling rate, of the latest some
     * thousands: what the rate seems to be. Absent: 0 before it can be told.
     */
    public double effectiveSamplingRate() {
        SourceFeed sampling = sampling();
        return sampling == null ? 0 : sampling.lastingPoolRate();
    }

    /** How many samples {@link #effectiveSamplingRate()} is the average of. */
    public int effectiveSamples() {
        SourceFeed sampling = sampling();
        return sampling == null ? 0 : sampling.lastingPoolSamples();
    }

    /** What sends flow samples, and was heard last where several sub-agents do. Absent: null. */
    private @Nullable SourceFeed sampling() {
        SourceFeed latest = null;
        for (SourceFeed feed : feeds) {
            if (feed.rate() >= 0 && (latest == null || feed.lastSeen() >= latest.lastSeen())) {
                latest = feed;
            }
        }
        return latest;
    }

    /** What it has sent so far. */
    public SampleTotals totals() {
        return SampleTotals.of(feeds);
    }

    /** A sub-agent begins to send about it. */
    void fedBy(SourceFeed feed) {
        feed.flowNumber(flowNumber);
        SourceFeed[] more = Arrays.copyOf(feeds, feeds.length + 1);
        more[more.length - 1] = feed;
        feeds = more;
    }

    /** Number that whoever measures flows of it gave it. Absent: -1. Thread: owner only. */
    public int flowNumber() {
        return flowNumber;
    }

    /** Gives it a number. Thread: owner only. */
    public void flowNumber(int number) {
        flowNumber = number;
        for (SourceFeed feed : feeds) {
            feed.flowNumber(number);
        }
    }

    void publish(MetricRow finished) {
        ROW.setRelease(this, finished);
    }

    void publish(Adapters finished) {
        ADAPTERS.setRelease(this, finished);
    }

    /** Takes note of a sample that no feed is told of. */
    void seen(long now) {
        LAST_SEEN.setOpaque(this, now);
    }

    /** A read of it, so that it is at hand later. */
    int touch() {
        return flowNumber;
    }

    /** Notes that it sent a kind of sample. Answers whether that is new. */
    boolean sends(SampleKind kind) {
        int before = kinds;
        kinds |= 1 << kind.ordinal();
        return kinds != before;
    }

    boolean hasSent(SampleKind kind) {
        return (kinds & 1 << kind.ordinal()) != 0;
    }

    /** Custom metrics by name; empty for all but custom data sources. */
    Map<String, CustomMetric> custom() {
        if (custom == null) {
            custom = new HashMap<>();
        }
        return custom;
    }

    int customCount() {
        return custom == null ? 0 : custom.size();
    }

    /** Custom metrics that come next are the first, and cannot be compared with anything before. */
    void forget() {
        if (custom != null) {
            custom.values().forEach(CustomMetric::forget);
        }
    }
}
