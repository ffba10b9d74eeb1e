package weir.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens and closes the records of a cache's flows.
 *
 * <p>A record is opened by the first sample after none was open, and closed when the time-out has passed since its start
 * (no sample for the time-out is a case of that), when its entry goes, or when all records are closed. It ends with its
 * last sample.
 */
final class FlowRecords {

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private final FlowSettings settings;
    private final FlowTable table;
    private final EntryLayout layout;
    private final EntryReading reading;
    private final FlowRecordListener listener;
    private final long timeout;
    private long made;

    FlowRecords(
            FlowSettings settings,
            FlowTable table,
            EntryLayout layout,
            EntryReading reading,
            FlowRecordListener listener) {
        this.settings = settings;
        this.table = table;
        this.layout = layout;
        this.reading = reading;
        this.listener = listener;
        timeout = settings.activeTimeout() * SECOND;
    }

    /** Number of records made. */
    long made() {
        return made;
    }

    /** Does what is due before a sample is added to an entry. */
    void before(int entry, boolean isNew, Contribution sample) {
        if (layout.recording()) {
            closeIfDue(entry, sample.time());
            if (start(entry) == EntryLayout.CLOSED) {
                layout.openRecord(table.page(entry), table.at(entry), sample.time());
            }
        } else if (settings.log() && (isNew || reading.age(entry) >= timeout / MILLI)) {
            begin(entry, sample);
        }
    }

    private void closeIfDue(int entry, long now) {
        long start = start(entry);
        if (start != EntryLayout.CLOSED && now - start >= timeout) {
            close(entry);
        }
    }

    /** Closes all records whose time is over. */
    void closeDue(long now) {
        if (layout.recording()) {
            for (int source = 0; source < table.sourcesEnd(); source++) {
                for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
                    closeIfDue(entry, now);
                }
            }
        }
    }

    /** Closes all records of a data source, at the instant of the reading. */
    void closeAll(int source) {
        for (int entry = table.first(source); entry >= 0; entry = table.next(entry)) {
            close(entry);
        }
    }

    /** Closes the record of an entry, if it has one. */
    void close(int entry) {
        if (!layout.recording() || start(entry) == EntryLayout.CLOSED) {
            return;
        }
        long[] page = table.page(entry);
        int at = table.at(entry);
        double value = layout.total(page, at, 0);
        var values = new ArrayList<Double>(layout.values());
        for (int i = 1; i <= layout.values(); i++) {
            values.add(layout.total(page, at, i));
        }
        Optional<Estimate> estimate =
                estimate(entry, value, layout.ranksByWindow() ? 0 : layout.totalSamples(page, at));
        long start = Math.floorDiv(start(entry), MILLI);
        emit(entry, new FlowTotals(reading.key(entry), value, values, estimate, start, reading.lastMillis(entry)));
        layout.closeRecord(page, at);
    }

    private void begin(int entry, Contribution sample) {
        double value = first(settings.value(), sample.value(), sample.weight());
        List<Double> values = new ArrayList<>(layout.values());
        for (int i = 0; i < layout.values(); i++) {
            values.add(first(settings.values().get(i), sample.value(i), sample.weight()));
        }
        Optional<Estimate> estimate = estimate(entry, value, layout.ranksByWindow() ? 0 : 1);
        long time = Math.floorDiv(sample.time(), MILLI);
        emit(entry, new FlowTotals(reading.key(entry), value, values, estimate, time, time));
    }

    private Optional<Estimate> estimate(int entry, double value, double samples) {
        double squares = value / samples * value;
        return Estimate.of(value, squares, table.sources().typicalWeight(table.source(entry)));
    }

    /** What a value is after one sample. */
    private static double first(ValueForm form, double value, double weight) {
        return switch (form) {
            case RATE -> value * weight;
            case DISTINCT -> Double.isNaN(value) ? 0 : 1;
            default -> value;
        };
    }

    private long start(int entry) {
        return layout.recordStart(table.page(entry), table.at(entry));
    }

    private void emit(int entry, FlowTotals totals) {
        made++;
        listener.onRecord(table.source(entry), totals);
    }
}
