package weir.metric;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of one data source: a block for each structure it sends.
 *
 * <p>Shape: blocks in the order of their structures. Where two structures have a metric of the same name the first one
 * that has a value counts.
 *
 * <p>Thread: any; immutable. A counter sample makes a new row that shares the blocks it does not touch.
 */
public final class MetricRow {

    /** The row of a data source that has sent no counters. */
    public static final MetricRow EMPTY = new MetricRow(new MetricBlock[0], false);

    private final MetricBlock[] blocks;
    /** Whether a name stands in more than one block. */
    private final boolean overlaps;

    private MetricRow(MetricBlock[] blocks, boolean overlaps) {
        this.blocks = blocks;
        this.overlaps = overlaps;
    }

    /** Receives metrics one after another. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Receives a metric.
         *
         * @param value a {@link Double} or a {@link String}
         * @param updated engine time of the value, in nanoseconds
         */
        void accept(String metric, Object value, long updated);
    }

    /** Whether there is no block at all. */
    public boolean isEmpty() {
        return blocks.length == 0;
    }

    /** Number of blocks. */
    public int size() {
        return blocks.length;
    }

    /** A block by its position in the row. */
    public MetricBlock block(int position) {
        return blocks[position];
    }

    /** The block that has a value for a metric. Absent: null. */
    public @Nullable MetricBlock find(String metric) {
        return find(metric, blocks.length);
    }

    private @Nullable MetricBlock find(String metric, int before) {
        for (int i = 0; i < before; i++) {
            if (blocks[i].has(metric)) {
                return blocks[i];
            }
        }
        return null;
    }

    /** A numeric metric. Absent: NaN, also for text. */
    public double number(String metric) {
        return value(metric) instanceof Double number ? number : Double.NaN;
    }

    /** A text metric. Absent: null, also for numbers. */
    public @Nullable String text(String metric) {
        return value(metric) instanceof String text ? text : null;
    }

    /** A metric as {@link Double} or {@link String}. Absent: null. */
    public @Nullable Object value(String metric) {
        MetricBlock block = find(metric);
        return block == null ? null : block.value(metric);
    }

    /** Hands over each metric that has a value, once. */
    public void forEach(Receiver to) {
        for (int i = 0; i < blocks.length; i++) {
            MetricBlock block = blocks[i];
            MetricSchema schema = block.schema();
            for (int k = 0; k < schema.numbers().size(); k++) {
                String name = schema.numbers().get(k);
                double number = block.number(k);
                if (!Double.isNaN(number) && isFirst(name, i)) {
                    to.accept(name, number, block.updated());
                }
            }
            for (int k = 0; k < schema.texts().size(); k++) {
                String name = schema.texts().get(k);
                String text = block.text(k);
                if (text != null && isFirst(name, i)) {
                    to.accept(name, text, block.updated());
                }
            }
        }
    }

    private boolean isFirst(String metric, int position) {
        return !overlaps || find(metric, position) == null;
    }

    /** A row of these blocks, which nobody may change from now on, in the order of their structures. */
    static MetricRow of(MetricBlock[] blocks) {
        return new MetricRow(blocks, overlaps(blocks));
    }

    /** A row whose blocks have the same schemas, which nobody may change from now on. */
    MetricRow like(MetricBlock[] blocksOfSameSchemas) {
        return new MetricRow(blocksOfSameSchemas, overlaps);
    }

    /** A copy of the blocks, to be changed. */
    MetricBlock[] copyOfBlocks() {
        return blocks.clone();
    }

    private static boolean overlaps(MetricBlock[] blocks) {
        Set<String> names = new HashSet<>();
        for (MetricBlock block : blocks) {
            for (String name : block.schema().names()) {
                if (!names.add(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
