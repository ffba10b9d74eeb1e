package weir.flow.attribute;

import org.jspecify.annotations.Nullable;
import weir.sflow.FieldType;
import weir.sflow.NestedList;
import weir.sflow.RecordReader;
import weir.sflow.RecordValues;
import weir.sflow.Structure;

/**
 * A record of the sample at hand: its layout, its values, and cursors over its lists.
 *
 * <p>Lifetime and thread: refilled for each sample that has a record of this format; one thread.
 */
final class RecordView {

    private final RecordReader reader = new RecordReader();
    private final NestedList nested = new NestedList();
    private final Structure usual;
    private Structure structure;
    private @Nullable RecordValues values;

    RecordView(Structure usual) {
        this.usual = usual;
        this.structure = usual;
    }

    void read(Structure layout, byte[] bytes, int start, int length) {
        structure = layout;
        values = reader.read(layout, bytes, start, length);
    }

    /** The values. */
    RecordValues values() {
        RecordValues current = values;
        if (current == null) {
            throw new IllegalStateException("no record was read");
        }
        return current;
    }

    /** Number of a field that was sent. Absent: -1, also when the record ends before it. */
    int field(String name) {
        return sent(structure.indexOf(name));
    }

    /** As {@link #field(String)}, where the number in the usual layout is known. */
    int field(String name, int inUsualLayout) {
        return sent(structure == usual ? inUsualLayout : structure.indexOf(name));
    }

    private int sent(int field) {
        return field < values().present() ? field : -1;
    }

    /** How a field is encoded. */
    FieldType type(int field) {
        return structure.fields().get(field).type();
    }

    /** Value of a number. Absent: 0, also when the layout at hand has no such field. */
    long number(String name) {
        int field = field(name);
        return field < 0 ? 0 : values().number(field);
    }

    /** One number of a list of numbers. */
    long listNumber(int list, int position) {
        return reader.listNumber(list, position);
    }

    /** Cursor before the first element of a list of lists; the next call moves the same cursor. */
    NestedList nested(int field) {
        nested.start(structure.fields().get(field), values(), field);
        return nested;
    }
}
