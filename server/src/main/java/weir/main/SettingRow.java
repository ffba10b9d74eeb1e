package weir.main;

/**
 * One property that the engine knows.
 *
 * <p>Thread: any; immutable.
 *
 * @param property its name; ends in {@code *} when every name with that beginning is meant
 * @param type what it accepts
 * @param typeText the type as the table and the reference page write it
 * @param defaultText its value when nobody sets it; empty when it has none
 * @param since version that it took effect in; empty when it has none yet
 * @param effect whether it does something
 * @param sentence what it does
 */
record SettingRow(
        String property,
        SettingType type,
        String typeText,
        String defaultText,
        String since,
        Effect effect,
        String sentence) {

    private static final int COLUMNS = 6;

    /** Whether a setting does something. */
    enum Effect {
        /** It works. */
        NOW,
        /** It belongs to a part that is not built yet. */
        LATER,
        /** It belongs to an older generation and is accepted for its sake. */
        IGNORED
    }

    static SettingRow parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("settings.tsv: a row has " + COLUMNS + " columns: " + line);
        }
        Effect effect = switch (columns[4]) {
            case "now" -> Effect.NOW;
            case "later" -> Effect.LATER;
            case "ignored" -> Effect.IGNORED;
            default -> throw new IllegalArgumentException("settings.tsv: effect '" + columns[4] + "'");
        };
        return new SettingRow(
                columns[0],
                SettingType.parse(columns[1]),
                columns[1],
                columns[2].equals("-") ? "" : columns[2],
                columns[3].equals("-") ? "" : columns[3],
                effect,
                columns[5]);
    }

    /** Whether this row is about the given name. */
    boolean covers(String name) {
        return property.endsWith("*")
                ? name.startsWith(property.substring(0, property.length() - 1))
                : property.equals(name);
    }
}
