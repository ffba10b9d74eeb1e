package weir.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.sflow.Field;
import weir.sflow.FieldType;
import weir.sflow.Structure;
import weir.xdr.XdrReader;

/**
 * Where in a record the values of a line lie, for structures in which that does not depend on the record: nearly all
 * that have such values. A line then costs only the reading of what is in it.
 *
 * <p>Thread: any; immutable.
 */
final class LineRecord {

    /** Protocol, frame length and stripped bytes stand before a sampled header. */
    private static final int BEFORE_HEADER = 12;

    private record Value(int gap, FieldType type, FieldName name) {}

    private final Value[] values;
    private final int header;

    private LineRecord(List<Value> values, int header) {
        this.values = values.toArray(Value[]::new);
        this.header = header;
    }

    /** Looks where the values lie. Absent: empty when one of them lies behind a field of variable length. */
    static Optional<LineRecord> of(Structure structure, List<ListedField> listed) {
        List<Value> values = new ArrayList<>();
        int offset = 0;
        int read = 0;
        int header = -1;
        boolean known = true;
        for (int i = 0; i < structure.fields().size(); i++) {
            Field field = structure.fields().get(i);
            int number = i;
            Optional<ListedField> inLine = listed.stream()
                    .filter(candidate -> candidate.index() == number && candidate.inLine())
                    .findFirst();
            if (inLine.isPresent()) {
                ListedForm form = inLine.get().form();
                if (known && form == ListedForm.NUMBER && field.size() >= 4) {
                    values.add(
                            new Value(offset - read, field.type(), inLine.get().name()));
                    read = offset + field.size();
                } else if (known && form == ListedForm.HEADER && offset >= BEFORE_HEADER) {
                    header = offset - BEFORE_HEADER;
                } else {
                    return Optional.empty();
                }
            }
            known &= field.type() == FieldType.MARK || field.type() == FieldType.U32 || field.type() == FieldType.U64;
            offset += field.size();
        }
        return Optional.of(new LineRecord(values, header));
    }

    /** Tells the values of a record. Answers whether its bytes ended before the last of them. */
    boolean read(XdrReader in, byte[] bytes, int start, int length, FieldSink sink, SampledHeaderLister headers) {
        in.wrap(bytes, start, start + length);
        for (Value value : values) {
            if (value.gap > 0) {
                in.skip(value.gap);
            }
            sink.number(value.name, value.type == FieldType.U32 ? in.readUnsignedInt() : in.readLong());
        }
        boolean complete = !in.overrun();
        if (header >= 0) {
            in.wrap(bytes, start, start + length);
            in.skip(header);
            long protocol = in.readUnsignedInt();
            long frame = in.readUnsignedInt();
            long stripped = in.readUnsignedInt();
            long headerLength = in.readUnsignedInt();
            int at = in.skipOpaque(headerLength);
            if (at >= 0 && !in.overrun()) {
                headers.list(protocol, frame - stripped, bytes, at, (int) headerLength);
            } else {
                complete = false;
            }
        }
        return complete;
    }
}
