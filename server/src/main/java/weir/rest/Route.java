package weir.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of {@code routes.tsv}.
 *
 * <p>Thread: any; immutable.
 *
 * @param topic what it is about, for pages
 * @param method GET, PUT or DELETE
 * @param template path with parameters in braces
 * @param call name of the call that answers
 * @param answer what comes back
 * @param schema name of the answer's schema, if it has one
 * @param large whether the answer can be large
 * @param query names of the parameters of the query
 * @param body name of the schema of the request's body, if it has one
 * @param sentence what it does
 */
record Route(
        String topic,
        String method,
        String template,
        String call,
        Kind answer,
        Optional<String> schema,
        boolean large,
        List<String> query,
        Optional<String> body,
        String sentence) {

    private static final int COLUMNS = 10;

    /** What an operation answers. */
    enum Kind {
        /** A JSON document. */
        JSON,
        /** Plain text. */
        TEXT,
        /** A capture file. */
        PCAP,
        /** Nothing but the status. */
        NONE;

        /** As the page writes it. */
        String text() {
            return this == NONE ? "204" : name().toLowerCase(Locale.ROOT);
        }
    }

    static Route parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("routes.tsv: a row has " + COLUMNS + " columns: " + line);
        }
        Kind kind = switch (columns[4]) {
            case "json" -> Kind.JSON;
            case "text" -> Kind.TEXT;
            case "pcap" -> Kind.PCAP;
            case "none" -> Kind.NONE;
            default -> throw new IllegalArgumentException("routes.tsv: answer '" + columns[4] + "'");
        };
        return new Route(
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                kind,
                named(columns[5]),
                columns[6].equals("large"),
                named(columns[7]).map(names -> List.of(names.split(","))).orElse(List.of()),
                named(columns[8]),
                columns[9]);
    }

    private static Optional<String> named(String column) {
        return column.equals("-") ? Optional.empty() : Optional.of(column);
    }

    /** Segments of the path: text, or a parameter in braces. */
    List<String> segments() {
        return Arrays.asList(template.substring(1).split("/", -1));
    }

    /** Names of the parameters in the path, in their order. */
    List<String> pathParameters() {
        return segments().stream()
                .filter(Route::isParameter)
                .map(Route::parameterName)
                .toList();
    }

    static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    static String parameterName(String segment) {
        return segment.substring(1, segment.length() - 1);
    }
}
