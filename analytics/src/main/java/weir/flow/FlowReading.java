package weir.flow;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The flows of a cache at one instant, got from {@link FlowCache#at}.
 *
 * <p>Units: values are in the unit of the definition's value, per second for a rate. Lifetime and thread: owner thread of
 * the cache only, until the cache is changed or read at another instant; answers are immutable.
 */
public final class FlowReading {

    private final FlowSettings settings;
    private final FlowTable table;
    private final EntryReading reading;
    private final FlowRanking ranking;

    FlowReading(FlowSettings settings, FlowTable table, EntryReading reading, FlowRanking ranking) {
        this.settings = settings;
        this.table = table;
        this.reading = reading;
        this.ranking = ranking;
    }

    /** The value of an entry that {@link FlowCache#accept} has just answered. */
    public double value(int entry) {
        return reading.value(entry);
    }

    /** The entry of a data source with the largest value, of equals the one with the lesser key. Absent: -1. */
    public int largestEntry(int source) {
        return ranking.largest(source);
    }

    /** The value of the largest entry of a data source, which is the data source's metric. Absent: NaN. */
    public double largest(int source) {
        int entry = ranking.largest(source);
        return entry < 0 ? Double.NaN : reading.value(entry);
    }

    /** Age of the latest sample of a data source in ms. Absent: -1 without entries. */
    public long age(int source) {
        return table.count(source) == 0 ? -1 : reading.ageOf(table.sources().last(source));
    }

    /** The flow of an entry. */
    public TopFlow flow(int entry) {
        return reading.topFlow(entry);
    }

    /**
     * The largest flows of a data source.
     *
     * <p>Shape: at most n of the settings, by falling value, equal values by key.
     */
    public List<TopFlow> topFlows(int source) {
        return ranking.topFlows(source, settings.n());
    }

    /** The value of one flow of a data source, named by the text of its key. Absent: empty when it has no entry. */
    public OptionalDouble flowValue(int source, String key) {
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            if (reading.key(entry).text().equals(key)) {
                return OptionalDouble.of(reading.value(entry));
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * Most that the value of a flow may lack because of evictions.
     *
     * @param hash hash of the key, as in {@link Contribution#key}
     */
    public double missed(int source, byte[] key, int hash) {
        KeyView view = table.newKey();
        view.set(key, 0, key.length, hash);
        int entry = table.find(source, view);
        double stored = entry < 0 ? table.sources().floor(source) : table.missed(entry);
        return stored * reading.perSecond();
    }
}
