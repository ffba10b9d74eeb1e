package weir.flow.key;

import java.util.List;

/**
 * Syntax tree of a key: an attribute, or a function with its arguments. Equal trees have equal values for every sample.
 *
 * <p>Thread: any; immutable.
 */
sealed interface KeyExpression {

    /**
     * An attribute of the sample.
     *
     * @param name name without its suffix
     * @param occurrence 0 for the plain name, 1 for {@code .1}; -1 when the suffix is no number of a layer
     * @param spelling as it was written
     */
    record Attribute(String name, int occurrence, String spelling) implements KeyExpression {

        private static final int MAX_DIGITS = 3;

        /** Splits off the suffix. */
        static Attribute of(String spelling) {
            int dot = spelling.lastIndexOf('.');
            String digits = spelling.substring(dot + 1);
            boolean numbered = dot > 0 && !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!numbered) {
                return new Attribute(spelling, 0, spelling);
            }
            int occurrence = digits.length() > MAX_DIGITS ? 0 : Integer.parseInt(digits);
            return new Attribute(spelling.substring(0, dot), occurrence > 0 ? occurrence : -1, spelling);
        }

        @Override
        public String toString() {
            return spelling;
        }
    }

    /**
     * A function.
     *
     * @param function row of the function table
     * @param arguments as many as the row allows
     */
    record Call(KeyFunction function, List<Argument> arguments) implements KeyExpression {

        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(function.name());
            arguments.forEach(argument -> text.append(':').append(argument));
            return text.toString();
        }
    }
}
