package weir.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.sflow.CounterSample;
import weir.sflow.Records;
import weir.sflow.Structure;

/**
 * How the records of a counter sample lie in it when all have fields of fixed places, as those of switch ports have. One
 * data source sends one layout again and again, so a sample that has the layout of the one before is kept whole, with one
 * copy.
 *
 * <p>Thread: any; immutable.
 */
final class SampleLayout {

    /** Samples whose records say that they are longer, though their fields are few, are not kept whole. */
    private static final int MOST_BYTES = 1024;

    /** A record whose metrics are a block of the row. */
    private record Part(FixedRecord record, MetricSchema schema, int offset, int length) {}

    /** Structure of each record that is sent. */
    private final @Nullable Structure[] structures;

    private final int[] lengths;
    /** Bytes from the begin of the first record to the end of the last. */
    private final int size;

    private final Part[] parts;
    private final boolean overlaps;

    private SampleLayout(Records sent, List<Part> parts) {
        structures = new @Nullable Structure[sent.count()];
        lengths = new int[structures.length];
        for (int i = 0; i < structures.length; i++) {
            structures[i] = sent.structure(i);
            lengths[i] = sent.length(i);
        }
        size = size(sent);
        this.parts = parts.toArray(Part[]::new);
        overlaps = MetricRow.overlaps(parts.stream().map(Part::schema).toList());
    }

    /** The layout of some records. Absent: null when they must be read one by one. */
    static @Nullable SampleLayout of(
            Records sent, Function<@Nullable Structure, @Nullable StructureSchemas> schemas, int mostBlocks) {
        List<Part> parts = new ArrayList<>();
        Set<MetricSchema> seen = new TreeSet<>();
        for (int i = 0; i < sent.count(); i++) {
            StructureSchemas known = schemas.apply(sent.structure(i));
            FixedRecord fixed = known == null ? null : known.fixed();
            MetricSchema schema = known == null || fixed == null ? null : known.find(false);
            if (fixed == null || schema == null || !seen.add(schema)) {
                return null;
            }
            parts.add(new Part(fixed, schema, sent.start(i) - sent.start(0), fixed.known(sent.length(i))));
        }
        if (parts.isEmpty() || parts.size() > mostBlocks || size(sent) > MOST_BYTES) {
            return null;
        }
        parts.sort(Comparator.comparing(Part::schema));
        return new SampleLayout(sent, parts);
    }

    private static int size(Records sent) {
        int last = sent.count() - 1;
        return sent.start(last) + sent.length(last) - sent.start(0);
    }

    /** Whether some records lie like this. */
    boolean isOf(Records sent) {
        if (sent.count() != structures.length) {
            return false;
        }
        for (int i = 0; i < structures.length; i++) {
            if (sent.structure(i) != structures[i] || sent.length(i) != lengths[i]) {
                return false;
            }
        }
        return true;
    }

    /** A copy of the records of a sample that has this layout. */
    byte[] copy(CounterSample sample) {
        int from = sample.records().start(0);
        return Arrays.copyOfRange(sample.bytes(), from, from + size);
    }

    /** Number of blocks of the row. */
    int blocks() {
        return parts.length;
    }

    /** Whether a name stands in more than one block. */
    boolean overlaps() {
        return overlaps;
    }

    /** What a block of the row has. */
    MetricSchema schema(int position) {
        return parts[position].schema();
    }

    /**
     * A block of a row.
     *
     * @param bytes records that were copied
     * @param before those of the sample before. Absent: null
     * @param elapsed nanoseconds since the sample before; 0 when there is none
     */
    RecordBlock block(int position, byte[] bytes, byte @Nullable [] before, long updated, long elapsed) {
        Part part = parts[position];
        return new RecordBlock(
                part.record(),
                part.schema(),
                new RecordBytes(bytes, part.offset(), part.length()),
                before == null ? null : new RecordBytes(before, part.offset(), part.length()),
                updated,
                elapsed);
    }
}
