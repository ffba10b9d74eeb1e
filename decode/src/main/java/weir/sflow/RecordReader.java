package weir.sflow;

import java.util.List;
import java.util.Objects;
import weir.xdr.XdrReader;

/**
 * The one reader of records: interprets the rows of a {@link Structure} over a record's bytes.
 *
 * <p>Thread: one; reused for every record.
 */
public final class RecordReader {

    private final XdrReader in = new XdrReader();
    private final XdrReader inner = new XdrReader();
    private final RecordValues values = new RecordValues();
    private final RecordValues element = new RecordValues();
    private boolean malformed;

    /**
     * Reads a record.
     *
     * @return its values, valid until the next call; {@link RecordValues#present()} is smaller than the number of fields
     *     when the record ends early, be it an older revision or because a length inside it was wrong: see
     *     {@link #malformed()}
     */
    public RecordValues read(Structure structure, byte[] bytes, int start, int length) {
        in.wrap(bytes, start, start + length);
        malformed = !readFields(in, structure.fields(), values);
        return values;
    }

    /** Whether the record last read has a length or count that passes its end. */
    public boolean malformed() {
        return malformed;
    }

    /**
     * Reads one element of a list of the record last read.
     *
     * @param list number of the {@link FieldType#LIST} field in the structure
     * @param position position of the element, from 0
     * @return the element's values, valid until the next call
     */
    public RecordValues element(Structure structure, int list, int position) {
        Field field = structure.fields().get(list);
        int stride = field.elementSize();
        int start = values.start(list) + Objects.checkIndex(position, (int) values.number(list)) * stride;
        inner.wrap(values.bytes(), start, start + stride);
        readFields(inner, field.elements(), element);
        return element;
    }

    /** One number of a {@link FieldType#U32LIST} of the record last read. */
    public long listNumber(int list, int position) {
        int start = values.start(list) + 4 * Objects.checkIndex(position, (int) values.number(list));
        inner.wrap(values.bytes(), start, start + 4);
        return inner.readUnsignedInt();
    }

    /**
     * Which of the layouts of a format a record has: the usual one, unless that does not end where the record ends and a
     * variant does. Disturbs the values of the record last read when there are variants.
     */
    Structure layout(Structure usual, byte[] bytes, int start, int length) {
        List<Structure> variants = usual.variants();
        if (variants.isEmpty() || usual.fixedLength() == length || fills(usual, bytes, start, length)) {
            return usual;
        }
        for (int i = 0; i < variants.size(); i++) {
            if (fills(variants.get(i), bytes, start, length)) {
                return variants.get(i);
            }
        }
        return usual;
    }

    private boolean fills(Structure structure, byte[] bytes, int start, int length) {
        read(structure, bytes, start, length);
        return !malformed && in.remaining() == 0;
    }

    /** Reads fields until the bytes end. Answers false when they end inside a field. */
    private static boolean readFields(XdrReader from, List<Field> fields, RecordValues to) {
        to.clear(from.bytes(), fields.size());
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.optional() && from.remaining() < field.size()) {
                return true;
            }
            readField(from, field, to);
            if (from.overrun()) {
                return false;
            }
        }
        return true;
    }

    private static void readField(XdrReader from, Field field, RecordValues to) {
        int at = from.position();
        switch (field.type()) {
            case MARK -> number(from, 0, to, at);
            case U8 -> number(from, from.readUnsignedByte(), to, at);
            case U32, IP4 -> number(from, from.readUnsignedInt(), to, at);
            case I32 -> number(from, from.readInt(), to, at);
            case U64, F64 -> number(from, from.readLong(), to, at);
            case F32 -> number(from, Double.doubleToRawLongBits(Float.intBitsToFloat(from.readInt())), to, at);
            case MAC -> number(from, from.readLong() >>> 16, to, at);
            case MAC6 -> number(from, macWithoutPadding(from), to, at);
            case IP6, BYTES -> range(from, 0, field.size(), to);
            case STRING, OPAQUE -> range(from, 0, from.readUnsignedInt(), to);
            case ADDRESS -> address(from, to);
            case U32LIST -> list(from, from.readUnsignedInt(), 4, to);
            case LIST -> list(from, from.readUnsignedInt(), field.elementSize(), to);
            case ASPATH, ADAPTERS, RECORDS -> NestedList.read(from, field.type(), to);
        }
    }

    private static long macWithoutPadding(XdrReader from) {
        return from.readUnsignedInt() << 16 | (long) from.readUnsignedByte() << 8 | from.readUnsignedByte();
    }

    private static void number(XdrReader from, long value, RecordValues to, int at) {
        if (!from.overrun()) {
            to.add(value, at, from.position() - at);
        }
    }

    private static void range(XdrReader from, long number, long length, RecordValues to) {
        int start = from.skipOpaque(length);
        if (start >= 0 && !from.overrun()) {
            to.add(number, start, (int) length);
        }
    }

    private static void address(XdrReader from, RecordValues to) {
        int type = from.readInt();
        switch (type) {
            case 0 -> range(from, 0, 0, to);
            case 1 -> range(from, 1, 4, to);
            case 2 -> range(from, 2, 16, to);
            default -> from.abandon();
        }
    }

    private static void list(XdrReader from, long count, int stride, RecordValues to) {
        range(from, count, count * stride, to);
    }
}
