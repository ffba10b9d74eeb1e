package weir.flow.attribute;

/** Reads an attribute from a record that is not simply one of its fields. */
@FunctionalInterface
interface RecordFieldReader {

    /** Reads from a record that exists. Answers false when the attribute is not there. */
    boolean read(RecordView record, KeyValue into);
}
