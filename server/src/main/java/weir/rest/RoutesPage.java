package weir.rest;

/** The reference page of the REST API, made from the rows of the tables. */
final class RoutesPage {

    private RoutesPage() {}

    /** The page as Markdown. */
    static String markdown() {
        StringBuilder page = new StringBuilder("""
                # REST API

                Made from `routes.tsv` and `parameters.tsv` in `server/src/main/resources/weir/rest/`; do not edit. The same rows
                make the OpenAPI document at `/api-docs`, which describes the answers too; `/api/` shows it.

                A GET of JSON with `Cache-Control: max-age=1` (2, … 10) may get what another client got lately, half as many seconds
                ago at most, under the flow definitions that are in force; `Age` is in the answer then. Without it each answer is one's
                own.
                """);
        String topic = "";
        for (Route route : RouteTable.rows()) {
            if (!route.topic().equals(topic)) {
                topic = route.topic();
                page.append("\n## " + topic + "\n\n| method | path | answer | what it does |\n|---|---|---|---|\n");
            }
            String answer = route.schema().orElse(route.answer().text());
            page.append(
                    "| %s | `%s` | %s | %s |\n".formatted(route.method(), route.template(), answer, route.sentence()));
        }
        page.append("""

                ## Parameters

                | name | in | meaning |
                |---|---|---|
                """);
        for (Parameter parameter : Parameter.rows()) {
            String name = parameter.isFilter() ? "any metric" : "`" + parameter.name() + "`";
            page.append("| %s | %s | %s |\n".formatted(name, parameter.in(), parameter.sentence()));
        }
        page.append("""

                ## Conventions

                * `HEAD` works wherever `GET` does; `OPTIONS` tells what is allowed; `POST` does what `PUT` does.
                * Errors are a sentence of plain text: 400 a wrong request, 403 refused, 404 nothing of that name, 405 a method that
                  the resource lacks, 413 a body that is too large, 503 too much at once.
                * Bodies are JSON whatever their type says; names without quotes, single quotes, a trailing comma and text after the
                  closing brace are accepted.
                * A web page of another site cannot change anything; see
                  [decision 0010](../decisions/0010-browsers-and-local-engines.md).
                """);
        return page.toString();
    }
}
