package weir.flow.attribute;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.sflow.Enumerations;

/**
 * The format column of a row of flow keys: a {@link KeyFormat}, or names for numbers.
 *
 * @param format format of the attribute
 * @param names names to write instead of the number; null for none
 */
record FieldFormat(KeyFormat format, @Nullable NameTable names) {

    /**
     * Reads the column: the name of a format in lower case, or {@code plain:}, {@code upper:} or {@code numbered:} with
     * the name of an enumeration.
     *
     * @throws IllegalArgumentException it is neither
     */
    static FieldFormat parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            for (KeyFormat format : KeyFormat.values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return new FieldFormat(format, null);
                }
            }
            throw new IllegalArgumentException("format '" + text + "' is unknown");
        }
        NameTable.Style style = switch (text.substring(0, colon)) {
            case "plain" -> NameTable.Style.PLAIN;
            case "upper" -> NameTable.Style.UPPER;
            case "numbered" -> NameTable.Style.NUMBERED;
            default -> throw new IllegalArgumentException("names are plain:, upper: or numbered:, not '" + text + "'");
        };
        Enumerations enumerations = Enumerations.standard();
        return new FieldFormat(KeyFormat.TEXT, NameTable.of(enumerations, text.substring(colon + 1), style));
    }

    /** Whether an unsigned number of 32 bits in this format is that number. */
    boolean isNumber() {
        return names == null && (format == KeyFormat.U32 || format == KeyFormat.U64);
    }

    /** Sets a number in this format. */
    boolean set(long number, KeyValue into) {
        if (names != null) {
            return names.set(number, into);
        }
        return into.unsigned(format, format == KeyFormat.BOOLEAN && number != 0 ? 1 : number);
    }
}
