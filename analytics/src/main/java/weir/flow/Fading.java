package weir.flow;

import java.util.function.IntPredicate;

/**
 * Removes entries of a data source of which next to nothing is left: no sample for {@value #HALVINGS} half-lives, so that
 * less than 2<sup>−{@value #HALVINGS}</sup> of what they were remains, and no open record. Without it, flows that come once
 * would stay until their values are too small for a number.
 *
 * <p>Entries are looked at when a new one comes and their number is a power of two, {@value #LEAST} at least, and go when
 * they are an eighth of all at least. So a new entry costs a look at a few others, a data source holds not much more
 * than twice what is alive, and which entries go is a function of the samples of the data source alone.
 */
final class Fading implements IntPredicate {

    static final int HALVINGS = 64;
    private static final int LEAST = 2;
    private static final int SHARE = 8;

    private final FlowTable table;
    private final EntryLayout layout;
    private final int silence;
    private int millis;

    Fading(FlowTable table, EntryLayout layout, DecayClock clock) {
        this.table = table;
        this.layout = layout;
        silence = Math.toIntExact(clock.strideMillis() / (DecayClock.HALVINGS / HALVINGS));
    }

    /**
     * A new entry comes to a data source with so many.
     *
     * @param now time in ms, modulo 2<sup>32</sup>
     */
    void makeWay(int source, int count, int now) {
        if (count < LEAST || Integer.bitCount(count) != 1) {
            return;
        }
        millis = now;
        int faded = 0;
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            faded += test(entry) ? 1 : 0;
        }
        if (faded * SHARE >= count) {
            table.removeIf(source, this);
        }
    }

    @Override
    public boolean test(int entry) {
        return millis - table.last(entry) >= silence && !layout.recordOpen(table.page(entry), table.at(entry));
    }
}
