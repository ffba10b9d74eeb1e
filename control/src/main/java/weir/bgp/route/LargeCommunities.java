package weir.bgp.route;

import java.util.Arrays;
import weir.request.InvalidRequestException;

/**
 * The large communities of a route, three numbers each, in the order they were sent.
 *
 * <p>Text: {@code 65000:1:2}, joined with dashes. Thread: any; immutable. Source: RFC 8092.
 */
public final class LargeCommunities {

    /** None. */
    public static final LargeCommunities NONE = new LargeCommunities(new int[0]);

    /** Most that can be announced with one route. */
    public static final int MOST = 100;

    private final int[] numbers;

    private LargeCommunities(int[] numbers) {
        this.numbers = numbers;
    }

    /**
     * Communities from three numbers each.
     *
     * @throws IllegalArgumentException the count is no multiple of three
     */
    public static LargeCommunities of(int... numbers) {
        if (numbers.length % 3 != 0) {
            throw new IllegalArgumentException(numbers.length + " numbers");
        }
        return numbers.length == 0 ? NONE : new LargeCommunities(numbers.clone());
    }

    /**
     * Reads text.
     *
     * @throws InvalidRequestException it is no list of large communities, or too long
     */
    public static LargeCommunities parse(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        String[] communities = text.strip().split("-", -1);
        if (communities.length > MOST) {
            throw new InvalidRequestException("more than " + MOST + " large communities");
        }
        int[] numbers = new int[3 * communities.length];
        for (int i = 0; i < communities.length; i++) {
            String[] parts = communities[i].split(":", -1);
            if (parts.length != 3) {
                throw new InvalidRequestException(
                        "large community '" + communities[i] + "' is not of the form number:number:number");
            }
            for (int part = 0; part < 3; part++) {
                numbers[3 * i + part] = Parts.number("large community", parts[part], 0xFFFF_FFFFL);
            }
        }
        return new LargeCommunities(numbers);
    }

    /** A copy of the numbers, three for each community. */
    public int[] numbers() {
        return numbers.clone();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return numbers.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LargeCommunities communities && Arrays.equals(numbers, communities.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "" : i % 3 == 0 ? "-" : ":").append(Integer.toUnsignedLong(numbers[i]));
        }
        return text.toString();
    }
}
