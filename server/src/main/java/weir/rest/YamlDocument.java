package weir.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import weir.request.NotFoundException;

/**
 * The description of an app's operations, {@code api.yml}, with the place where its paths begin.
 *
 * <p>Bound: {@value #LONGEST} bytes, {@value #DEEPEST} levels, few aliases, so that no file unfolds without end.
 */
final class YamlDocument {

    static final int LONGEST = 4 << 20;
    static final int DEEPEST = 100;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(LONGEST)
            .setMaxAliasesForCollections(50)
            .build();

    private YamlDocument() {}

    /**
     * Reads a description.
     *
     * @param base path that the paths of the document are meant below
     * @return an OpenAPI or Swagger document as maps and lists
     * @throws NotFoundException it cannot be understood; the message says why
     */
    static Map<String, Object> read(Path file, String base) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new NotFoundException("api.yml has more than " + LONGEST + " bytes");
            }
            Object read = new Load(SETTINGS).loadFromString(Files.readString(file, StandardCharsets.UTF_8));
            if (!(read instanceof Map<?, ?> members)) {
                throw new NotFoundException("api.yml is no description of operations");
            }
            checkDepth(members, 0);
            return with(members, base);
        } catch (YamlEngineException e) {
            throw new NotFoundException("api.yml cannot be understood: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> with(Map<?, ?> members, String base) {
        Map<String, Object> document = new LinkedHashMap<>();
        members.forEach((name, value) -> document.put(String.valueOf(name), value));
        if (document.containsKey("swagger")) {
            document.remove("host");
            document.put("basePath", base);
        } else {
            document.put("servers", List.of(Map.of("url", base)));
        }
        return document;
    }

    private static void checkDepth(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new NotFoundException("api.yml has more than " + DEEPEST + " levels");
        }
        if (value instanceof Map<?, ?> members) {
            members.values().forEach(member -> checkDepth(member, depth + 1));
        } else if (value instanceof List<?> items) {
            items.forEach(item -> checkDepth(item, depth + 1));
        }
    }
}
