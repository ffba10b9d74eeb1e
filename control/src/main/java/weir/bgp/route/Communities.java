package weir.bgp.route;

import java.util.Arrays;
import weir.request.InvalidRequestException;

/**
 * The communities of a route, in the order they were sent.
 *
 * <p>Text: {@code 65000:1-65535:666}. Thread: any; immutable. Source: RFC 1997, RFC 7999.
 */
public final class Communities {

    /** Asks neighbours to drop what is sent to the route. Source: RFC 7999. */
    public static final int BLACKHOLE = 0xFFFF_029A;

    /** None. */
    public static final Communities NONE = new Communities(new int[0]);

    /** Most that can be announced with one route. */
    public static final int MOST = 250;

    private final int[] values;

    private Communities(int[] values) {
        this.values = values;
    }

    /** Communities from their 32 bits each. */
    public static Communities of(int... values) {
        return values.length == 0 ? NONE : new Communities(values.clone());
    }

    /**
     * Reads text.
     *
     * @throws InvalidRequestException it is no list of communities, or too long
     */
    public static Communities parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        String[] parts = text.strip().split("-", -1);
        if (parts.length > MOST) {
            throw new InvalidRequestException("more than " + MOST + " communities");
        }
        return new Communities(Arrays.stream(parts).mapToInt(Communities::one).toArray());
    }

    private static int one(String text) {
        String[] halves = text.split(":", -1);
        if (halves.length != 2) {
            throw new InvalidRequestException("community '" + text + "' is not of the form number:number");
        }
        return Parts.number("community", halves[0], 0xFFFF) << 16 | Parts.number("community", halves[1], 0xFFFF);
    }

    /** A copy of the values. */
    public int[] values() {
        return values.clone();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Communities communities && Arrays.equals(values, communities.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int value : values) {
            text.append(text.isEmpty() ? "" : "-");
            text.append(value >>> 16).append(':').append(value & 0xFFFF);
        }
        return text.toString();
    }
}
