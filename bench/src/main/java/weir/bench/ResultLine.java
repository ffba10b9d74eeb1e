package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the results file.
 *
 * @param json all of it
 */
record ResultLine(JsonNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    /** All lines, oldest first. */
    static List<ResultLine> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .map(line -> new ResultLine(JSON.readTree(line)))
                .toList();
    }

    String scenario() {
        return text("scenario");
    }

    /** A member as text. Absent: empty. */
    String text(String member) {
        return json.path(member).asString("");
    }

    /** A figure. */
    OptionalDouble number(String member) {
        JsonNode value = json.path(member);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    /** Machine class: processor and cores. */
    String machine() {
        return text("processor") + ", " + json.path("cores").asInt() + " cores";
    }
}
