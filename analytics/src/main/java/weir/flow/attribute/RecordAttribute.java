package weir.flow.attribute;

/**
 * An attribute of a record.
 *
 * @param slot the record's format, as {@link RecordFormats} numbers it
 * @param reader reads it
 */
record RecordAttribute(int slot, RecordFieldReader reader) implements AttributeReader {

    @Override
    public boolean read(SampleContext sample, KeyValue into) {
        RecordView view = sample.record(slot);
        return view != null && reader.read(view, into);
    }
}
