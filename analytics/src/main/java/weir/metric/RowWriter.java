package weir.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the row that follows another one: blocks are put in the places of those with their keys, the others are shared.
 *
 * <p>Thread: owner only; reused for every sample.
 */
final class RowWriter {

    private MetricRow before = MetricRow.EMPTY;
    /** The blocks of the new row. Absent: empty until the first block is put. */
    private MetricBlock[] blocks = {};

    private boolean changed;
    private boolean sameSchemas;

    /** Starts a row that is so far the same as another one. */
    void start(MetricRow row) {
        before = row;
        changed = false;
        sameSchemas = true;
    }

    /** Whether there is a place for a block: its key is in the row, or the row is shorter than a number. */
    boolean hasPlace(MetricSchema schema, int most) {
        return block(schema) != null || (changed ? blocks.length : before.size()) < most;
    }

    /** The block with the key of a schema. Absent: null. */
    @Nullable
    MetricBlock block(MetricSchema schema) {
        int size = changed ? blocks.length : before.size();
        for (int i = 0; i < size; i++) {
            MetricBlock block = changed ? blocks[i] : before.block(i);
            if (order(block.schema(), schema) == 0) {
                return block;
            }
        }
        return null;
    }

    /** Adds a block, or puts it in the place of the one with its key. */
    void put(MetricBlock block) {
        if (!changed) {
            blocks = before.copyOfBlocks();
            changed = true;
        }
        MetricSchema schema = block.schema();
        int at = 0;
        int order = -1;
        while (at < blocks.length && (order = order(blocks[at].schema(), schema)) < 0) {
            at++;
        }
        if (at < blocks.length && order == 0) {
            sameSchemas &= blocks[at].schema().equals(schema);
            blocks[at] = block;
            return;
        }
        MetricBlock[] longer = Arrays.copyOf(blocks, blocks.length + 1);
        System.arraycopy(blocks, at, longer, at + 1, blocks.length - at);
        longer[at] = block;
        blocks = longer;
        sameSchemas = false;
    }

    private static int order(MetricSchema one, MetricSchema other) {
        return one.equals(other) ? 0 : one.compareTo(other);
    }

    /** The row; the one before when nothing was put. The writer lets go of it. */
    MetricRow row() {
        if (!changed) {
            return before;
        }
        MetricRow row = sameSchemas ? before.like(blocks) : MetricRow.of(blocks);
        changed = false;
        before = row;
        return row;
    }
}
