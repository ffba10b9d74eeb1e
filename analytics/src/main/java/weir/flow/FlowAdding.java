package weir.flow;

/**
 * Adds samples to a table, and makes way for new entries: the rules of {@link FlowCache} on its bound.
 *
 * <p>Lifetime and thread: owner thread only. The cache has moved to the time of the sample before.
 */
final class FlowAdding {

    private final FlowSettings settings;
    private final FlowTable table;
    private final SourceRows sources;
    private final EntryLayout layout;
    private final EntryReading reading;
    private final FlowRecords records;
    private final FlowRanking ranking;
    private final Eviction eviction;
    private final Fading fading;

    private long accepted;
    private long refused;
    private long evicted;

    FlowAdding(
            FlowSettings settings,
            FlowTable table,
            EntryLayout layout,
            EntryReading reading,
            FlowRecords records,
            FlowRanking ranking,
            DecayClock clock) {
        this.settings = settings;
        this.table = table;
        sources = table.sources();
        this.layout = layout;
        this.reading = reading;
        this.records = records;
        this.ranking = ranking;
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
            entry = admit(sample.source(), sample.key(), now);
            if (entry < 0) {
                refuse(sample.source(), scaled(sample, now.growth));
                return FlowCache.NONE;
            }
        }
        if (settings.log()) {
            records.before(entry, isNew, sample);
        }
        add(entry, sample, now);
        accepted++;
        return entry;
    }

    private void add(int entry, Contribution sample, Instant now) {
        double before = layout.ranksByWindow() ? reading.value(entry) : 0;
        double weight = scaled(sample, now.growth);
        long[] page = table.page(entry);
        int at = table.at(entry);
        double sum = ValueTrack.get(page, at + EntryLayout.SUM) + weight;
        ValueTrack.set(page, at + EntryLayout.SUM, sum);
        ValueTrack.set(
                page, at + EntryLayout.SQUARES, ValueTrack.get(page, at + EntryLayout.SQUARES) + weight * weight);
        table.setLast(entry, now.millis);
        if (!layout.ranksByWindow()) {
            double counts = Math.abs(sample.value()) * sample.weight();
            sources.addWeights(sample.source(), counts, counts * counts);
        }
        if (!layout.plain()) {
            layout.add(page, at, sample, now.growth, reading.pane());
        }
        double rank = layout.ranksByWindow() ? reading.value(entry) : sum;
        ranking.changed(sample.source(), entry, rank, layout.ranksByWindow() ? rank < before : weight < 0);
    }

    private double scaled(Contribution sample, double growth) {
        return (layout.ranksByWindow() ? 1 : sample.value()) * sample.weight() * growth;
    }

    private int admit(int source, KeyView key, Instant now) {
        if (!sources.open(source)) {
            return FlowCache.NONE;
        }
        fading.makeWay(source, sources.count(source), now.millis);
        if (sources.count(source) >= settings.capacity()) {
            evict(source, now);
        }
        int entry = table.add(source, key, reading.pane());
        if (entry < 0 && sources.count(source) > FlowSettings.CAPACITY_PER_N * settings.n()) {
            evict(source, now);
            entry = table.add(source, key, reading.pane());
        }
        if (entry >= 0) {
            ValueTrack.set(table.page(entry), table.at(entry) + EntryLayout.MISSED, sources.floor(source));
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
