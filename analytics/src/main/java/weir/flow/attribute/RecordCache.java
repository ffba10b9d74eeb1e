package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.sflow.Records;
import weir.sflow.Sample;
import weir.sflow.Structure;

/**
 * The records of the sample at hand, each read at most once.
 *
 * <p>A format that the table of flow keys uses has a slot with a reader of its own, so that records do not disturb each
 * other.
 */
final class RecordCache {

    private final RecordFormats formats;
    private final RecordView[] views;
    private final boolean[] present;
    /** The sample for which a slot was read. */
    private final long[] readFor;

    private @Nullable Sample sample;
    private long current;

    RecordCache(RecordFormats formats) {
        this.formats = formats;
        views = new RecordView[formats.count()];
        for (int i = 0; i < views.length; i++) {
            views[i] = new RecordView(formats.structure(i));
        }
        present = new boolean[views.length];
        readFor = new long[views.length];
    }

    void start(@Nullable Sample next) {
        sample = next;
        current++;
    }

    /** The first record of a format. Absent: null. */
    @Nullable
    RecordView find(int slot) {
        if (readFor[slot] != current) {
            readFor[slot] = current;
            present[slot] = read(slot);
        }
        return present[slot] ? views[slot] : null;
    }

    private boolean read(int slot) {
        Sample from = sample;
        if (from == null) {
            return false;
        }
        Records records = from.records();
        int position = records.indexOf(formats.tag(slot));
        Structure structure = position < 0 ? null : records.structure(position);
        if (structure == null) {
            return false;
        }
        views[slot].read(structure, from.bytes(), records.start(position), records.length(position));
        return true;
    }
}
