package weir.sflow;

import weir.xdr.XdrReader;

/**
 * Lists whose elements have lengths of their own, so that only a walk finds their end. The walk moves by at least four
 * bytes an element, so a count from the wire cannot make it longer than the record.
 */
final class NestedLists {

    private NestedLists() {}

    /** Notes the count and the extent of the list at the cursor. */
    static void read(XdrReader from, FieldType type, RecordValues to) {
        long count = from.readUnsignedInt();
        int start = from.position();
        for (long i = 0; i < count && !from.overrun(); i++) {
            from.skip(4); // segment type, ifIndex or record format
            long inner = from.readUnsignedInt();
            switch (type) {
                case ASPATH -> from.skip(inner * 4);
                case ADAPTERS -> from.skip(inner * 8);
                default -> from.skipOpaque(inner);
            }
        }
        if (!from.overrun()) {
            to.add(count, start, from.position() - start);
        }
    }
}
