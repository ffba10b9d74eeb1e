package weir.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.metric.StructureMetrics.DerivedColumn;
import weir.metric.StructureMetrics.FieldMetrics;
import weir.sflow.DataFormat;

/**
 * The schemas of the blocks that records of one structure make.
 *
 * <p>A schema depends on what numbers the metrics of a record: the lengths of its lists, the instance it is about, and
 * whether it is about a guest. One is made when it is first met, and kept; there are few.
 *
 * <p>Bound: {@value #MAX_SCHEMAS}, because the numbers come from the wire. Thread: owner only.
 */
final class StructureSchemas {

    static final int MAX_SCHEMAS = 1024;

    /** Structures whose metrics get the prefix when they are about a guest; those of guests alone have it anyway. */
    private static final Set<Integer> PREFIXED = Set.of(DataFormat.of(0, 2000), DataFormat.of(5703, 1));

    private static final String GUEST_PREFIX = "vir_";
    private static final int[] NO_LISTS = {};

    private record Layout(long instance, boolean guest, List<Integer> listLengths) {}

    private final StructureMetrics metrics;
    private final @Nullable FixedRecord fixed;
    private final Map<Layout, MetricSchema> schemas = new HashMap<>();
    /** The one schema of nearly all structures. */
    private final @Nullable MetricSchema only;

    /** No schemas yet. */
    StructureSchemas(StructureMetrics metrics) {
        this.metrics = metrics;
        fixed = FixedRecord.of(metrics);
        boolean one = metrics.lists().isEmpty() && metrics.instanceField() < 0;
        only = one ? make(new Layout(0, false, List.of())) : null;
    }

    StructureMetrics metrics() {
        return metrics;
    }

    /** Places of the fields. Absent: null when records must be read field by field. */
    @Nullable
    FixedRecord fixed() {
        return fixed;
    }

    /** The schema of the block of a record with fixed places. Absent: null when the structure has too many already. */
    @Nullable
    MetricSchema find(boolean logical) {
        return find(0, logical, NO_LISTS);
    }

    /**
     * The schema of a record's block. Absent: null when the structure has too many already.
     *
     * @param instance value of the field that tells records apart, 0 when there is none
     * @param logical whether the data source is a logical entity
     * @param listLengths lengths of the lists with metrics, in their order
     */
    @Nullable
    MetricSchema find(long instance, boolean logical, int[] listLengths) {
        boolean guest = logical && PREFIXED.contains(metrics.structure().tag());
        if (only != null && !guest) {
            return only;
        }
        int[] lengths = metrics.lists().isEmpty() ? NO_LISTS : listLengths;
        Layout layout =
                new Layout(instance, guest, Arrays.stream(lengths).boxed().toList());
        MetricSchema known = schemas.get(layout);
        if (known != null || schemas.size() >= MAX_SCHEMAS) {
            return known;
        }
        MetricSchema made = make(layout);
        schemas.put(layout, made);
        return made;
    }

    private MetricSchema make(Layout layout) {
        List<String> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        addNames(metrics.fields(), layout.instance(), numbers, texts);
        for (int list = 0; list < metrics.lists().size(); list++) {
            for (int i = 0; i < layout.listLengths().get(list); i++) {
                addNames(metrics.lists().get(list).elements(), i, numbers, texts);
            }
        }
        for (DerivedColumn column : metrics.derived()) {
            String name = column.metric().name().replace("#", Long.toString(layout.instance()));
            (column.metric().formula() instanceof DerivedMetric.ToNumber ? numbers : texts).add(name);
        }
        if (layout.guest()) {
            numbers.replaceAll(GUEST_PREFIX::concat);
            texts.replaceAll(GUEST_PREFIX::concat);
        }
        return MetricSchema.ofStructure(metrics.structure().tag(), layout.instance(), numbers, texts);
    }

    private static void addNames(List<FieldMetrics> from, long number, List<String> numbers, List<String> texts) {
        for (FieldMetrics field : from) {
            for (MetricColumn column : field.columns()) {
                (column.rule().number() != null ? numbers : texts).add(column.name(number));
            }
        }
    }
}
