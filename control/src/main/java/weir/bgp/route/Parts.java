package weir.bgp.route;

import weir.request.InvalidRequestException;

/** Numbers that users write as parts of communities and paths. */
final class Parts {

    private Parts() {}

    /** A decimal number up to a bound, as its lower 32 bits. */
    static int number(String what, String text, long most) {
        return (int) wide(what, text, most);
    }

    /** A decimal number up to a bound. */
    static long wide(String what, String text, long most) {
        boolean digits = !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long number = digits ? Long.parseLong(text) : -1;
        if (number < 0 || number > most) {
            throw new InvalidRequestException(what + " '" + text + "' is no number from 0 to " + most);
        }
        return number;
    }
}
