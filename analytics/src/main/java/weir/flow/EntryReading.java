package weir.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a table as they are at one instant. Reading changes nothing.
 *
 * <p>Lifetime and thread: owner thread only; one object serves all instants.
 */
final class EntryReading {

    private final FlowTable table;
    private final EntryLayout layout;
    private final DecayClock clock;
    private final Window window;
    private final FlowKeyFormat format;

    private final KeyView keyAtHand;

    private double perSecond;
    private long pane;
    private long millis;

    EntryReading(FlowTable table, EntryLayout layout, DecayClock clock, Window window, FlowKeyFormat format) {
        this.table = table;
        this.layout = layout;
        this.clock = clock;
        this.window = window;
        this.format = format;
        keyAtHand = table.newKey();
    }

    /** Moves to an instant, for sums stored in the given epoch. */
    void moveTo(long now, long epoch) {
        clock.moveTo(now);
        perSecond = clock.perSecondFrom(epoch);
        pane = layout.windowed() ? window.pane(now) : 0;
        millis = Math.floorDiv(now, 1_000_000L);
    }

    /** Moves to a pane, when only ranks are asked for. */
    void moveToPane(long to) {
        pane = to;
    }

    double perSecond() {
        return perSecond;
    }

    long pane() {
        return pane;
    }

    /** What ranks an entry; it needs no scaling to be compared within one cache. */
    double rank(int entry) {
        return layout.ranksByWindow() ? value(entry) : table.sum(entry);
    }

    /** The value of an entry. */
    double value(int entry) {
        if (!layout.ranksByWindow()) {
            return table.sum(entry) * perSecond;
        }
        long[] page = table.page(entry);
        int at = table.at(entry);
        return layout.value(page, at, layout.live(page, at, pane));
    }

    /** Sum of squares behind {@link #value}, in its units. Absent: 0 where the value is not a scaled sum. */
    double squares(int entry) {
        return layout.ranksByWindow() ? 0 : storedSquares(entry) * perSecond * perSecond;
    }

    /** What a sample of a data source typically counts in a value, in its units. Absent: 0. */
    double typical(int source) {
        // Smoothing has worn off half of it: Σw² fades twice as fast as Σw.
        return table.sources().typicalWeight(source) / (2 * clock.seconds());
    }

    /** A further value. */
    double value(int entry, int i) {
        long[] page = table.page(entry);
        int at = table.at(entry);
        return layout.value(page, at, i, layout.live(page, at, pane), perSecond);
    }

    /** Samples behind a further value, where they matter for merging. */
    double samples(int entry, int i) {
        long[] page = table.page(entry);
        int at = table.at(entry);
        return layout.samples(page, at, i, layout.live(page, at, pane));
    }

    List<Double> values(int entry) {
        var values = new ArrayList<Double>(layout.values());
        for (int i = 0; i < layout.values(); i++) {
            values.add(value(entry, i));
        }
        return values;
    }

    Optional<Estimate> estimate(int entry) {
        // In units of what is stored: the squares of a value that has nearly faded are too small for a number.
        return layout.ranksByWindow()
                ? Optional.empty()
                : Estimate.of(table.sum(entry), storedSquares(entry), typical(table.source(entry)) / perSecond);
    }

    /** Age of the last sample in ms. */
    long age(int entry) {
        return ageOf(table.last(entry));
    }

    /** Age of a time in ms, modulo 2<sup>32</sup>. */
    long ageOf(int last) {
        int age = (int) millis - last;
        // A sample may be a little newer than the question.
        return age < 0 && age > -60_000 ? 0 : age & 0xffffffffL;
    }

    /** Time of the last sample in ms since the epoch. */
    long lastMillis(int entry) {
        return millis - age(entry);
    }

    FlowKey key(int entry) {
        return new FlowKey(table.key(entry, keyAtHand).copy(), format);
    }

    TopFlow topFlow(int entry) {
        return new TopFlow(key(entry), value(entry), age(entry), values(entry), estimate(entry));
    }

    private double storedSquares(int entry) {
        return ValueTrack.get(table.page(entry), table.at(entry) + EntryLayout.SQUARES);
    }
}
