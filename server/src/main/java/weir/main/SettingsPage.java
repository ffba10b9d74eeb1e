package weir.main;

/** The reference page of the settings, made from the table. */
final class SettingsPage {

    private SettingsPage() {}

    /** The page as Markdown. */
    static String markdown(SettingTable table) {
        StringBuilder page = new StringBuilder("""
                # Settings

                Made from `server/src/main/resources/weir/main/settings.tsv`; do not edit.

                Set them with `-Dname=value`, `RTPROP`, `conf.d/*.conf` or `-Dsystem.propertyFiles=…`; see
                [operating](../operating.md). Everything is read at start.

                | property | type | default | since | meaning |
                |---|---|---|---|---|
                """);
        rows(page, table, SettingRow.Effect.NOW);
        page.append("""

                ## Known, without effect yet

                Accepted without a warning; they belong to parts that are not built yet.

                | property | type | default | since | meaning |
                |---|---|---|---|---|
                """);
        rows(page, table, SettingRow.Effect.LATER);
        page.append("""

                ## Known from older generations

                Accepted without a warning and ignored.

                | property | type | default | since | meaning |
                |---|---|---|---|---|
                """);
        rows(page, table, SettingRow.Effect.IGNORED);
        return page.toString();
    }

    private static void rows(StringBuilder page, SettingTable table, SettingRow.Effect effect) {
        for (SettingRow row : table.rows()) {
            if (row.effect() == effect) {
                String value = row.defaultText().isEmpty() ? "" : "`" + row.defaultText() + "`";
                page.append("| `%s` | %s | %s | %s | %s |\n"
                        .formatted(row.property(), row.typeText(), value, row.since(), row.sentence()));
            }
        }
    }
}
