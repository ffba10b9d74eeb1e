package weir.sflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

    StructureTable(Collection<Structure> structures) {
        all = List.copyOf(structures);
        flow = new Lookup(Structure.Kind.FLOW, structures);
        counter = new Lookup(Structure.Kind.COUNTER, structures);
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
        StructureParser parser = new StructureParser(Enumerations.standard());
        parser.parse(RESOURCE, Resource.lines(RESOURCE));
        parser.parse(file, rows);
        return new StructureTable(parser.structures());
    }

    /**
     * Structure of a flow record of this format, and of this length where that alone tells variants apart. Absent: null.
     *
     * <p>A record of a sample at hand is better asked itself, {@link Records#structure}: it knows which of the variants
     * it fills.
     */
    public @Nullable Structure flow(int tag, long length) {
        return flow.find(tag, length);
    }

    /** Structure of a counter record of this format and length, as {@link #flow} finds it. Absent: null. */
    public @Nullable Structure counter(int tag, long length) {
        return counter.find(tag, length);
    }

    /** All structures with their usual layouts, in the order of the tables. */
    public Stream<Structure> all() {
        return all.stream();
    }

    /** Finds a structure by format; formats of enterprise 0, nearly all there are, by index. */
    private static final class Lookup {
        private final @Nullable Structure[] standard = new Structure[STANDARD_FORMATS];
        /** Tags of the other structures, ascending, so that finding one boxes nothing. */
        private final int[] otherTags;

        private final Structure[] others;

        Lookup(Structure.Kind kind, Collection<Structure> structures) {
            List<Structure> rest = new ArrayList<>();
            for (Structure structure : structures) {
                if (structure.kind() != kind) {
                    continue;
                }
                if (isStandard(structure.tag())) {
                    standard[structure.tag()] = structure;
                } else {
                    rest.add(structure);
                }
            }
            rest.sort(Comparator.comparingInt(Structure::tag));
            others = rest.toArray(Structure[]::new);
            otherTags = rest.stream().mapToInt(Structure::tag).toArray();
        }

        @Nullable
        Structure find(int tag, long length) {
            Structure usual = find(tag);
            if (usual != null && length < usual.minLength()) {
                List<Structure> variants = usual.variants();
                for (int i = 0; i < variants.size(); i++) { // an iterator would be garbage for each malformed record
                    if (variants.get(i).fixedLength() == length) {
                        return variants.get(i);
                    }
                }
            }
            return usual;
        }

        private @Nullable Structure find(int tag) {
            if (isStandard(tag)) {
                return standard[tag];
            }
            int at = Arrays.binarySearch(otherTags, tag);
            return at < 0 ? null : others[at];
        }

        private static boolean isStandard(int tag) {
            return tag >= 0 && tag < STANDARD_FORMATS;
        }
    }
}
