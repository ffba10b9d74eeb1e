import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.SAXException;

/**
 * Checks or restores the form of every text file of the tree. Run by the build on JDK 25, so that the newest syntax is
 * understood even when Maven itself runs on an older one:
 *
 * <pre>
 *   java -cp FORMATTER build/Tidy.java check|apply ROOT
 * </pre>
 *
 * Java sources are formatted; poms are well-formed; rows of a .tsv have as many cells as its head; no text file has
 * trailing blanks or lacks its last line end.
 */
final class Tidy {

    private static final Set<String> TEXT = Set.of("java", "xml", "tsv", "md", "sh", "properties", "json", "js", "css");
    private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules", "store", "results");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final boolean apply;

    private Tidy(boolean apply) {
        this.apply = apply;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !Set.of("check", "apply").contains(args[0])) {
            System.err.println("usage: Tidy check|apply ROOT");
            System.exit(2);
        }
        Tidy tidy = new Tidy(args[0].equals("apply"));
        Path root = Path.of(args[1]).toRealPath();
        textFiles(root).parallelStream().forEach(file -> tidy.visit(root, file));
        if (!tidy.complaints.isEmpty()) {
            tidy.complaints.stream().sorted().forEach(complaint -> System.err.println("[ERROR] " + complaint));
            System.err.println("[ERROR] `mvn -N -Pformat validate` restores the form of all files it can.");
            System.exit(1);
        }
    }

    private static List<Path> textFiles(Path root) throws IOException {
        try (Stream<Path> paths = Files.find(root, 30, (path, attributes) -> attributes.isRegularFile())) {
            return paths.filter(path -> TEXT.contains(extension(path)))
                    .filter(path -> {
                        for (Path part : root.relativize(path)) {
                            if (SKIPPED.contains(part.toString())) {
                                return false;
                            }
                        }
                        return true;
                    })
                    .sorted()
                    .toList();
        }
    }

    private static String extension(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void visit(Path root, Path file) {
        try {
            visitAny(root, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void visitAny(Path root, Path file) throws IOException {
        String name = root.relativize(file).toString();
        String before = Files.readString(file, StandardCharsets.UTF_8);
        String after = before;
        try {
            after = switch (extension(file)) {
                case "java" ->
                    formatter.formatSource(ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.PALANTIR));
                case "tsv" -> endLine(before);
                case "md" -> endLine(before);
                default -> endLine(before.replaceAll("[ \t]+(?=\r?\n|$)", ""));
            };
        } catch (FormatterException e) {
            complaints.add(name + ": " + e.getMessage());
        }
        if (!after.equals(before)) {
            if (apply) {
                Files.writeString(file, after, StandardCharsets.UTF_8);
                System.out.println("formatted " + name);
            } else {
                complaints.add(name + ": not formatted");
            }
        }
        switch (extension(file)) {
            case "xml" -> checkXml(name, file);
            case "tsv" -> checkTable(name, before);
            default -> {}
        }
    }

    private static String endLine(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private void checkXml(String name, Path file) throws IOException {
        try {
            var builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.parse(file.toFile());
        } catch (SAXException | javax.xml.parsers.ParserConfigurationException e) {
            complaints.add(name + ": " + e.getMessage());
        }
    }

    /** Lines that are empty or start with # are comments; the first other line is the head. */
    private void checkTable(String name, String text) {
        int width = -1;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int cells = line.split("\t", -1).length;
            if (width < 0) {
                width = cells;
            } else if (cells != width) {
                complaints.add(name + ":" + number + ": " + cells + " cells, the head has " + width);
            }
        }
    }
}
