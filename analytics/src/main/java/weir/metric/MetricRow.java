package weir.metric;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
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
public sealed class MetricRow permits SentRow {

    private static final MetricBlock[] NO_BLOCKS = {};

    /** The row of a data source that has sent no counters. */
    public static final MetricRow EMPTY = new MetricRow(false);

    private final MetricBlock[] blocks;
    /** Whether a name stands in more than one block. */
    private final boolean overlaps;

    private MetricRow(MetricBlock[] blocks, boolean overlaps) {
        this.blocks = blocks;
        this.overlaps = overlaps;
    }

    /** A row that tells its blocks itself. */
    MetricRow(boolean overlaps) {
        this(NO_BLOCKS, overlaps);
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
    public final boolean isEmpty() {
        return size() == 0;
    }

    /** Number of blocks. */
    public int size() {
        return blocks.length;
    }

    /** A block by its position in the row. */
    public MetricBlock block(int position) {
        return blocks[position];
    }

    /** What the block at a position has; asking makes no block. */
    public MetricSchema schema(int position) {
        return blocks[position].schema();
    }

    /** The block that has a value for a metric. Absent: null. */
    public final @Nullable MetricBlock find(String metric) {
        return find(metric, size());
    }

    private @Nullable MetricBlock find(String metric, int before) {
        for (int i = 0; i < before; i++) {
            if (schema(i).knows(metric)) {
                MetricBlock block = block(i);
                if (block.has(metric)) {
                    return block;
                }
            }
        }
        return null;
    }

    /** A numeric metric. Absent: NaN, also for text. */
    public final double number(String metric) {
        return value(metric) instanceof Double number ? number : Double.NaN;
    }

    /** Whether some metric may be a text; asking is cheaper than looking for one. */
    public boolean hasTexts() {
        return true;
    }

    /** A text metric. Absent: null, also for numbers. */
    public final @Nullable String text(String metric) {
        return value(metric) instanceof String text ? text : null;
    }

    /** A metric as {@link Double} or {@link String}. Absent: null. */
    public final @Nullable Object value(String metric) {
        MetricBlock block = find(metric);
        return block == null ? null : block.value(metric);
    }

    /** Hands over each metric that has a value, once. */
    public final void forEach(Receiver to) {
        for (int i = 0; i < size(); i++) {
            MetricBlock block = block(i);
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
        return new MetricRow(
                blocks, overlaps(Arrays.stream(blocks).map(MetricBlock::schema).toList()));
    }

    /** A row whose blocks have the same schemas, which nobody may change from now on. */
    final MetricRow like(MetricBlock[] blocksOfSameSchemas) {
        return new MetricRow(blocksOfSameSchemas, overlaps);
    }

    /** A copy of the blocks, to be changed. */
    final MetricBlock[] copyOfBlocks() {
        MetricBlock[] copy = new MetricBlock[size()];
        Arrays.setAll(copy, this::block);
        return copy;
    }

    /** Whether a name stands in more than one schema. */
    static boolean overlaps(List<MetricSchema> schemas) {
        Set<String> names = new HashSet<>();
        for (MetricSchema schema : schemas) {
            for (String name : schema.names()) {
                if (!names.add(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
