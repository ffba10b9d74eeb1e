package weir.flow.attribute;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.sflow.Enumerations;

/**
 * Names of numbers as flow keys spell them, ready as bytes.
 *
 * <p>Thread: any; immutable.
 */
final class NameTable {

    /** How a row of flow keys wants the name. */
    enum Style {
        /** As the enumeration has it. */
        PLAIN,
        /** In upper case. */
        UPPER,
        /** With the number in brackets behind. */
        NUMBERED
    }

    private static final int INDEXED = 1024;

    private final byte[] @Nullable [] names = new byte[INDEXED][];
    private final String others;

    private NameTable(Map<Long, String> all, String others) {
        this.others = others;
        all.forEach((number, name) -> names[number.intValue()] = name.getBytes(StandardCharsets.UTF_8));
    }

    /** Names of an enumeration; a number without a name stays a number. */
    static NameTable of(Enumerations enumerations, String enumeration, Style style) {
        return of(enumerations, enumeration, style, "", Map.of());
    }

    /**
     * Names of an enumeration.
     *
     * @param others what is written before a number that has no name
     * @param exceptions names that flow keys spell otherwise
     */
    static NameTable of(
            Enumerations enumerations, String enumeration, Style style, String others, Map<Long, String> exceptions) {
        Map<Long, String> all = new TreeMap<>();
        for (long number = 0; number < INDEXED; number++) {
            String name = enumerations.name(enumeration, number).orElse(null);
            if (name != null) {
                all.put(
                        number,
                        switch (style) {
                            case PLAIN -> name;
                            case UPPER -> name.toUpperCase(Locale.ROOT);
                            case NUMBERED -> name + "(" + number + ")";
                        });
            }
        }
        all.putAll(exceptions);
        return new NameTable(all, others);
    }

    /** Sets the name of a number. */
    boolean set(long number, KeyValue into) {
        byte[] name = number >= 0 && number < INDEXED ? names[(int) number] : null;
        if (name != null) {
            return into.text(name);
        }
        into.startText().ascii(others).decimal(number);
        return into.endText();
    }
}
