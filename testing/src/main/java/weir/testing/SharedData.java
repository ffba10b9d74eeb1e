package weir.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds recorded captures, their golden decodes and truth files, which live beside the repository and not in it: in the
 * directory named by the system property or environment variable {@code WEIR_SHARED}, else in {@code shared/data}
 * beside the working directory or one of its parents.
 *
 * <p>Where they are absent, tests that need them are skipped; but they fail when the environment says {@code CI=true},
 * so that a build that promises to have run them has.
 */
public final class SharedData {

    private static final String VARIABLE = "WEIR_SHARED";

    private SharedData() {}

    /**
     * A file or directory by its name relative to the shared data, for example {@code golden/counts.json}. Absent: the
     * calling test is skipped.
     *
     * @throws IllegalStateException it is absent and the environment says {@code CI=true}
     */
    public static Path path(String name) {
        Optional<Path> path = find(name);
        Assumptions.assumeTrue(path.isPresent(), () -> absent(name));
        return path.orElseThrow();
    }

    /**
     * A file or directory by its name relative to the shared data. Absent: empty.
     *
     * @throws IllegalStateException it is absent and the environment says {@code CI=true}
     */
    public static Optional<Path> find(String name) {
        return find(name, root(), "true".equals(System.getenv("CI")));
    }

    static Optional<Path> find(String name, Optional<Path> root, boolean mustExist) {
        Optional<Path> path = root.map(directory -> directory.resolve(name)).filter(Files::exists);
        if (path.isEmpty() && mustExist) {
            throw new IllegalStateException(absent(name));
        }
        return path;
    }

    /** All captures, by their names relative to the shared data, in a fixed order. Absent: as {@link #path}. */
    public static List<String> captures() {
        Path root = path("");
        try (Stream<Path> files = Files.walk(root, 2)) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(\\.gz)?"))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Where the shared data are. Absent: empty. */
    static Optional<Path> root() {
        return root(
                System.getProperty(VARIABLE, System.getenv(VARIABLE)),
                Path.of("").toAbsolutePath());
    }

    static Optional<Path> root(@Nullable String named, Path from) {
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        for (Path at = from; at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static String absent(String name) {
        return "shared data '" + name + "' not found: set " + VARIABLE + " or put shared/data beside the repository";
    }
}
