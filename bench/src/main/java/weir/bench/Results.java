package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Appends one JSON line per scenario and run, so that a regression shows as a change of ratio.
 *
 * @param file where lines go
 * @param common members of every line: commit, machine, JVM
 */
record Results(Path file, Map<String, Object> common) {

    void add(String scenario, Map<String, Object> members) throws IOException {
        var all = new LinkedHashMap<String, Object>();
        all.put("scenario", scenario);
        all.putAll(members);
        all.putAll(common);
        String line = all.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + text(member.getValue()))
                .collect(Collectors.joining(",", "{", "}\n"));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> String.format(Locale.ROOT, "%.3f", number);
            case Number number -> number.toString();
            default -> "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        };
    }
}
