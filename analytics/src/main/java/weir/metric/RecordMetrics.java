package weir.metric;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.metric.DerivedMetric.ToNumber;
import weir.metric.DerivedMetric.ToText;
import weir.metric.Refusals.Refusal;
import weir.metric.StructureMetrics.Argument;
import weir.metric.StructureMetrics.DerivedColumn;
import weir.metric.StructureMetrics.FieldMetrics;
import weir.metric.StructureMetrics.ListMetrics;
import weir.sflow.Field;
import weir.sflow.FieldType;
import weir.sflow.RecordReader;
import weir.sflow.RecordValues;

/**
 * Turns one counter record after another into {@link StoredBlock}s, field by field, as any structure can be read.
 *
 * <p>Thread: owner only; reused for every record.
 */
final class RecordMetrics {

    /** What a field that was not sent counts as: the sign for an unknown value in 32 and in 64 bits. */
    private static final long ABSENT = -1;

    private final RecordReader reader = new RecordReader();
    private final MeasuredInterval interval = new MeasuredInterval();
    private final FieldReading reading;
    private final Refusals refusals;
    private final int maxListLength;
    private int[] listLengths = {};

    RecordMetrics(MetricLimits limits, Refusals refusals) {
        this.refusals = refusals;
        this.reading = new FieldReading(new WireText(limits.textBytes(), refusals));
        this.maxListLength = limits.listLength();
    }

    /** Reads a record. Absent: null when a length inside it passes its end, so that nothing of it is to be used. */
    @Nullable
    RecordValues read(StructureMetrics metrics, byte[] bytes, int start, int length) {
        RecordValues values = reader.read(metrics.structure(), bytes, start, length);
        return reader.malformed() ? null : values;
    }

    /** The schema of the block for the record last read. Absent: null when it is refused. */
    @Nullable
    MetricSchema schema(StructureSchemas schemas, RecordValues values, boolean logical) {
        StructureMetrics metrics = schemas.metrics();
        List<ListMetrics> lists = metrics.lists();
        if (listLengths.length != lists.size()) {
            listLengths = new int[lists.size()];
        }
        for (int i = 0; i < lists.size(); i++) {
            int index = lists.get(i).index();
            long sent = index < values.present() ? values.number(index) : 0;
            if (sent > maxListLength) {
                refusals.count(Refusal.LIST_LENGTH);
            }
            listLengths[i] = (int) Math.min(sent, maxListLength);
        }
        int instance = metrics.instanceField();
        return schemas.find(instance < 0 ? 0 : number(values, instance), logical, listLengths);
    }

    /**
     * Makes the block for the record last read.
     *
     * @param before counters of the reading before, which become those of this one
     * @param old the block in whose place it comes, whose texts are kept where they are the same
     */
    MetricBlock block(
            StructureMetrics metrics, RecordValues values, Readings before, @Nullable MetricBlock old, long now) {
        compare(metrics, values, before, now);
        BlockWriter to = new BlockWriter(before.schema(), old);
        for (FieldMetrics field : metrics.fields()) {
            write(field, values, interval.delta(field.index()), to);
        }
        int fieldNumbers = to.count();
        for (int i = 0; i < metrics.lists().size(); i++) {
            writeList(metrics, metrics.lists().get(i), listLengths[i], before, to);
        }
        int listNumbers = to.count() - fieldNumbers;
        for (DerivedColumn column : metrics.derived()) {
            derive(metrics, column, values, to, fieldNumbers, listNumbers);
        }
        return to.block(now);
    }

    private void compare(StructureMetrics metrics, RecordValues values, Readings before, long now) {
        List<Field> fields = metrics.structure().fields();
        interval.begin(before.begin(now), fields.size());
        for (int i = 0; i < fields.size(); i++) {
            if (metrics.isCounter(i)) {
                double delta = before.take(fields.get(i).type(), number(values, i));
                interval.setDelta(i, delta, metrics.isShare(i));
            }
        }
    }

    private void writeList(StructureMetrics metrics, ListMetrics list, int length, Readings before, BlockWriter to) {
        for (int position = 0; position < length; position++) {
            RecordValues element = list.plain() ? null : reader.element(metrics.structure(), list.index(), position);
            for (FieldMetrics field : list.elements()) {
                if (element == null) {
                    long number = reader.listNumber(list.index(), position);
                    reading.set(field.type(), number, delta(field, number, before));
                    apply(field, to);
                } else {
                    write(field, element, delta(field, number(element, field.index()), before), to);
                }
            }
        }
    }

    private static double delta(FieldMetrics field, long number, Readings before) {
        boolean counter =
                field.columns().stream().anyMatch(column -> column.rule().usesDelta());
        return counter ? before.take(field.type(), number) : Double.NaN;
    }

    private void write(FieldMetrics field, RecordValues values, double delta, BlockWriter to) {
        if (field.index() >= values.present()) {
            skip(field, to);
            return;
        }
        int index = field.index();
        reading.set(field.type(), values.number(index), delta);
        switch (field.type()) {
            case STRING, OPAQUE, BYTES -> reading.setBytes(values.bytes(), values.start(index), values.length(index));
            default -> {}
        }
        apply(field, to);
    }

    private void apply(FieldMetrics field, BlockWriter to) {
        for (MetricColumn column : field.columns()) {
            FieldRule.ToNumber number = column.rule().number();
            FieldRule.ToText text = column.rule().text();
            if (number != null) {
                to.add(number.of(reading, interval));
            } else if (text != null) {
                to.add(text.of(reading));
            }
        }
    }

    private static void skip(FieldMetrics field, BlockWriter to) {
        for (MetricColumn column : field.columns()) {
            if (column.rule().number() != null) {
                to.add(Double.NaN);
            } else {
                to.add((String) null);
            }
        }
    }

    private void derive(
            StructureMetrics metrics,
            DerivedColumn column,
            RecordValues values,
            BlockWriter to,
            int fieldNumbers,
            int listNumbers) {
        List<Argument> from = column.arguments();
        double[] arguments = new double[from.size()];
        for (int i = 0; i < arguments.length; i++) {
            int index = from.get(i).index();
            arguments[i] = switch (from.get(i).kind()) {
                case NUMBER -> to.number(index < fieldNumbers ? index : index + listNumbers);
                case FIELD -> field(metrics, values, index);
                case DELTA -> interval.delta(index);
                case ABSENT -> Double.NaN;
            };
        }
        switch (column.metric().formula()) {
            case ToNumber formula -> to.add(formula.of(arguments));
            case ToText formula -> to.add(formula.of(arguments));
        }
    }

    private static double field(StructureMetrics metrics, RecordValues values, int index) {
        FieldType type = metrics.structure().fields().get(index).type();
        long number = number(values, index);
        return FieldReading.unknown(type, number) ? Double.NaN : FieldReading.value(type, number);
    }

    private static long number(RecordValues values, int field) {
        return field < values.present() ? values.number(field) : ABSENT;
    }
}
