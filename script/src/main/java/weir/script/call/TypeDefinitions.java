package weir.script.call;

/** TypeScript definitions of all functions, made from the table, for editors. */
public final class TypeDefinitions {

    private static final String NOTE = """
            // TypeScript definitions of the functions that Weir offers to scripts.
            // Put this file beside yours and write  /// <reference path="script-api.d.ts" />  at its head.

            """;

    private TypeDefinitions() {}

    /** The whole text. */
    public static String text() {
        StringBuilder text = new StringBuilder(NOTE);
        text.append(FunctionTable.text("types.d.ts"));
        String topic = "";
        for (FunctionRow row : FunctionTable.rows()) {
            if (!row.topic().equals(topic)) {
                topic = row.topic();
                text.append("\n// ").append(topic).append('\n');
            }
            text.append("\n/** ").append(row.sentence()).append(" */\n");
            text.append("declare function ").append(types(row.head())).append(": ");
            text.append(types(row.result())).append(";\n");
        }
        return text.toString();
    }

    private static String types(String written) {
        return written.replace(" or ", " | ");
    }
}
