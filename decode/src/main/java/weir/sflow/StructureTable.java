package weir.sflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All structures that are known, from {@code structures.tsv} and, if the operator names one, a file of further rows in
 * the same form. The rows of the operator are read at once, so that a mistake is told; those that come with Weir when the
 * structure is first asked for.
 *
 * <p>Thread: any; what it answers never changes.
 */
public final class StructureTable {

    private static final String RESOURCE = "structures.tsv";
    private static final int STANDARD_FORMATS = 1 << 12;

    private final List<DescribedStructure> all;
    private final Lookup flow;
    private final Lookup counter;
    private final boolean extended;

    private StructureTable(List<DescribedStructure> structures, boolean extended) {
        all = structures;
        this.extended = extended;
        flow = new Lookup(Structure.Kind.FLOW, structures);
        counter = new Lookup(Structure.Kind.COUNTER, structures);
    }

    /** The structures that come with Weir. */
    public static StructureTable standard() {
        return new StructureTable(DescribedStructure.of(StructureLine.of(RESOURCE, Resource.lines(RESOURCE))), false);
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
        parser.parse(StructureLine.of(RESOURCE, Resource.lines(RESOURCE)));
        parser.parse(StructureLine.of(file, rows));
        return new StructureTable(DescribedStructure.of(parser.structures()), true);
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

    /** Whether there are rows of the operator, whose mistakes are to be told at once. */
    public boolean extended() {
        return extended;
    }

    /** All structures with their usual layouts, in the order of the tables. */
    public Stream<Structure> all() {
        return all.stream().map(DescribedStructure::structure);
    }

    /**
     * Finds a structure by format; formats of enterprise 0, nearly all there are, by index. What was asked for stands beside the
     * descriptions: threads that miss what another one puts there ask the description, which answers the same.
     */
    private static final class Lookup {
        private final @Nullable Structure[] standard = new Structure[STANDARD_FORMATS];
        private final @Nullable DescribedStructure[] described = new DescribedStructure[STANDARD_FORMATS];
        /** Tags of the other structures, ascending, so that finding one boxes nothing. */
        private final int[] otherTags;

        private final DescribedStructure[] others;
        private final @Nullable Structure[] otherStructures;

        Lookup(Structure.Kind kind, List<DescribedStructure> structures) {
            List<DescribedStructure> rest = new ArrayList<>();
            for (DescribedStructure structure : structures) {
                if (structure.kind() != kind) {
                    continue;
                }
                if (isStandard(structure.tag())) {
                    described[structure.tag()] = structure;
                } else {
                    rest.add(structure);
                }
            }
            rest.sort(Comparator.comparingInt(DescribedStructure::tag));
            others = rest.toArray(DescribedStructure[]::new);
            otherTags = rest.stream().mapToInt(DescribedStructure::tag).toArray();
            otherStructures = new Structure[others.length];
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
                Structure known = standard[tag];
                return known != null ? known : read(tag, described, standard);
            }
            int at = Arrays.binarySearch(otherTags, tag);
            if (at < 0) {
                return null;
            }
            Structure known = otherStructures[at];
            return known != null ? known : read(at, others, otherStructures);
        }

        private static @Nullable Structure read(
                int at, @Nullable DescribedStructure[] from, @Nullable Structure[] into) {
            DescribedStructure description = from[at];
            Structure read = description == null ? null : description.structure();
            into[at] = read;
            return read;
        }

        private static boolean isStandard(int tag) {
            return tag >= 0 && tag < STANDARD_FORMATS;
        }
    }
}
