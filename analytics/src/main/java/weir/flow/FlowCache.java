package weir.flow;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The flows of one definition at many data sources: for each data source and key a smoothed rate, or a statistic over
 * the last seconds. An operator: plain data that is created, accepts samples, merges with its like, is read at an
 * instant, and is written to and read from bytes. It knows no thread, no clock and no definition but its settings.
 *
 * <p><b>Values.</b> A rate is Σ w·e<sup>−(t−τ)/T</sup> / T over samples of weight w at times τ, kept in forward decay
 * ({@link DecayClock}). Beside the sum stands the sum of squares, which says how good it is ({@link Estimate}).
 * Statistics are kept by panes ({@link Window}), distinct counts in mergeable sketches ({@link DistinctSketches}).
 *
 * <p><b>Bound.</b> A data source has at most {@link FlowSettings#capacity} entries. A new key that finds it full makes
 * the smallest eighth go ({@link Eviction}): the n largest, of at least 10·n, are never among them. What went leaves the
 * <i>floor</i> of its data source: the largest value that an entry not in the table may have had. A new entry records
 * the floor as what it may lack. So with v the value of an entry, {@code missed} its bound and V the value it would have
 * with an unbounded table: v ≤ V ≤ v + missed, and for a key without entry V ≤ floor. Values are never too high, and
 * never fire an event that the full table would not have fired. Memory of all caches of a thread is bounded by their
 * {@link MemoryBudget}; when it is used up, a data source gives up entries of its own before it is full, and where it
 * has hardly any the sample is refused and counted, its weight added to the floor.
 *
 * <p><b>Laws</b>, each a property test:
 *
 * <ul>
 *   <li>Split and merge equals whole: the samples of a data source spread over several caches and merged give, without
 *       eviction, the values of one cache up to rounding, and exactly its minima, maxima, averages of integers and
 *       distinct counts up to {@value DistinctSketches#MOST}; with eviction, values between V − missed and V.
 *   <li>Merging is commutative to the bit, and associative up to rounding and the same bound.
 *   <li>Reading changes nothing: the bytes before and after are the same.
 *   <li>The same samples and instants give the same answers, whichever other data sources the cache has: data sources may
 *       be spread over caches at will.
 * </ul>
 *
 * <p>Time of samples may stand still but does not run back; a late sample counts exactly for a rate and as just now for a
 * statistic. Entries whose rate has decayed to nothing, below 10<sup>−300</sup>, are dropped in time, those of a data source that
 * new flows come to much sooner ({@link Fading}).
 *
 * <p>Lifetime and thread: owner thread only; answers are immutable.
 */
public final class FlowCache {

    /** Instead of an entry: the sample was refused. */
    public static final int NONE = -1;

    /** Epochs without a sample after which an entry without value is dropped. */
    private static final int IDLE_EPOCHS = 2;

    private final FlowSettings settings;
    private final DecayClock clock;
    private final int place;
    private final Window window;
    private final DistinctSketches sketches;
    private final EntryLayout layout;
    private final FlowTable table;
    private final SourceRows sources;
    private final FlowAdding adding;
    private final FlowAdding.Instant instant = new FlowAdding.Instant();
    private final EntryReading reading;
    private final FlowRecords records;
    private final FlowRanking ranking;
    private final FlowReading answers;
    private final EpochTurn turn;
    private final ActiveFlows.Shape shape;
    private final boolean readsWhileAccepting;
    private final FlowsAhead ahead;
    /** Samples that were not added yet. Absent: null where each is added as it comes. */
    private final @Nullable FlowBatch batch;

    /** When the next epoch is due. Units: ns. */
    private long turnsAt = Long.MIN_VALUE;

    /**
     * An empty cache.
     *
     * @param settings what the definition asks for
     * @param clock clock of the settings' smoothing time, shared by all caches of the thread that have the same
     * @param place from 0: caches of different places move to an epoch one after another
     * @param budget memory that all caches of the thread share
     * @param format text of keys
     * @param listener is told of records, during {@link #accept}, {@link #sweep}, {@link #remove} and {@link #close}
     */
    public FlowCache(
            FlowSettings settings,
            DecayClock clock,
            int place,
            MemoryBudget budget,
            FlowKeyFormat format,
            FlowRecordListener listener) {
        if (clock.seconds() != settings.t()) {
            throw new IllegalArgumentException("a clock of " + clock.seconds() + " s for a cache of " + settings.t());
        }
        this.settings = settings;
        this.clock = clock;
        this.place = place;
        window = new Window(settings.t());
        sketches = new DistinctSketches(budget);
        layout = new EntryLayout(settings, KeyView.packedWidth(format), sketches);
        table = new FlowTable(layout, budget);
        sources = table.sources();
        reading = new EntryReading(table, layout, clock, window, format);
        records = new FlowRecords(settings, table, layout, reading, listener);
        ranking = new FlowRanking(table, layout, reading);
        answers = new FlowReading(settings, table, reading, ranking);
        shape = new ActiveFlows.Shape(settings.value(), settings.values(), format);
        turn = new EpochTurn(table, layout);
        ahead = new FlowsAhead(table, layout);
        adding = new FlowAdding(settings, table, layout, reading, records, ranking, ahead, clock);
        readsWhileAccepting = settings.log() || layout.windowed();
        boolean takesBatches = layout.plain() && !settings.log();
        batch = takesBatches ? new FlowBatch(table.index().batchWords(), instant) : null;
    }

    /**
     * Samples that wait to be added, for {@link #add}. They are there for whoever reads the cache: every answer adds them
     * first. Absent: null for a cache whose entries hold more than a rate, or that keeps records; it only has {@link #accept}.
     */
    public @Nullable FlowBatch batch() {
        return batch;
    }

    /**
     * Adds a sample whose key was written to the {@link #batch}, which this cache has.
     *
     * @param source number of the data source
     * @param keyHash hash of the words of the key
     * @param value not scaled
     * @param weight how many packets the sample stands for
     */
    public void add(int source, long keyHash, double value, double weight, long time) {
        FlowBatch waiting = batch;
        if (waiting == null || !Contribution.measurable(value, weight)) {
            adding.refused(1);
            return;
        }
        if (time != instant.time) {
            int key = waiting.nextKey();
            moveOn(time);
            // What waited may have been added.
            waiting.moveKey(key);
        }
        if (waiting.add(source, KeyView.at(source, keyHash), value * weight)) {
            adding.addAll(waiting, instant);
        }
    }

    /**
     * Adds a sample to the {@link #batch} whose key is bytes and not packed. Answers false when it has to be left to
     * {@link #accept}.
     *
     * @param hashOfBytes as {@link Contribution#key} takes it
     */
    public boolean add(int source, byte[] key, int length, int hashOfBytes, double value, double weight, long time) {
        FlowBatch waiting = batch;
        if (waiting == null || packsKeys() || !Contribution.measurable(value, weight)) {
            return false;
        }
        moveOn(time);
        int number = table.hold(key, length, hashOfBytes);
        if (number < 0) {
            return false;
        }
        waiting.keys()[waiting.nextKey()] = number;
        if (waiting.add(source, EntryIndex.hash(source, number), value * weight)) {
            adding.addAll(waiting, instant);
        }
        return true;
    }

    /** Adds the samples of the batch. */
    public void settle() {
        if (batch != null && batch.count() > 0) {
            adding.addAll(batch, instant);
        }
    }

    /** What the definition asked for. */
    public FlowSettings settings() {
        return settings;
    }

    /** Whether keys of the width of the format are given as words, {@link Contribution#packedKey}. */
    public boolean packsKeys() {
        return layout.keyWidth() >= 0;
    }

    /** A contribution that this cache accepts. */
    public Contribution newContribution() {
        return new Contribution(settings.values().size(), layout.keyWidth());
    }

    /** Reads what adding samples will need. */
    public FlowsAhead ahead() {
        return ahead;
    }

    /**
     * Adds a sample.
     *
     * @return the entry it belongs to, valid until the next change of this cache; {@link #NONE} when it was refused
     */
    public int accept(Contribution sample) {
        if (!sample.measurable()) {
            adding.refused(1);
            return NONE;
        }
        settle();
        moveOn(sample.time());
        return adding.add(sample, instant);
    }

    /** Moves to the time of samples that come, or of a mark. */
    public void moveOn(long time) {
        if (time != instant.time) {
            if (time >= turnsAt) {
                // What waits belongs to the epoch before; adding it may move the clock back.
                settle();
            }
            clock.moveTo(time);
            if (time >= turnsAt) {
                reading.moveTo(time, instant.epoch);
                shiftTo(clock.epoch(place));
                turn.removeIdle(reading, clock.strideMillis() * IDLE_EPOCHS);
            }
            instant.time = time;
            instant.millis = (int) Math.floorDiv(time, 1_000_000L);
            instant.growth = clock.growthIn(instant.epoch);
        }
        if (readsWhileAccepting) {
            reading.moveTo(time, instant.epoch);
        }
    }

    /**
     * Adds what another cache of the same settings holds; the other stays as it is. Records do not merge: they need all
     * samples of a data source.
     *
     * @param sourceOf number here of a data source there, below 0 for one that is left out
     */
    public void merge(FlowCache other, IntUnaryOperator sourceOf) {
        if (!settings.equals(other.settings) || settings.log()) {
            throw new IllegalArgumentException("caches of different settings, or with records, do not merge");
        }
        settle();
        other.settle();
        if (other.instant.epoch == Long.MIN_VALUE) {
            return;
        }
        if (other.instant.epoch > instant.epoch) {
            shiftTo(other.instant.epoch);
        }
        var merge = new FlowMerge(
                table, layout, other.table, other.layout, DecayClock.shift(other.instant.epoch, instant.epoch));
        for (int source = 0; source < other.table.sourcesEnd(); source++) {
            int here = other.sources.isEmpty(source) ? -1 : sourceOf.applyAsInt(source);
            if (here >= 0) {
                adding.refused(merge.merge(source, here));
                adding.evictMerged(here);
            }
        }
    }

    /**
     * Does what is due at a mark: closes records whose time is over, drops what has decayed to nothing, tidies memory.
     *
     * <p>To be called at least every 10 s of engine time, by the time of the mark.
     */
    public void sweep(long now) {
        settle();
        moveOn(now);
        records.closeDue(now);
        table.compactKeys();
    }

    /** Removes a data source; its records are closed. */
    public void remove(int source, long now) {
        settle();
        if (source < table.sourcesEnd()) {
            reading.moveTo(now, instant.epoch);
            records.closeAll(source);
            table.removeAll(source);
        }
    }

    /** Closes all records: the definition goes, or the capture has ended. */
    public void close(long now) {
        settle();
        reading.moveTo(now, instant.epoch);
        for (int source = 0; source < table.sourcesEnd(); source++) {
            records.closeAll(source);
        }
    }

    /** Forgets everything and gives all memory back; records are not closed. */
    public void clear() {
        settle();
        table.clear();
        sketches.clear();
    }

    private void shiftTo(long later) {
        if (instant.epoch != Long.MIN_VALUE) {
            turn.shift(DecayClock.shift(instant.epoch, later));
        }
        startAt(later);
    }

    private void startAt(long first) {
        instant.epoch = first;
        // Growth is that of a moment in an epoch.
        instant.time = Long.MIN_VALUE;
        turnsAt = first == Long.MIN_VALUE ? first : clock.turn(first + 1, place);
    }

    /**
     * The flows as they are at an instant.
     *
     * @return valid until this cache is changed or read at another instant
     */
    public FlowReading at(long now) {
        settle();
        reading.moveTo(now, instant.epoch);
        return answers;
    }

    /**
     * Begins to read the flows of many data sources, to be merged with those of other caches.
     *
     * @param sources which data sources, and what they are called
     */
    public ActiveFlowsScan scan(FlowSources sources, long now) {
        settle();
        return new ActiveFlowsScan(table, reading, () -> reading.moveTo(now, instant.epoch), shape, sources);
    }

    /**
     * Begins to read the flows that can be among so many largest, each taken where it is largest.
     *
     * @param sources which data sources, and what they are called
     */
    public FlowsScan largest(FlowSources sources, int flows, long now) {
        settle();
        return layout.ranksByWindow()
                ? scan(sources, now)
                : new LargestFlowsScan(
                        table, reading, ranking, () -> reading.moveTo(now, instant.epoch), shape, sources, flows);
    }

    /** Begins to count the data sources that report each of some keys. */
    public ReportsScan reports(FlowSources sources, List<FlowKey> keys) {
        settle();
        return new ReportsScan(table, sources, keys);
    }

    /** The cache as bytes, the same for caches that hold the same. */
    public byte[] toBytes() {
        settle();
        return FlowCacheBytes.write(settings, instant.epoch, table, layout);
    }

    /**
     * Fills this cache, which is new, with what another has written.
     *
     * @throws IllegalArgumentException the bytes are damaged, or of a cache of other settings
     */
    public void readBytes(byte[] bytes) {
        if (table.size() > 0) {
            throw new IllegalStateException("bytes are read into a new cache only");
        }
        startAt(FlowCacheBytes.read(bytes, settings, table, layout, clock));
    }

    /** Number of entries. */
    public int size() {
        settle();
        return table.size();
    }

    /** Number of entries of a data source. */
    public int size(int source) {
        settle();
        return table.count(source);
    }

    /** What has happened to samples and entries since the cache was made. */
    public FlowCacheCounts counts() {
        settle();
        return adding.counts();
    }

    /** Memory held by entries, keys and sketches. Units: bytes. */
    public long memory() {
        return table.memory() + sketches.memory();
    }
}
