package weir.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tables that come with this package. */
final class TableRows {

    private TableRows() {}

    /** Lines that hold a row: all but comments. */
    static List<String> of(String resource) {
        return text(resource).lines().filter(line -> !line.startsWith("#")).toList();
    }

    /** A whole resource. */
    static String text(String resource) {
        try (InputStream in = TableRows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
