package weir.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of {@code docs/reference} that is made from a table: the file must say what the table says.
 *
 * <p>{@code mvn test -Ddocs.write=true} writes the files before they are compared.
 */
public final class ReferencePage {

    private ReferencePage() {}

    /**
     * Compares a file with what it should say.
     *
     * @param name of the file in {@code docs/reference}
     * @param page what it should say
     */
    public static void check(String name, String page) {
        Path file = Path.of("..", "docs", "reference", name);
        try {
            if (Boolean.getBoolean("docs.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, page);
            }
            assertTrue(Files.exists(file), () -> name + " is missing; mvn test -Ddocs.write=true makes it");
            assertEquals(page, Files.readString(file), "mvn test -Ddocs.write=true makes " + name + " current");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
