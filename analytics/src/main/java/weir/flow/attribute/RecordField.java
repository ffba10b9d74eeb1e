package weir.flow.attribute;

import weir.sflow.FieldType;
import weir.sflow.RecordValues;

/**
 * A field of a record. A format can have more than one layout, so in all but the usual one it is found by name.
 *
 * @param name name of the field
 * @param number its number in the usual layout
 * @param format how the value is written
 */
record RecordField(String name, int number, FieldFormat format) implements RecordFieldReader {

    @Override
    public boolean read(RecordView record, KeyValue into) {
        int field = record.field(name, number);
        if (field < 0) {
            return false;
        }
        RecordValues values = record.values();
        FieldType type = record.type(field);
        return switch (type) {
            case STRING, OPAQUE ->
                into.wireText(values.bytes(), values.start(field), values.start(field) + values.length(field));
            case ADDRESS, IP4, IP6 -> RecordBytes.address(values, field, format.format(), into);
            default -> format.set(values.number(field), into);
        };
    }
}
