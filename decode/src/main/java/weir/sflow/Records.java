package weir.sflow;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the records of one sample lie in the datagram.
 *
 * <p>Shape: {@code count()} records in wire order; tag, start, length and structure each. The arrays grow with the records that
 * are really there, never with a count from the wire, so a datagram bounds them.
 *
 * <p>Lifetime and thread: a view that the decoder refills, valid only during a callback.
 */
public final class Records {

    private int[] tags = new int[16];
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private @Nullable Structure[] structures = new Structure[16];
    private int count;

    Records() {}

    /** Number of records that are complete. */
    public int count() {
        return count;
    }

    /** {@link DataFormat} number of a record. */
    public int tag(int record) {
        return tags[record];
    }

    /** Index of a record's first byte in the datagram's array. */
    public int start(int record) {
        return starts[record];
    }

    /** Length of a record in bytes, as sent: padding not included. */
    public int length(int record) {
        return lengths[record];
    }

    /** Layout of a record, the one of its variants that it fills. Absent: null when the format is unknown. */
    public @Nullable Structure structure(int record) {
        return structures[record];
    }

    /** First record of a format. Absent: -1. */
    public int indexOf(int tag) {
        for (int i = 0; i < count; i++) {
            if (tags[i] == tag) {
                return i;
            }
        }
        return -1;
    }

    void clear() {
        count = 0;
    }

    void add(int tag, int start, int length, @Nullable Structure structure) {
        if (count == tags.length) {
            tags = Arrays.copyOf(tags, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            structures = Arrays.copyOf(structures, count * 2);
        }
        tags[count] = tag;
        starts[count] = start;
        lengths[count] = length;
        if (structures[count] != structure) { // a reference that is stored costs more than a number
            structures[count] = structure;
        }
        count++;
    }
}
