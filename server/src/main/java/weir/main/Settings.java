package weir.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the operator set, checked against the {@link SettingTable}.
 *
 * <p>Names that the engine does not know are kept: applications read them. A value that is set but empty counts as not set.
 *
 * <p>Thread: any; immutable.
 */
final class Settings {

    private final SettingTable table;
    private final Map<String, SettingSources.Value> values;
    private final List<String> warnings;
    private final Path home;

    private Settings(SettingTable table, Map<String, SettingSources.Value> values, List<String> warnings, Path home) {
        this.table = table;
        this.values = values;
        this.warnings = List.copyOf(warnings);
        this.home = home;
    }

    /**
     * Reads and checks.
     *
     * @param system properties of the JVM
     * @param arguments {@code name=value} pairs given after the command
     * @param home installation directory
     * @throws SettingException values that are not what their setting accepts, all of them at once
     */
    static Settings read(Map<String, String> system, Map<String, String> arguments, Path home) {
        SettingTable table = SettingTable.standard();
        SettingSources sources = SettingSources.read(system, arguments, home);
        List<String> wrong = new ArrayList<>();
        List<String> warnings = new ArrayList<>(sources.warnings());
        new TreeMap<>(sources.values()).forEach((name, value) -> {
            table.hint(name).ifPresent(hint -> warnings.add(hint + " (" + value.origin() + ")"));
            table.find(name)
                    .filter(row -> row.effect() == SettingRow.Effect.NOW
                            && !value.text().isEmpty())
                    .flatMap(row -> row.type().objection(value.text()))
                    .ifPresent(expected -> wrong.add(
                            name + " must be " + expected + ", not '" + value.text() + "' (" + value.origin() + ")"));
        });
        if (!wrong.isEmpty()) {
            throw new SettingException(wrong);
        }
        return new Settings(table, sources.values(), warnings, home);
    }

    /** Sentences that the operator should see at start. */
    List<String> warnings() {
        return warnings;
    }

    /** Directory that the installation lives in. */
    Path home() {
        return home;
    }

    /** What was set under any name, known or not; defaults are not seen here. Absent: empty. */
    Optional<String> given(String name) {
        return Optional.ofNullable(values.get(name)).map(SettingSources.Value::text);
    }

    /** Names of everything that was set, properties of the JVM included, sorted. */
    Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /** Text of a setting of the table. Absent: empty when it is not set and has no default. */
    Optional<String> text(String property) {
        SettingRow row = table.find(property)
                .orElseThrow(() -> new IllegalArgumentException(property + " is not in settings.tsv"));
        return Optional.of(given(property).filter(text -> !text.isEmpty()).orElse(row.defaultText()))
                .filter(text -> !text.isEmpty());
    }

    /** Whether a yes/no setting is yes. */
    boolean yes(String property) {
        return text(property).orElseThrow().equals("yes");
    }

    /** A whole number with a default. */
    int integer(String property) {
        return Integer.parseInt(text(property).orElseThrow());
    }

    /** A number with a default. */
    double number(String property) {
        return Double.parseDouble(text(property).orElseThrow());
    }

    /** Items of a list, separated by commas; empty items are left out. */
    List<String> list(String property) {
        return text(property).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /**
     * Where a file is, or will be when it appears: as named if that exists, seen from the working directory, else below the
     * installation directory. Absent: empty when it is not set.
     */
    Optional<Path> place(String property) {
        return text(property).map(text -> Files.exists(Path.of(text)) ? Path.of(text) : home.resolve(text));
    }

    /**
     * A file: as named if that exists, seen from the working directory, else below the installation directory. Absent:
     * empty when it is not set.
     *
     * @throws SettingException it is set and there is no such file that can be read
     */
    Optional<Path> file(String property) {
        Optional<String> text = text(property);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (Path candidate : List.of(Path.of(text.get()), home.resolve(text.get()))) {
            if (Files.isReadable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        throw new SettingException(List.of(property + " names a file that cannot be read: " + text.get()));
    }
}
