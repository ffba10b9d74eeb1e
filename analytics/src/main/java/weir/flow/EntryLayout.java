package weir.flow;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.flow.ValueTrack.MergeStep;

/**
 * Which word of an entry's row holds what.
 *
 * <p>Every row begins with three words that change with every sample: the sum and the sum of squares of forward decay, the data
 * source and the time of the last sample. The words of a packed key follow, so that what a sample needs lies together, on as few
 * lines of the cache as can be. Then comes only what the definition asks for: the pane and the slots of windowed statistics,
 * further values, totals of the record.
 *
 * <p>Two words stand apart ({@link RowPages#rareAt}), because they change when entries come and go: the bound of what the entry
 * may lack, the next entry of the data source and the number of the key.
 */
final class EntryLayout {

    /** Σ weight in forward decay; of the frames where the value is not a rate. */
    static final int SUM = 0;
    /** Σ weight² in forward decay. */
    static final int SQUARES = 1;
    /** Data source number, and the time of the last sample in ms, modulo 2^32. */
    static final int OWNER = 2;
    /** First word of a packed key. */
    static final int KEY = 3;

    /** Of the words that stand apart: most that the sum may lack because the entry was evicted before. */
    static final int MISSED = 0;
    /** Of the words that stand apart: next entry of the data source plus one, and number of the key when it is not packed. */
    static final int NEXT = 1;
    /** Words that stand apart. */
    static final int RARE = 2;

    /** Start of the record in ns; {@link #CLOSED} while none is open. */
    static final long CLOSED = Long.MIN_VALUE;

    private static final int[] SUMS = {SUM, SQUARES};

    private final int keyWidth;
    private final @Nullable ValueTrack value;
    private final ValueTrack[] values;
    private final ValueTrack[] totals;
    private final int paneAt;
    private final int valueAt;
    private final int[] valuesAt;
    private final int startAt;
    private final int[] totalsAt;
    private final int words;
    private final boolean plain;

    /**
     * A layout.
     *
     * @param keyWidth bytes of a packed key, -1 when keys are never packed
     */
    EntryLayout(FlowSettings settings, int keyWidth, DistinctSketches sketches) {
        this.keyWidth = keyWidth;
        List<ValueForm> forms = settings.values();
        int fixed = KEY + KeyView.words(keyWidth);
        int at = fixed;
        paneAt = settings.windowed() ? at++ : -1;
        value = settings.value().windowed() ? ValueTrack.of(settings.value(), Window.SLOTS, sketches) : null;
        valueAt = at;
        at += value == null ? 0 : value.words();
        values = forms.stream()
                .map(form -> ValueTrack.of(form, Window.SLOTS, sketches))
                .toArray(ValueTrack[]::new);
        valuesAt = new int[values.length];
        at = place(values, valuesAt, at);
        boolean recording = settings.recording();
        startAt = recording ? at++ : -1;
        totals = new ValueTrack[recording ? values.length + 1 : 0];
        Arrays.setAll(totals, i -> ValueTrack.total(i == 0 ? settings.value() : forms.get(i - 1), sketches));
        totalsAt = new int[totals.length];
        words = place(totals, totalsAt, at);
        plain = words == fixed;
    }

    private static int place(ValueTrack[] tracks, int[] places, int from) {
        int at = from;
        for (int i = 0; i < tracks.length; i++) {
            places[i] = at;
            at += tracks[i].words();
        }
        return at;
    }

    int words() {
        return words;
    }

    /** Bytes of a packed key. Absent: -1 when keys are never packed. */
    int keyWidth() {
        return keyWidth;
    }

    /** Whether rows hold the fixed words and the key, and nothing else. */
    boolean plain() {
        return plain;
    }

    /** Whether the value is a statistic over the window. */
    boolean ranksByWindow() {
        return value != null;
    }

    boolean windowed() {
        return paneAt >= 0;
    }

    boolean recording() {
        return startAt >= 0;
    }

    /** Number of further values. */
    int values() {
        return values.length;
    }

    /** Begins a row of zeros. */
    void start(long[] page, int row, long pane) {
        if (paneAt >= 0) {
            page[row + paneAt] = pane;
        }
        if (value != null) {
            value.start(page, row + valueAt);
        }
        for (int i = 0; i < values.length; i++) {
            values[i].start(page, row + valuesAt[i]);
        }
        if (recording()) {
            closeRecord(page, row);
        }
    }

    /** Whether rows refer to more than they hold. */
    boolean refers() {
        return value instanceof DistinctTrack || Stream.of(values).anyMatch(DistinctTrack.class::isInstance);
    }

    /** Reads what the values of a row refer to, so that it is at hand later. The sum is of no use. */
    long touch(long[] page, int row) {
        long sum = value == null ? 0 : value.touch(page, row + valueAt);
        for (int i = 0; i < values.length; i++) {
            sum += values[i].touch(page, row + valuesAt[i]);
        }
        return sum;
    }

    /** Gives up what a row refers to. */
    void end(long[] page, int row) {
        if (value != null) {
            value.end(page, row + valueAt);
        }
        for (int i = 0; i < values.length; i++) {
            values[i].end(page, row + valuesAt[i]);
        }
        for (int i = 0; i < totals.length; i++) {
            totals[i].end(page, row + totalsAt[i]);
        }
    }

    /** Adds what a sample says to everything but the fixed words and the key. */
    void add(long[] page, int row, Contribution sample, double growth, long pane) {
        int slot = 0;
        if (paneAt >= 0) {
            advance(page, row, pane);
            slot = Window.slot(page[row + paneAt]);
        }
        double weight = sample.weight();
        if (value != null) {
            value.add(page, row + valueAt, slot, sample.value(), sample.value() * weight, growth);
        }
        for (int i = 0; i < values.length; i++) {
            double number = sample.value(i);
            values[i].add(page, row + valuesAt[i], slot, number, number * weight, growth);
        }
        for (int i = 0; i < totals.length; i++) {
            double number = i == 0 ? sample.value() : sample.value(i - 1);
            totals[i].add(page, row + totalsAt[i], 0, number, number * weight, 1);
        }
    }

    /** Moves the row's window on; a window never moves back. */
    void advance(long[] page, int row, long pane) {
        if (paneAt >= 0 && pane > page[row + paneAt]) {
            int slotSet = Window.between(page[row + paneAt], pane);
            page[row + paneAt] = pane;
            if (value != null) {
                value.forget(page, row + valueAt, slotSet);
            }
            for (int i = 0; i < values.length; i++) {
                values[i].forget(page, row + valuesAt[i], slotSet);
            }
        }
    }

    /** Latest pane of a row. */
    long pane(long[] page, int row) {
        return paneAt < 0 ? 0 : page[row + paneAt];
    }

    /** Slots of a row that count at a pane. */
    int live(long[] page, int row, long pane) {
        return paneAt < 0 ? 0 : Window.live(page[row + paneAt], pane);
    }

    /** The statistic that ranks the entry. */
    double value(long[] page, int row, int slotSet) {
        return value == null ? 0 : value.read(page, row + valueAt, slotSet, 0);
    }

    /** A further value. */
    double value(long[] page, int row, int i, int slotSet, double perSecond) {
        return values[i].read(page, row + valuesAt[i], slotSet, perSecond);
    }

    /** Samples behind a further value, where they matter for merging. */
    double samples(long[] page, int row, int i, int slotSet) {
        return values[i].samples(page, row + valuesAt[i], slotSet);
    }

    long recordStart(long[] page, int row) {
        return page[row + startAt];
    }

    boolean recordOpen(long[] page, int row) {
        return recording() && page[row + startAt] != CLOSED;
    }

    void openRecord(long[] page, int row, long time) {
        page[row + startAt] = time;
    }

    /** Total of the value, or at i + 1 of a further value, since the start of the record. */
    double total(long[] page, int row, int i) {
        return totals[i].read(page, row + totalsAt[i], 1, 0);
    }

    double totalSamples(long[] page, int row) {
        return totals[0].samples(page, row + totalsAt[0], 1);
    }

    void closeRecord(long[] page, int row) {
        page[row + startAt] = CLOSED;
        for (int i = 0; i < totals.length; i++) {
            int at = row + totalsAt[i];
            totals[i].end(page, at);
            Arrays.fill(page, at, at + totals[i].words(), 0);
            totals[i].start(page, at);
        }
    }

    /** Adds windows and further values of another row to a row. */
    void merge(long[] page, int row, EntryLayout other, long[] otherPage, int otherRow, int shift) {
        int slotSet = 0;
        int newest = 0;
        if (paneAt >= 0) {
            advance(page, row, otherPage[otherRow + paneAt]);
            long latest = page[row + paneAt];
            slotSet = Window.live(otherPage[otherRow + paneAt], latest);
            newest = Window.slot(latest);
        }
        var step = new MergeStep(slotSet, newest, shift);
        if (value != null && other.value != null) {
            value.merge(page, row + valueAt, other.value, otherPage, otherRow + valueAt, step);
        }
        for (int i = 0; i < values.length; i++) {
            values[i].merge(page, row + valuesAt[i], other.values[i], otherPage, otherRow + valuesAt[i], step);
        }
    }

    /** Writes everything but the fixed words and the key. */
    void write(long[] page, int row, ByteSink out) {
        if (paneAt >= 0) {
            out.putLong(page[row + paneAt]);
        }
        if (value != null) {
            value.write(page, row + valueAt, out);
        }
        for (int i = 0; i < values.length; i++) {
            values[i].write(page, row + valuesAt[i], out);
        }
        if (recording()) {
            out.putLong(page[row + startAt]);
        }
        for (int i = 0; i < totals.length; i++) {
            totals[i].write(page, row + totalsAt[i], out);
        }
    }

    /** Reads what {@link #write} has written over a row that was started. */
    void read(long[] page, int row, ByteSource in) {
        if (paneAt >= 0) {
            page[row + paneAt] = in.getLong();
        }
        if (value != null) {
            value.read(page, row + valueAt, in);
        }
        for (int i = 0; i < values.length; i++) {
            values[i].read(page, row + valuesAt[i], in);
        }
        if (recording()) {
            page[row + startAt] = in.getLong();
        }
        for (int i = 0; i < totals.length; i++) {
            totals[i].read(page, row + totalsAt[i], in);
        }
    }

    /** Words that are sums of forward decay in every row; not to be changed. */
    static int[] sums() {
        return SUMS;
    }

    /** Power of two that moves one of the fixed sums: squares of what decays decay twice as fast. */
    static int shift(int word, int shift) {
        return word == SQUARES ? 2 * shift : shift;
    }

    /** Moves all sums of forward decay but the fixed ones to a later epoch. */
    void shift(long[] page, int row, int shift) {
        for (int i = 0; i < values.length; i++) {
            values[i].shift(page, row + valuesAt[i], shift);
        }
    }
}
