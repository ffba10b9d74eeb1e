package weir.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds programs of the distribution that tests compare with. Where one is absent, the test is skipped; but it fails when
 * the environment says {@code CI=true}.
 */
public final class ExternalProgram {

    private ExternalProgram() {}

    /**
     * A program on the PATH. Absent: the calling test is skipped.
     *
     * @throws IllegalStateException it is absent and the environment says {@code CI=true}
     */
    public static Path path(String name) {
        Optional<Path> found = find(name);
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(absent(name));
        }
        Assumptions.assumeTrue(found.isPresent(), () -> absent(name));
        return found.orElseThrow();
    }

    private static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String absent(String name) {
        return "program '" + name + "' is not on the PATH";
    }
}
