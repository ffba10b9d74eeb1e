package weir.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.metric.DerivedMetric.ToNumber;
import weir.metric.DerivedMetric.ToText;
import weir.metric.StructureMetrics.Argument;
import weir.metric.StructureMetrics.DerivedColumn;
import weir.metric.StructureMetrics.FieldMetrics;
import weir.sflow.Field;
import weir.sflow.FieldType;
import weir.xdr.BigEndian;

/**
 * Where the fields of a record stand, when all are numbers of a fixed size, and how each of its metrics is computed from
 * two such records.
 *
 * <p>Derived from the rows of the structure table. Thread: any; immutable.
 */
final class FixedRecord {

    /** What a field that was not sent counts as: the sign for an unknown value in 32 and in 64 bits. */
    private static final long ABSENT = -1;

    /** A metric that a field becomes. */
    private record FieldColumn(int field, FieldRule rule) {}

    private final StructureMetrics metrics;
    private final FieldType[] types;
    private final int[] offsets;
    /** Where each field ends. */
    private final int[] ends;

    private final List<FieldColumn> numbers = new ArrayList<>();
    private final List<FieldColumn> texts = new ArrayList<>();
    private final List<DerivedColumn> derivedNumbers = new ArrayList<>();
    private final List<DerivedColumn> derivedTexts = new ArrayList<>();

    private FixedRecord(StructureMetrics metrics) {
        this.metrics = metrics;
        List<Field> fields = metrics.structure().fields();
        types = new FieldType[fields.size()];
        offsets = new int[types.length];
        ends = new int[types.length];
        int at = 0;
        for (int i = 0; i < types.length; i++) {
            types[i] = fields.get(i).type();
            offsets[i] = at;
            at += fields.get(i).size();
            ends[i] = at;
        }
        for (FieldMetrics field : metrics.fields()) {
            for (MetricColumn column : field.columns()) {
                (column.rule().number() != null ? numbers : texts).add(new FieldColumn(field.index(), column.rule()));
            }
        }
        for (DerivedColumn column : metrics.derived()) {
            (column.metric().formula() instanceof ToNumber ? derivedNumbers : derivedTexts).add(column);
        }
    }

    /** The places in records of a structure. Absent: null when they are not fixed, or there are no metrics. */
    static @Nullable FixedRecord of(StructureMetrics metrics) {
        boolean fixed = !metrics.isEmpty()
                && metrics.lists().isEmpty()
                && metrics.instanceField() < 0
                && metrics.structure().fields().stream().allMatch(field -> isPlain(field.type()));
        return fixed ? new FixedRecord(metrics) : null;
    }

    private static boolean isPlain(FieldType type) {
        return switch (type) {
            case MARK, U8, U32, I32, U64, F32, F64, MAC, MAC6, IP4 -> true;
            default -> false;
        };
    }

    /** A block for a record that is at least as long as its structure must be; what is behind the known fields is left. */
    RecordBlock block(MetricSchema schema, byte[] bytes, int start, int sent, @Nullable RecordBlock last, long now) {
        RecordBytes record = RecordBytes.copy(bytes, start, known(sent));
        return last == null
                ? new RecordBlock(this, schema, record, null, now, 0)
                : new RecordBlock(this, schema, record, last.record(), now, now - last.updated());
    }

    /** How many bytes of a record are of known fields. */
    int known(int sent) {
        return Math.min(sent, ends[ends.length - 1]);
    }

    FieldType type(int field) {
        return types[field];
    }

    /** A field as {@link weir.sflow.RecordValues#number} gives it; all ones where the record ends before it. */
    long field(RecordBytes sent, int field) {
        if (sent.length() < ends[field]) {
            return ABSENT;
        }
        byte[] record = sent.bytes();
        int at = sent.start() + offsets[field];
        return switch (types[field]) {
            case U8 -> record[at] & 0xFF;
            case U32, IP4 -> BigEndian.uint32(record, at);
            case I32 -> BigEndian.int32(record, at);
            case U64, F64 -> BigEndian.int64(record, at);
            case F32 -> Double.doubleToRawLongBits(Float.intBitsToFloat(BigEndian.int32(record, at)));
            case MAC -> BigEndian.int64(record, at) >>> 16;
            case MAC6 -> BigEndian.uint32(record, at) << 16 | BigEndian.uint16(record, at + 4);
            default -> 0;
        };
    }

    /** A number by its position in the schema. Absent: NaN, or what is not finite. */
    double number(int position, RecordBlock block) {
        if (position >= numbers.size()) {
            DerivedColumn column = derivedNumbers.get(position - numbers.size());
            return ((ToNumber) column.metric().formula()).of(arguments(column, block));
        }
        FieldColumn column = numbers.get(position);
        FieldRule.ToNumber rule = column.rule().number();
        return rule == null || !sent(column, block) ? Double.NaN : rule.of(reading(column, block), block);
    }

    /** A text by its position in the schema. Absent: null. */
    @Nullable
    String text(int position, RecordBlock block) {
        if (position >= texts.size()) {
            DerivedColumn column = derivedTexts.get(position - texts.size());
            return ((ToText) column.metric().formula()).of(arguments(column, block));
        }
        FieldColumn column = texts.get(position);
        FieldRule.ToText rule = column.rule().text();
        return rule == null || !sent(column, block) ? null : rule.of(reading(column, block));
    }

    private FieldReading reading(FieldColumn column, RecordBlock block) {
        int field = column.field();
        FieldReading reading = new FieldReading();
        reading.set(types[field], block.field(field), block.delta(field));
        return reading;
    }

    private boolean sent(FieldColumn column, RecordBlock block) {
        return block.length() >= ends[column.field()];
    }

    private double[] arguments(DerivedColumn column, RecordBlock block) {
        double[] arguments = new double[column.arguments().size()];
        for (int i = 0; i < arguments.length; i++) {
            Argument argument = column.arguments().get(i);
            arguments[i] = switch (argument.kind()) {
                case NUMBER -> block.number(argument.index());
                case FIELD -> value(argument.index(), block);
                case DELTA -> block.delta(argument.index());
                case ABSENT -> Double.NaN;
            };
        }
        return arguments;
    }

    private double value(int field, RecordBlock block) {
        long number = block.field(field);
        return FieldReading.unknown(types[field], number) ? Double.NaN : FieldReading.value(types[field], number);
    }

    /** Sum of the increases of the fields that are parts of one whole; those that are absent are left out. */
    double shares(RecordBlock block) {
        double sum = 0;
        for (int i = 0; i < types.length; i++) {
            double delta = metrics.isShare(i) ? block.delta(i) : Double.NaN;
            sum += Double.isNaN(delta) ? 0 : delta;
        }
        return sum;
    }
}
