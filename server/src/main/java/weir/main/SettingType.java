package weir.main;

import java.util.List;
import java.util.Optional;

/**
 * What a setting accepts, as its row says: {@code yes/no}, {@code int 0..65535}, {@code number 0..10}, {@code one of a,
 * b}, {@code speed}, {@code word}, or text of some kind ({@code text}, {@code list}, {@code file}, {@code files}).
 *
 * <p>Thread: any; immutable.
 */
sealed interface SettingType {

    /** What is wrong with a value, as the end of the sentence "X must be …". Absent: empty when it is fine. */
    Optional<String> objection(String value);

    /** Reads the type column of a row. */
    static SettingType parse(String text) {
        if (text.equals("yes/no")) {
            return new Choice(List.of("yes", "no"));
        }
        if (text.equals("speed")) {
            return new Speed();
        }
        if (text.startsWith("one of ")) {
            return new Choice(List.of(text.substring("one of ".length()).split(", ")));
        }
        if (text.startsWith("int ") || text.startsWith("number ")) {
            String[] range = text.substring(text.indexOf(' ') + 1).split("\\.\\.", -1);
            return new Range(text.startsWith("int "), Long.parseLong(range[0]), Long.parseLong(range[1]));
        }
        if (text.equals("word")) {
            return new Word();
        }
        if (List.of("text", "list", "file", "files").contains(text)) {
            return new Text();
        }
        throw new IllegalArgumentException("setting type '" + text + "' is unknown");
    }

    /** One of a few words. */
    record Choice(List<String> words) implements SettingType {
        @Override
        public Optional<String> objection(String value) {
            return words.contains(value) ? Optional.empty() : Optional.of(String.join(" or ", words));
        }
    }

    /** A number between two others, these included. */
    record Range(boolean whole, long least, long most) implements SettingType {
        @Override
        public Optional<String> objection(String value) {
            String expected = "a " + (whole ? "whole " : "") + "number from " + least + " to " + most;
            try {
                double number = whole ? Long.parseLong(value) : Double.parseDouble(value);
                return number >= least && number <= most ? Optional.empty() : Optional.of(expected);
            } catch (NumberFormatException e) {
                return Optional.of(expected);
            }
        }
    }

    /** A positive number, or {@code max}. */
    record Speed() implements SettingType {
        @Override
        public Optional<String> objection(String value) {
            try {
                if (value.equals("max") || Double.parseDouble(value) > 0 && Double.parseDouble(value) <= 1e6) {
                    return Optional.empty();
                }
            } catch (NumberFormatException e) {
                // told below
            }
            return Optional.of("a number above 0 and up to 1000000, or max");
        }
    }

    /** Letters, digits and {@code _}, not beginning with a digit. */
    record Word() implements SettingType {
        @Override
        public Optional<String> objection(String value) {
            return value.matches("[A-Za-z_][A-Za-z0-9_]*")
                    ? Optional.empty()
                    : Optional.of("letters, digits and _, not beginning with a digit");
        }
    }

    /** Any text. */
    record Text() implements SettingType {
        @Override
        public Optional<String> objection(String value) {
            return Optional.empty();
        }
    }
}
