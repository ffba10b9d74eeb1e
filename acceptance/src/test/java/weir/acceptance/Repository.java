package weir.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources of this build are. */
final class Repository {

    private Repository() {}

    /** The folder that holds the launcher and {@code docs}. */
    static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("docs/design.md"))) {
                return at;
            }
        }
        throw new IllegalStateException("no docs/design.md above " + Path.of("").toAbsolutePath());
    }
}
