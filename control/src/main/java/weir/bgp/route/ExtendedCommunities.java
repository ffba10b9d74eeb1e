package weir.bgp.route;

import java.util.Arrays;

/**
 * The extended communities of a route, eight bytes each, in the order they were sent.
 *
 * <p>Text: type, subtype and value, {@code 128:6:0}, joined with dashes. Thread: any; immutable. Source: RFC 4360.
 */
public final class ExtendedCommunities {

    /** None. */
    public static final ExtendedCommunities NONE = new ExtendedCommunities(new long[0]);

    /** Most that can be announced with one rule. */
    public static final int MOST = 60;

    private static final long VALUE = 0xFFFF_FFFF_FFFFL;

    private final long[] values;

    private ExtendedCommunities(long[] values) {
        this.values = values;
    }

    /** Communities from their eight bytes each. */
    public static ExtendedCommunities of(long... values) {
        return values.length == 0 ? NONE : new ExtendedCommunities(values.clone());
    }

    /** One community from type with subtype, and the six bytes that follow. */
    public static long make(int type, long value) {
        return (long) type << 48 | value & VALUE;
    }

    /** Type and subtype of a community: {@code 0x8006}. */
    public static int type(long community) {
        return (int) (community >>> 48);
    }

    /** The six bytes behind the type. */
    public static long value(long community) {
        return community & VALUE;
    }

    /**
     * Reads one community.
     *
     * @throws weir.request.InvalidRequestException it is not of the form type:subtype:value
     */
    public static long parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new weir.request.InvalidRequestException(
                    "extended community '" + text + "' is not of the form type:subtype:value");
        }
        int type = Parts.number("type", parts[0], 255) << 8 | Parts.number("subtype", parts[1], 255);
        return make(type, Parts.wide("value", parts[2], VALUE));
    }

    /** Text of one community. */
    public static String text(long community) {
        int type = type(community);
        return (type >>> 8) + ":" + (type & 0xFF) + ":" + value(community);
    }

    /** A copy of the values. */
    public long[] values() {
        return values.clone();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtendedCommunities communities && Arrays.equals(values, communities.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long value : values) {
            text.append(text.isEmpty() ? "" : "-").append(text(value));
        }
        return text.toString();
    }
}
