package weir.listing;

import weir.sflow.NestedList;
import weir.sflow.RecordValues;
import weir.xdr.XdrReader;

/**
 * Makes the text of values that have several parts.
 *
 * <p>Lifetime and thread: one thread; what a method answers is overwritten by the next.
 */
final class ComposedText {

    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final int AS_SET = 1;

    private final ByteText text = new ByteText(256);
    private long firstAs;
    private long lastAs;

    /** Three decimals. */
    ByteText decimal(double value) {
        return text.clear().decimal(value, 3);
    }

    /** Hundredths of a percent. */
    ByteText percent(long hundredths) {
        text.clear();
        appendPercent(hundredths);
        return text;
    }

    private void appendPercent(long hundredths) {
        if (hundredths == UNKNOWN) {
            text.put("unknown");
            return;
        }
        long rest = hundredths % 100;
        text.number(hundredths / 100).put('.').number(rest / 10).number(rest % 10);
    }

    /** Sixteen digits. */
    ByteText hex16(long value) {
        return text.clear().hex(value, 16);
    }

    /** A name. */
    ByteText word(String name) {
        return text.clear().put(name);
    }

    /** Length of a fixed number of bytes that hold text. */
    int lengthToNul(RecordValues values, int field) {
        int start = values.start(field);
        int length = 0;
        while (length < values.length(field) && values.bytes()[start + length] != 0) {
            length++;
        }
        return length;
    }

    /** Sixteen bytes as 8-4-4-4-12 digits. */
    ByteText uuid(RecordValues values, int field) {
        text.clear();
        for (int i = 0; i < values.length(field); i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text.put('-');
            }
            text.hex(values.bytes()[values.start(field) + i] & 0xFF, 2);
        }
        return text;
    }

    /** Letters and digits as they are, white space as {@code +}, all else as {@code %} and two digits. */
    ByteText url(RecordValues values, int field) {
        text.clear();
        int start = values.start(field);
        for (int i = start; i < start + values.length(field); i++) {
            int b = values.bytes()[i] & 0xFF;
            if (b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9') {
                text.put((char) b);
            } else if (b == ' ' || b >= '\t' && b <= '\r') {
                text.put('+');
            } else {
                text.put('%').dashed(values.bytes(), i, 1);
            }
        }
        return text;
    }

    /** Numbers of a list with dashes between, each in the given form. */
    ByteText numbers(ListedForm form, XdrReader in, long count) {
        text.clear();
        for (long i = 0; i < count && !in.overrun(); i++) {
            if (i > 0) {
                text.put('-');
            }
            int value = in.readInt();
            switch (form) {
                case MPLS_STACK -> mplsEntry(value);
                case VLAN_STACK -> vlanTag(value);
                case PERCENT_LIST -> appendPercent(value & UNKNOWN);
                default -> text.number(value & UNKNOWN);
            }
        }
        return text;
    }

    /** Label, traffic class, bottom of stack, time to live. Source: RFC 3032, section 2.1. */
    private void mplsEntry(int entry) {
        text.number(entry >>> 12).put('.');
        text.number(entry >>> 9 & 7).put('.');
        text.number(entry >>> 8 & 1).put('.');
        text.number(entry & 0xFF);
    }

    /** Protocol, priority, canonical form or drop eligible, VLAN. Source: IEEE 802.1Q. */
    private void vlanTag(int tag) {
        text.put('0').put('x').hex(tag >>> 16, 4);
        text.number(tag >>> 13 & 7).put('.');
        text.number(tag >>> 12 & 1).put('.');
        text.number(tag & 0xFFF);
    }

    /** AS numbers with dashes between, sets in parentheses; notes the first AS and the last. */
    ByteText asPath(NestedList segments) {
        text.clear();
        firstAs = 0;
        lastAs = 0;
        for (boolean first = true; segments.next(); first = false) {
            int count = segments.count();
            lastAs = count == 0 ? 0 : segments.asNumber(count - 1);
            if (count == 0) {
                continue;
            }
            if (first) {
                firstAs = segments.asNumber(0);
            }
            if (segments.head() == AS_SET) {
                text.put('(');
            }
            for (int i = 0; i < count; i++) {
                if (i > 0) {
                    text.put('-');
                }
                text.number(segments.asNumber(i));
            }
            if (segments.head() == AS_SET) {
                text.put(')');
            }
        }
        return text;
    }

    /** First AS of the path last made, the peer; 0 when the path is empty. */
    long firstAs() {
        return firstAs;
    }

    /** Last AS of the path last made, the destination; 0 when the path is empty. */
    long lastAs() {
        return lastAs;
    }
}
