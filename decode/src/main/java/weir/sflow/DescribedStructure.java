package weir.sflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A structure whose rows are read when it is first asked for. Of all that are known a network sends a few, and reading all
 * takes longer than a small capture.
 *
 * <p>Thread: any; the structure is the same object for all.
 */
final class DescribedStructure {

    private final List<StructureLine> rows;
    private final Structure.Kind kind;
    private final int tag;
    private @Nullable Structure structure;

    private DescribedStructure(List<StructureLine> rows) {
        this.rows = rows;
        StructureRow first = StructureRow.parse(rows.getFirst());
        kind = first.kind();
        tag = first.tag();
    }

    /** One that was read already. */
    DescribedStructure(Structure structure) {
        this.structure = structure;
        rows = List.of();
        kind = structure.kind();
        tag = structure.tag();
    }

    /** Those of a table, in the order of the first rows of each. */
    static List<DescribedStructure> of(List<StructureLine> table) {
        Map<String, List<StructureLine>> parts = new LinkedHashMap<>();
        for (StructureLine row : table) {
            parts.computeIfAbsent(row.structure(), part -> new ArrayList<>()).add(row);
        }
        return parts.values().stream().map(DescribedStructure::new).toList();
    }

    /** Those of a table that was read. */
    static List<DescribedStructure> of(Collection<Structure> read) {
        return read.stream().map(DescribedStructure::new).toList();
    }

    Structure.Kind kind() {
        return kind;
    }

    int tag() {
        return tag;
    }

    /**
     * The structure with its variants.
     *
     * @throws StructureException a row is wrong
     */
    synchronized Structure structure() {
        Structure known = structure;
        if (known == null) {
            StructureParser parser = new StructureParser(Enumerations.standard());
            parser.parse(rows);
            known = parser.structures().iterator().next();
            structure = known;
        }
        return known;
    }
}
