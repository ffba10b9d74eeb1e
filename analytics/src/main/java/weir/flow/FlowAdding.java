package weir.flow;

/**
 * Adds samples to a table, and makes way for new entries: the rules of {@link FlowCache} on its bound.
 *
 * <p>Lifetime and thread: owner thread only. The cache has moved to the time of the sample before.
 */
final class FlowAdding {

    private final FlowSettings settings;
    private final FlowTable table;
    private final EntryIndex index;
    private final SourceRows sources;
    private final EntryLayout layout;
    private final EntryReading reading;
    private final FlowRecords records;
    private final FlowRanking ranking;
    private final FlowsAhead ahead;
    private final Eviction eviction;
    private final Fading fading;
    /** Whether rows hold sums and nothing else that a sample changes. */
    private final boolean onlySums;

    /** Key of a sample of a batch that has no entry yet. */
    private final KeyView newKey;

    /** Of each sample of a batch the entry that is most likely its own. */
    private final int[] likely = new int[FlowBatch.MOST];

    private long accepted;
    private long refused;
    private long evicted;
    /** What was read ahead; its value is of no use. */
    @SuppressWarnings("UnusedVariable") // keeps the reads from being left out
    private long touched;

    FlowAdding(
            FlowSettings settings,
            FlowTable table,
            EntryLayout layout,
            EntryReading reading,
            FlowRecords records,
            FlowRanking ranking,
            FlowsAhead ahead,
            DecayClock clock) {
        this.settings = settings;
        this.table = table;
        index = table.index();
        sources = table.sources();
        this.layout = layout;
        this.reading = reading;
        this.records = records;
        this.ranking = ranking;
        this.ahead = ahead;
        onlySums = layout.plain() && !settings.log();
        newKey = table.newKey();
        eviction = new Eviction(table, reading, records);
        fading = new Fading(table, layout, clock);
    }

    /**
     * Adds a sample.
     *
     * @return its entry, {@link FlowCache#NONE} when it was refused
     */
    int add(Contribution sample, Instant now) {
        int entry = table.find(sample.source(), sample.key());
        boolean isNew = entry < 0;
        if (isNew) {
            entry = admit(sample.source(), sample.key(), now.millis, now);
            if (entry < 0) {
                refuse(sample.source(), unscaled(sample) * now.growth);
                return FlowCache.NONE;
            }
        }
        if (onlySums) {
            double counts = sample.value() * sample.weight();
            double rank = addSums(entry, counts * now.growth, now.millis);
            count(sample.source(), entry, rank, counts, now.millis);
        } else {
            addAll(entry, isNew, sample, now);
        }
        accepted++;
        return entry;
    }

    /** Adds the samples of a batch, in their order, to a table whose rows have sums alone; forgets them. */
    void addAll(FlowBatch batch, Instant now) {
        touched = ahead.readSlots(batch) + ahead.readRows(batch, likely);
        for (int i = 0; i < batch.count(); i++) {
            int source = batch.source(i);
            int entry = likely[i];
            if (entry < 0 || !index.isOf(entry, source, batch.keys(), batch.key(i))) {
                entry = findOrAdmit(batch, i, now);
            }
            table.letGo(batch.keys(), batch.key(i));
            if (entry >= 0) {
                double rank = addSums(entry, batch.grown(i), batch.millis(i));
                count(source, entry, rank, batch.counts(i), batch.millis(i));
                accepted++;
            }
        }
        batch.clear();
    }

    private int findOrAdmit(FlowBatch batch, int i, Instant now) {
        int found = index.find(batch.source(i), batch.keys(), batch.key(i), batch.hash(i));
        if (found >= 0) {
            return found;
        }
        table.setKey(newKey, batch.keys(), batch.key(i));
        int entry = admit(batch.source(i), newKey, batch.millis(i), now);
        if (entry < 0) {
            refuse(batch.source(i), batch.grown(i));
        }
        return entry;
    }

    private double addSums(int entry, double weight, int millis) {
        long[] page = table.page(entry);
        int at = table.at(entry);
        double sum = ValueTrack.get(page, at + EntryLayout.SUM) + weight;
        ValueTrack.set(page, at + EntryLayout.SUM, sum);
        double squares = ValueTrack.get(page, at + EntryLayout.SQUARES) + weight * weight;
        ValueTrack.set(page, at + EntryLayout.SQUARES, squares);
        FlowTable.setLast(page, at, millis);
        return sum;
    }

    private void count(int source, int entry, double rank, double counts, int millis) {
        if (!sources.sampled(source, entry, rank, counts, millis)) {
            ranking.changed(source, entry, rank, counts < 0);
        }
    }

    private void addAll(int entry, boolean isNew, Contribution sample, Instant now) {
        if (settings.log()) {
            records.before(entry, isNew, sample);
        }
        double before = layout.ranksByWindow() ? reading.value(entry) : 0;
        double counts = unscaled(sample);
        double sum = addSums(entry, counts * now.growth, now.millis);
        layout.add(table.page(entry), table.at(entry), sample, now.growth, reading.pane());
        if (layout.ranksByWindow()) {
            double rank = reading.value(entry);
            sources.setLast(sample.source(), now.millis);
            ranking.changed(sample.source(), entry, rank, rank < before);
        } else {
            count(sample.source(), entry, sum, counts, now.millis);
        }
    }

    /** What a sample adds to the sum of its entry, without the growth of its moment. */
    private double unscaled(Contribution sample) {
        return layout.ranksByWindow() ? sample.weight() : sample.value() * sample.weight();
    }

    private int admit(int source, KeyView key, int millis, Instant now) {
        if (!sources.open(source)) {
            return FlowCache.NONE;
        }
        fading.makeWay(source, sources.count(source), millis);
        if (sources.count(source) >= settings.capacity()) {
            evict(source, now);
        }
        int entry = table.add(source, key, reading.pane());
        if (entry < 0 && sources.count(source) > FlowSettings.CAPACITY_PER_N * settings.n()) {
            evict(source, now);
            entry = table.add(source, key, reading.pane());
        }
        if (entry >= 0) {
            table.setMissed(entry, sources.floor(source));
        }
        return entry;
    }

    private void evict(int source, Instant now) {
        reading.moveTo(now.time, now.epoch);
        int count = table.count(source);
        evict(source, Math.max(Eviction.batch(count), count - settings.capacity()));
    }

    private void evict(int source, int batch) {
        evicted += batch;
        eviction.evict(source, batch);
    }

    /** Makes the entries that merging has put into a data source as few as there may be. */
    void evictMerged(int source) {
        ranking.forget(source);
        while (table.count(source) > settings.capacity()) {
            // What ranks entries of a window is its state at the latest pane of any of them.
            reading.moveToPane(FlowMerge.latestPane(table, layout, source));
            evict(source, table.count(source) - settings.capacity());
        }
    }

    private void refuse(int source, double weight) {
        refused++;
        if (source < sources.end()) {
            sources.setFloor(source, sources.floor(source) + Math.abs(weight));
        }
    }

    /** Counts samples that are refused and do not count for a floor. */
    void refused(long samples) {
        refused += samples;
    }

    /** What has happened since the start. */
    FlowCacheCounts counts() {
        return new FlowCacheCounts(accepted, refused, evicted, records.made());
    }

    /** What adding needs to know of the time that a cache has come to. */
    static final class Instant {

        /** Units: ns. */
        long time = Long.MIN_VALUE;
        /** Units: ms, modulo 2<sup>32</sup>. */
        int millis;

        long epoch = Long.MIN_VALUE;
        /** What one unit that arrives now adds to a sum. */
        double growth;
    }
}
