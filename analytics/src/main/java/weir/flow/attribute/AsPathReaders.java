package weir.flow.attribute;

import weir.sflow.NestedList;

/** The AS path of a gateway record. Source: sFlow Version 5, section 5, struct extended_gateway. */
final class AsPathReaders {

    private static final int AS_SET = 1;
    private static final int AS_SEQUENCE = 2;
    private static final String FIELD = "dst_as_path";

    private AsPathReaders() {}

    /** AS numbers joined with dashes, a set in brackets. */
    static boolean path(RecordView record, KeyValue into) {
        int field = record.field(FIELD);
        if (field < 0) {
            return false;
        }
        TextBuffer out = into.startText();
        NestedList segments = record.nested(field);
        while (segments.next() && out.length() < TextBuffer.MAX_LENGTH) {
            segment(segments, out);
        }
        return out.length() > 0 && into.endText();
    }

    private static void segment(NestedList segment, TextBuffer out) {
        boolean set = segment.head() == AS_SET;
        for (int i = 0; i < segment.count() && out.length() < TextBuffer.MAX_LENGTH; i++) {
            if (out.length() > 0) {
                out.ascii('-');
            }
            if (set && i == 0) {
                out.ascii('(');
            }
            out.decimal(segment.asNumber(i));
        }
        if (set && segment.count() > 0) {
            out.ascii(')');
        }
    }

    /** First AS of the path; the router's own when the path is empty. */
    static boolean firstHop(RecordView record, KeyValue into) {
        int field = record.field(FIELD);
        if (field < 0) {
            return false;
        }
        NestedList segments = record.nested(field);
        while (segments.next()) {
            if (segments.count() > 0) {
                return into.unsigned(KeyFormat.U32, segments.asNumber(0));
            }
        }
        return into.unsigned(KeyFormat.U32, record.number("as"));
    }

    /** Last AS of the path when a sequence ends it; the router's own when the path is empty. */
    static boolean lastHop(RecordView record, KeyValue into) {
        int field = record.field(FIELD);
        if (field < 0) {
            return false;
        }
        long last = record.number("as");
        boolean known = true;
        NestedList segments = record.nested(field);
        while (segments.next()) {
            if (segments.count() > 0) {
                known = segments.head() == AS_SEQUENCE;
                last = segments.asNumber(segments.count() - 1);
            }
        }
        return known && into.unsigned(KeyFormat.U32, last);
    }
}
