package weir.metric;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import weir.sflow.Structure;
import weir.sflow.StructureException;
import weir.sflow.StructureTable;

/**
 * What becomes of the records of counter samples. It is made of a table of structures and may serve any number of
 * {@link AgentTable}s; what becomes of a record is worked out when such a record is first met.
 *
 * <p>Thread: any; what it answers never changes.
 */
public final class CounterStructures {

    private final ConcurrentHashMap<Structure, StructureMetrics> metrics = new ConcurrentHashMap<>();

    /**
     * For all counter records of a table, and their variants.
     *
     * @throws StructureException a row of the operator says of a field what cannot be done
     */
    public CounterStructures(StructureTable structures) {
        if (structures.extended()) {
            structures
                    .all()
                    .filter(structure -> structure.kind() == Structure.Kind.COUNTER)
                    .forEach(structure -> {
                        find(structure);
                        structure.variants().forEach(this::find);
                    });
        }
    }

    /** What becomes of a counter record. Absent: null for a record that is not known. */
    @Nullable
    StructureMetrics find(@Nullable Structure structure) {
        return structure == null ? null : metrics.computeIfAbsent(structure, CounterStructures::metrics);
    }

    private static StructureMetrics metrics(Structure structure) {
        try {
            StructureMetrics made = new StructureMetrics(structure);
            // Names that come twice are found when a schema is made.
            new StructureSchemas(made);
            return made;
        } catch (IllegalArgumentException e) {
            throw new StructureException(structure.fields().getFirst().origin(), String.valueOf(e.getMessage()));
        }
    }
}
