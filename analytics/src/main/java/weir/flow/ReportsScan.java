package weir.flow;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the data sources that report each of some keys, piece by piece.
 *
 * <p>Rows are read in the order in which they lie in memory, which costs a tenth of following the lists of data sources.
 *
 * <p>Lifetime and thread: owner thread of the cache only.
 */
public final class ReportsScan {

    /** Rows that are read in the time of one entry of a list. */
    private static final int ROWS = 8;

    private static final int UNKNOWN = 0;
    private static final int OTHER = -1;

    private final FlowTable table;
    private final FlowSources sources;
    private final int[] counts;

    /** Numbers of keys that are not packed: the position of the key plus one. */
    private final Map<ByteBuffer, Integer> byBytes = new HashMap<>();

    private int[] ofNumber = new int[0];
    /** Open addressing by hash: the position of a packed key plus one. */
    private final int[] slots;

    private final KeyView[] packed;
    private int next;

    ReportsScan(FlowTable table, FlowSources sources, List<FlowKey> keys) {
        this.table = table;
        this.sources = sources;
        counts = new int[keys.size()];
        packed = new KeyView[keys.size()];
        slots = new int[Integer.highestOneBit(Math.max(16, keys.size() * 8))];
        for (int i = 0; i < counts.length; i++) {
            byte[] bytes = keys.get(i).bytes();
            KeyView view = table.newKey();
            view.set(bytes, 0, bytes.length, 0);
            if (view.packed()) {
                packed[i] = view;
                int at = view.hash() & slots.length - 1;
                while (slots[at] != 0) {
                    at = at + 1 & slots.length - 1;
                }
                slots[at] = i + 1;
            } else {
                byBytes.put(ByteBuffer.wrap(bytes), i + 1);
            }
        }
    }

    /**
     * Counts as far as reading so many entries one by one would take.
     *
     * @return whether everything is counted
     */
    public boolean advance(int most) {
        int end = (int) Math.min(table.end(), next + (long) most * ROWS);
        for (; next < end; next++) {
            int source = table.source(next);
            if (source >= 0) {
                int key = table.isPacked(next) ? findPacked(next) : findNumbered(table.keyNumber(next));
                if (key > 0 && sources.source(source) != null) {
                    counts[key - 1]++;
                }
            }
        }
        return next >= table.end();
    }

    /** For each key the number of data sources that report it, once everything is counted. */
    public int[] counts() {
        return counts.clone();
    }

    private int findPacked(int entry) {
        int at = table.keyHash(entry) & slots.length - 1;
        for (int slot = slots[at]; slot != 0; slot = slots[at]) {
            if (table.hasKey(entry, packed[slot - 1])) {
                return slot;
            }
            at = at + 1 & slots.length - 1;
        }
        return OTHER;
    }

    /** What a key number stands for is found out once; a number that gets another key meanwhile counts as the old one. */
    private int findNumbered(int number) {
        if (number >= ofNumber.length) {
            ofNumber = Arrays.copyOf(ofNumber, Math.max(number + 1, 2 * ofNumber.length));
        }
        if (ofNumber[number] == UNKNOWN) {
            ofNumber[number] = byBytes.isEmpty() ? OTHER : byBytes.getOrDefault(table.keyBytes(number), OTHER);
        }
        return ofNumber[number];
    }
}
