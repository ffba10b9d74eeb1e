package weir.script.call;

/** The reference page of all functions, made from the table. */
final class FunctionPage {

    private static final String HEAD = """
            # Functions of scripts

            Made from `functions.tsv`. Parameters and results are written as in TypeScript; the types are in the definitions
            that the engine serves at `/script-api.d.ts`. How scripts run is in [operating.md](../operating.md#scripts).
            """;

    private FunctionPage() {}

    static String markdown() {
        StringBuilder page = new StringBuilder(HEAD);
        String topic = "";
        for (FunctionRow row : FunctionTable.rows()) {
            if (!row.topic().equals(topic)) {
                topic = row.topic();
                page.append("\n## ").append(topic).append("\n\n| function | gives | |\n|---|---|---|\n");
            }
            page.append("| `")
                    .append(row.head())
                    .append("` | `")
                    .append(row.result())
                    .append("` | ");
            page.append(row.sentence()).append(" |\n");
        }
        return page.toString();
    }
}
