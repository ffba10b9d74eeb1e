package weir.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An installed app.
 *
 * <p>Thread: any; immutable. Source: applications reference, section 1.
 *
 * @param name name of its folder
 * @param folder the folder, without symbolic links on the way to it
 * @param scripts its scripts, in the order in which they are started
 */
public record App(String name, Path folder, List<AppScript> scripts) {

    private static final String PAGES = "html";
    private static final String OPERATIONS = "api.yml";

    /** Copies the list. */
    public App {
        scripts = List.copyOf(scripts);
    }

    /** Folder of its pages. Absent: empty when it has none. */
    public Optional<Path> pages() {
        return Optional.of(folder.resolve(PAGES)).filter(Files::isDirectory);
    }

    /** Its description of operations, OpenAPI in YAML. Absent: empty when it has none. */
    public Optional<Path> operations() {
        return Optional.of(folder.resolve(OPERATIONS)).filter(Files::isRegularFile);
    }

    /** What a user opens first, below {@code /app/NAME}. Absent: empty when it has neither pages nor operations. */
    public Optional<String> entry() {
        if (pages().isPresent()) {
            return Optional.of("/html/");
        }
        return operations().map(file -> "/api/");
    }
}
