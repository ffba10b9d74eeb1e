package weir.sflow;

import weir.xdr.XdrReader;

/**
 * Walks a list whose elements have lengths of their own: AS path segments ({@link FieldType#ASPATH}), adapters
 * ({@link FieldType#ADAPTERS}) and records inside a record ({@link FieldType#RECORDS}). Each element is a head and then
 * numbers, MAC addresses or bytes.
 *
 * <pre>{@code
 * list.start(field, values, number);
 * while (list.next()) {
 *     use(list.head(), list.count());
 * }
 * }</pre>
 *
 * <p>The walk moves by at least eight bytes an element, so no count from the wire makes it longer than the record.
 *
 * <p>Lifetime and thread: a cursor over the record last read; reusable, for one thread.
 */
public final class NestedList {

    private static final int MAC_SIZE = 8;

    private final XdrReader in = new XdrReader();
    private final XdrReader item = new XdrReader();
    private FieldType type = FieldType.ASPATH;
    private long left;
    private int head;
    private long count;
    private int start;

    /** Stands before the first element of a list field of the record last read. */
    public void start(Field field, RecordValues values, int number) {
        in.wrap(values.bytes(), values.start(number), values.start(number) + values.length(number));
        type = field.type();
        left = values.number(number);
    }

    /** Moves to the next element. Answers false when there is none. */
    public boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        head = in.readInt();
        count = in.readUnsignedInt();
        start = skip(in, type, count);
        return !in.overrun();
    }

    /** Type of the segment (1 set, 2 sequence), ifIndex of the adapter, or {@link DataFormat} number of the record. */
    public int head() {
        return head;
    }

    /** AS numbers of the segment, MAC addresses of the adapter, or bytes of the record. */
    public int count() {
        return (int) count;
    }

    /** Index of the first byte behind head and count; for a record, its start. */
    public int start() {
        return start;
    }

    /** An AS number of the segment. */
    public long asNumber(int position) {
        item.wrap(in.bytes(), start + 4 * position, in.position());
        return item.readUnsignedInt();
    }

    /** A MAC address of the adapter, in the lower 48 bits. */
    public long mac(int position) {
        item.wrap(in.bytes(), start + MAC_SIZE * position, in.position());
        return item.readLong() >>> 16;
    }

    /** Notes count and extent of the list at the cursor, as the value of a field. */
    static void read(XdrReader from, FieldType type, RecordValues to) {
        long count = from.readUnsignedInt();
        int start = from.position();
        for (long i = 0; i < count && !from.overrun(); i++) {
            from.skip(4);
            skip(from, type, from.readUnsignedInt());
        }
        if (!from.overrun()) {
            to.add(count, start, from.position() - start);
        }
    }

    private static int skip(XdrReader from, FieldType type, long count) {
        return switch (type) {
            case ASPATH -> from.skipOpaque(count * 4);
            case ADAPTERS -> from.skipOpaque(count * MAC_SIZE);
            default -> from.skipOpaque(count);
        };
    }
}
