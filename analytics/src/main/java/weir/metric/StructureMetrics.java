package weir.metric;

import java.util.ArrayList;
import java.util.List;
import weir.sflow.Field;
import weir.sflow.FieldType;
import weir.sflow.Structure;

/**
 * What becomes of the records of one structure: its fields and lists with their metrics, and its derived metrics.
 *
 * <p>Thread: any; immutable.
 */
final class StructureMetrics {

    /** A field of a record or of an element, by its number, and the metrics it becomes. */
    record FieldMetrics(int index, FieldType type, List<MetricColumn> columns) {}

    /**
     * A list of a record, by its number, and the fields of its elements.
     *
     * @param plain whether the elements are plain numbers
     */
    record ListMetrics(int index, boolean plain, List<FieldMetrics> elements) {}

    /** A derived metric and where its arguments come from. */
    record DerivedColumn(DerivedMetric metric, List<Argument> arguments) {}

    /**
     * Where an argument comes from: the number of a field, or the position among the numbers of fields and derived
     * metrics, those of lists not counted.
     */
    record Argument(Kind kind, int index) {
        enum Kind {
            NUMBER,
            FIELD,
            DELTA,
            ABSENT
        }
    }

    private final Structure structure;
    private final List<FieldMetrics> fields;
    private final List<ListMetrics> lists;
    private final List<DerivedColumn> derived;
    private final int instanceField;
    private final boolean[] counters;
    private final boolean[] shares;

    StructureMetrics(Structure structure) {
        this.structure = structure;
        counters = new boolean[structure.fields().size()];
        shares = new boolean[counters.length];
        List<FieldMetrics> withMetrics = new ArrayList<>();
        List<ListMetrics> listsWithMetrics = new ArrayList<>();
        int instance = -1;
        for (int i = 0; i < counters.length; i++) {
            Field field = structure.fields().get(i);
            List<MetricColumn> columns = MetricColumn.of(field, structure);
            if (field.type() == FieldType.U32LIST
                    && !columns.isEmpty()
                    && columns.getFirst().repeated()) {
                listsWithMetrics.add(new ListMetrics(i, true, List.of(new FieldMetrics(0, FieldType.U32, columns))));
                continue;
            }
            if (!columns.isEmpty()) {
                withMetrics.add(new FieldMetrics(i, field.type(), columns));
            }
            List<FieldMetrics> elements = elements(field);
            if (!elements.isEmpty()) {
                listsWithMetrics.add(new ListMetrics(i, false, elements));
            }
            for (MetricColumn column : columns) {
                noteCounters(i, column.rule());
                if (!column.instanceField().isEmpty()) {
                    instance = structure.indexOf(column.instanceField());
                }
            }
        }
        fields = List.copyOf(withMetrics);
        lists = List.copyOf(listsWithMetrics);
        instanceField = instance;
        derived = derivedColumns();
    }

    private List<FieldMetrics> elements(Field list) {
        List<FieldMetrics> elements = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            Field element = list.elements().get(i);
            List<MetricColumn> columns = MetricColumn.of(element, structure);
            if (!columns.isEmpty()) {
                elements.add(new FieldMetrics(i, element.type(), columns));
            }
        }
        return List.copyOf(elements);
    }

    private void noteCounters(int field, FieldRule rule) {
        counters[field] |= rule.usesDelta();
        shares[field] |= rule.isShare();
        if (!rule.otherField().isEmpty()) {
            counters[structure.indexOf(rule.otherField())] = true;
        }
    }

    private List<DerivedColumn> derivedColumns() {
        List<String> numbers = new ArrayList<>();
        for (FieldMetrics metrics : fields) {
            for (MetricColumn column : metrics.columns()) {
                if (column.rule().number() != null) {
                    numbers.add(column.name());
                }
            }
        }
        List<DerivedColumn> columns = new ArrayList<>();
        for (DerivedMetric metric : DerivedMetrics.of(structure.tag())) {
            List<Argument> arguments = metric.arguments().stream()
                    .map(name -> argument(name, numbers))
                    .toList();
            if (arguments.stream().anyMatch(argument -> argument.kind() != Argument.Kind.ABSENT)) {
                columns.add(new DerivedColumn(metric, arguments));
                if (metric.formula() instanceof DerivedMetric.ToNumber) {
                    numbers.add(metric.name());
                }
            }
        }
        return List.copyOf(columns);
    }

    private Argument argument(String name, List<String> numbers) {
        if (name.startsWith(DerivedMetric.FIELD)) {
            return argument(Argument.Kind.FIELD, structure.indexOf(name.substring(DerivedMetric.FIELD.length())));
        }
        if (name.startsWith(DerivedMetric.DELTA)) {
            int field = structure.indexOf(name.substring(DerivedMetric.DELTA.length()));
            if (field >= 0) {
                counters[field] = true;
            }
            return argument(Argument.Kind.DELTA, field);
        }
        return argument(Argument.Kind.NUMBER, numbers.indexOf(name));
    }

    private static Argument argument(Argument.Kind kind, int index) {
        return index < 0 ? new Argument(Argument.Kind.ABSENT, 0) : new Argument(kind, index);
    }

    Structure structure() {
        return structure;
    }

    /** Whether records of the structure become metrics at all. */
    boolean isEmpty() {
        return fields.isEmpty() && lists.isEmpty() && derived.isEmpty();
    }

    /** Fields with metrics, in wire order. */
    List<FieldMetrics> fields() {
        return fields;
    }

    /** Lists whose elements have metrics, in wire order. */
    List<ListMetrics> lists() {
        return lists;
    }

    /** Derived metrics, in the order in which they can be computed. */
    List<DerivedColumn> derived() {
        return derived;
    }

    /** Whether the increase of a field is needed. */
    boolean isCounter(int field) {
        return counters[field];
    }

    /** Whether a field is part of the whole that shares are of. */
    boolean isShare(int field) {
        return shares[field];
    }

    /** The field whose value tells several records of one sample apart. Absent: -1. */
    int instanceField() {
        return instanceField;
    }
}
