package weir.rest;

/**
 * Numbers as answers write them: a whole {@code double} as an integer, any other as the shortest text that reads back the
 * same.
 */
public final class NumberText {

    /** From here on not every integer is a {@code double}, and digits after the first 17 would be invented. */
    private static final double WHOLE_LIMIT = 1e17;

    private NumberText() {}

    /** Whether a number is written as an integer. */
    public static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE_LIMIT;
    }

    /** The text of a finite number. */
    public static String of(double value) {
        return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
