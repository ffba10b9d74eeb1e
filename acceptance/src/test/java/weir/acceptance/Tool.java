package weir.acceptance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An outside program that a test compares with. */
final class Tool {

    private Tool() {}

    /**
     * The path of a program. Absent: the calling test is skipped.
     *
     * @param debianPackage what installs it
     * @throws IllegalStateException it is absent and the environment says {@code CI=true}
     */
    static Path path(String name, String debianPackage) {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        String absent = name + " is not installed (Debian package " + debianPackage + ")";
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(absent);
        }
        Assumptions.assumeTrue(found.isPresent(), absent);
        return found.orElseThrow();
    }
}
