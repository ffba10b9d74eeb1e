package weir.main;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Gathers what was set, from the weakest source to the strongest: system properties (the launcher's {@code -D} and {@code
 * RTPROP}), {@code -D} after the command, {@code conf.d/*.conf} in the order of their names, the files of {@code
 * system.propertyFiles} in the order given. A file beats {@code -D}, as operators of the reference engine expect; of several
 * values the last one wins.
 */
final class SettingSources {

    static final String FILES = "system.propertyFiles";

    /**
     * A value and where it came from.
     *
     * @param text the value, without blanks around it
     * @param origin {@code -D}, or the file
     */
    record Value(String text, String origin) {}

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    private SettingSources() {}

    /**
     * Reads all sources.
     *
     * @param system properties of the JVM
     * @param arguments {@code name=value} pairs given after the command
     * @param home installation directory
     * @throws SettingException a property file exists but is malformed
     */
    static SettingSources read(Map<String, String> system, Map<String, String> arguments, Path home) {
        SettingSources sources = new SettingSources();
        system.forEach((name, value) -> sources.put(name, value, "-D"));
        arguments.forEach((name, value) -> sources.put(name, value, "-D"));
        sources.readDirectory(home.resolve("conf.d"));
        String named = arguments.getOrDefault(FILES, system.getOrDefault(FILES, ""));
        for (String file : named.split(File.pathSeparator)) {
            if (!file.isBlank()) {
                sources.readFile(home.resolve(file.strip()));
            }
        }
        return sources;
    }

    /** Values by name. */
    Map<String, Value> values() {
        return values;
    }

    /** Sentences about files that could not be read. */
    List<String> warnings() {
        return warnings;
    }

    private void readDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().endsWith(".conf"))
                    .sorted()
                    .forEach(this::readFile);
        } catch (IOException e) {
            warnings.add("cannot list " + directory + ": " + e.getMessage());
        }
    }

    private void readFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            warnings.add("property file " + file + " does not exist");
        } catch (IOException e) {
            warnings.add("cannot read property file " + file + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new SettingException(List.of("property file " + file + " is malformed: " + e.getMessage()));
        }
        for (String name : properties.stringPropertyNames()) {
            put(name, properties.getProperty(name), file.toString());
        }
    }

    private void put(String name, String value, String origin) {
        values.put(name, new Value(value.strip(), origin));
    }
}
