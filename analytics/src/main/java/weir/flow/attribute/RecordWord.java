package weir.flow.attribute;

import weir.sflow.Records;
import weir.sflow.Structure;
import weir.xdr.BigEndian;

/**
 * An unsigned 32-bit field at a fixed place of a record, read where it lies: the length of a frame is asked for by nearly
 * every definition. Records in another layout than the usual one are read as all others.
 *
 * @param usual usual layout of the record
 * @param offset bytes from the first byte of a record in that layout
 * @param format how the value is written
 * @param otherwise reads records in other layouts
 */
record RecordWord(Structure usual, int offset, FieldFormat format, AttributeReader otherwise)
        implements AttributeReader {

    @Override
    public boolean read(SampleContext sample, KeyValue into) {
        Records records = sample.records();
        int position = records == null ? -1 : records.indexOf(usual.tag());
        if (records == null || position < 0) {
            return false;
        }
        if (!usual.equals(records.structure(position))) {
            return otherwise.read(sample, into);
        }
        return isThere(records, position)
                && format.set(BigEndian.uint32(sample.bytes(), records.start(position) + offset), into);
    }

    @Override
    public double number(SampleContext sample, KeyValue scratch) {
        Records records = sample.records();
        if (records != null && format.isNumber()) {
            int position = records.indexOf(usual.tag());
            if (position >= 0 && usual.equals(records.structure(position)) && isThere(records, position)) {
                return BigEndian.uint32(sample.bytes(), records.start(position) + offset);
            }
        }
        return AttributeReader.super.number(sample, scratch);
    }

    private boolean isThere(Records records, int position) {
        return records.length(position) - offset >= Integer.BYTES;
    }
}
