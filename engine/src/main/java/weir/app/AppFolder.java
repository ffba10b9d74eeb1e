package weir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The apps that are installed, read once at start.
 *
 * <p>Shape: apps by name, the scripts of each by name: the order in which they are started. A folder is an app when it has a
 * folder {@code scripts} or {@code html}, or a file {@code api.yml}. Only files {@code *.js} right in {@code scripts} are
 * scripts; those in folders below are for them to include.
 *
 * <p>Thread: any; immutable. Source: applications reference, section 1; configuration reference, section 6.
 */
public final class AppFolder {

    /** No apps. */
    public static final AppFolder EMPTY = new AppFolder(List.of(), List.of());

    /** Most apps. */
    static final int MOST = 1000;

    private final List<App> apps;
    private final List<String> warnings;

    private AppFolder(List<App> apps, List<String> warnings) {
        this.apps = List.copyOf(apps);
        this.warnings = List.copyOf(warnings);
    }

    /** Reads a folder; when it does not exist, there are no apps. */
    public static AppFolder read(Path folder) {
        List<App> apps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return EMPTY;
        }
        try {
            for (Path candidate : entries(folder, Files::isDirectory)) {
                String name = candidate.getFileName().toString();
                if (name.startsWith(".")) {
                    continue;
                }
                if (!AppName.isValid(name)) {
                    warnings.add(
                            "the app '" + name + "' is left out: its name may have letters, digits, _, - and . only");
                } else if (apps.size() == MOST) {
                    warnings.add("the app '" + name + "' is left out: there are more than " + MOST);
                } else {
                    app(name, candidate, warnings).ifPresent(apps::add);
                }
            }
        } catch (IOException e) {
            warnings.add("apps in " + folder + " cannot be read: " + e.getMessage());
        }
        return new AppFolder(apps, warnings);
    }

    private static Optional<App> app(String name, Path folder, List<String> warnings) throws IOException {
        Path real = folder.toRealPath();
        List<AppScript> scripts = new ArrayList<>();
        Path code = real.resolve("scripts");
        if (Files.isDirectory(code)) {
            for (Path file : entries(code, Files::isRegularFile)) {
                String script = file.getFileName().toString();
                if (!script.endsWith(".js") || script.startsWith(".")) {
                    continue;
                }
                if (AppName.isValid(script)) {
                    scripts.add(new AppScript(name, file));
                } else {
                    warnings.add("the script '" + script + "' of the app " + name
                            + " is left out: its name may have letters, digits, _, - and . only");
                }
            }
        }
        App app = new App(name, real, scripts);
        if (Files.isDirectory(code) || app.entry().isPresent()) {
            return Optional.of(app);
        }
        warnings.add("the app '" + name + "' is left out: it has neither scripts nor html nor api.yml");
        return Optional.empty();
    }

    private static List<Path> entries(Path folder, Predicate<Path> kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(kind).sorted().toList();
        }
    }

    /** All apps, by name. */
    public List<App> apps() {
        return apps;
    }

    /** The app with a name. Absent: empty. */
    public Optional<App> find(String name) {
        return apps.stream().filter(app -> app.name().equals(name)).findFirst();
    }

    /** All scripts of all apps, in the order in which they are started. */
    public List<AppScript> scripts() {
        return apps.stream().flatMap(app -> app.scripts().stream()).toList();
    }

    /** Sentences on what was left out, for the log. */
    public List<String> warnings() {
        return warnings;
    }
}
