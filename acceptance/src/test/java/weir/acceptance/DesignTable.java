package weir.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table of modules and packages in {@code docs/design.md}, which is the law: imports point up it only.
 *
 * @param packages in the order of the table
 */
record DesignTable(List<Row> packages) {

    /** A package with the build module it lives in. */
    record Row(String module, String name) {}

    private static final Pattern ROW = Pattern.compile("\\| *(?:`([a-z]+)`[^|]*)?\\| *`(weir\\.[a-z.]+)` *\\|.*");

    static DesignTable read(Path page) throws IOException {
        List<Row> rows = new ArrayList<>();
        String module = "";
        for (String line : Files.readAllLines(page)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                module = row.group(1) == null ? module : row.group(1);
                rows.add(new Row(module, row.group(2)));
            }
        }
        return new DesignTable(List.copyOf(rows));
    }

    /** The row of a package, or of the nearest package around it. */
    Optional<Row> rowOf(String packageName) {
        String name = packageName;
        while (!name.isEmpty()) {
            for (Row row : packages) {
                if (row.name().equals(name)) {
                    return Optional.of(row);
                }
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return Optional.empty();
    }
}
