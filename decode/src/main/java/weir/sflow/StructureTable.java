package weir.sflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All structures that are known, loaded once from {@code structures.tsv} and, if the operator names one, a file of
 * further rows in the same form.
 *
 * <p>Thread: any; immutable.
 */
public final class StructureTable {

    private static final String RESOURCE = "structures.tsv";
    private static final int STANDARD_FORMATS = 1 << 12;

    private final List<Structure> all;
    private final Lookup flow;
    private final Lookup counter;

    StructureTable(Collection<Structure> structures, Map<Structure, Integer> exactLengths) {
        all = List.copyOf(structures);
        flow = new Lookup(Structure.Kind.FLOW, structures, exactLengths);
        counter = new Lookup(Structure.Kind.COUNTER, structures, exactLengths);
    }

    /** The structures that come with Weir. */
    public static StructureTable standard() {
        return with(List.of(), "");
    }

    /**
     * The structures that come with Weir and further ones.
     *
     * @param rows lines of a file of rows, in the form of {@code structures.tsv}
     * @param file name of that file, for messages
     * @throws StructureException a row is wrong; the message names file, line and what is wrong
     */
    public static StructureTable with(List<String> rows, String file) {
        StructureParser parser = new StructureParser();
        parser.parse(RESOURCE, standardRows());
        parser.parse(file, rows);
        return parser.table();
    }

    private static List<String> standardRows() {
        try (InputStream in = StructureTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Structure of a flow record of this format and length. Absent: null. */
    public @Nullable Structure flow(int tag, long length) {
        return flow.find(tag, length);
    }

    /** Structure of a counter record of this format and length. Absent: null. */
    public @Nullable Structure counter(int tag, long length) {
        return counter.find(tag, length);
    }

    /** All structures, in the order of the tables. */
    public Stream<Structure> all() {
        return all.stream();
    }

    /** Finds a structure by format; formats of enterprise 0, nearly all there are, by index. */
    private static final class Lookup {
        private final @Nullable Structure[] standard = new Structure[STANDARD_FORMATS];
        private final Map<Integer, Structure> others = new HashMap<>();
        /** Variants told apart by the exact length of the record. */
        private final Map<Long, Structure> byLength = new HashMap<>();

        Lookup(Structure.Kind kind, Collection<Structure> structures, Map<Structure, Integer> exactLengths) {
            for (Structure structure : structures) {
                Integer length = exactLengths.get(structure);
                if (structure.kind() != kind) {
                    continue;
                }
                if (length != null) {
                    byLength.put(key(structure.tag(), length), structure);
                } else if (structure.tag() >= 0 && structure.tag() < STANDARD_FORMATS) {
                    standard[structure.tag()] = structure;
                } else {
                    others.put(structure.tag(), structure);
                }
            }
        }

        @Nullable
        Structure find(int tag, long length) {
            Structure usual = tag >= 0 && tag < STANDARD_FORMATS ? standard[tag] : others.get(tag);
            if (usual != null && length < usual.minLength() && !byLength.isEmpty()) {
                Structure variant = byLength.get(key(tag, length));
                return variant == null ? usual : variant;
            }
            return usual;
        }

        private static long key(int tag, long length) {
            return (long) tag << 32 | length;
        }
    }
}
