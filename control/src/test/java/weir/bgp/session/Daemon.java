package weir.bgp.session;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A router's software, run as a plain process in a folder of its own. */
final class Daemon implements AutoCloseable {

    private final Path folder;
    private final List<String> command;
    private Process process;

    private Daemon(Path folder, List<String> command, Process process) {
        this.folder = folder;
        this.command = command;
        this.process = process;
    }

    /**
     * The path of a program. Absent: the calling test is skipped, or fails when the environment says {@code CI=true}.
     *
     * @param debianPackage what installs it
     */
    static String program(String name, String debianPackage) {
        String folders = System.getenv("PATH") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/usr/lib/frr";
        Optional<Path> found = Stream.of(folders.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        String absent = name + " is not installed (Debian package " + debianPackage + ")";
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(absent);
        }
        Assumptions.assumeTrue(found.isPresent(), absent);
        return found.orElseThrow().toString();
    }

    /** Starts a program in a folder; what it writes goes into the file {@code log} there. */
    static Daemon start(Path folder, String... command) {
        return new Daemon(folder, List.of(command), launch(folder, List.of(command)));
    }

    private static Process launch(Path folder, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()));
            builder.environment().put("exabgp_daemon_user", System.getProperty("user.name"));
            builder.environment().put("exabgp_api_cli", "false");
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it without a word, and starts it again. */
    void killAndRestart() {
        kill();
        process = launch(folder, command);
    }

    /** Kills it without a word. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a command of the same folder prints, errors included; no more than a minute. */
    String ask(String... question) {
        List<String> words = new ArrayList<>(List.of("timeout", "60"));
        words.addAll(List.of(question));
        try {
            Process asked = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has written so far. */
    String log() {
        return read("log");
    }

    /** A file of its folder; empty when there is none. */
    String read(String file) {
        try {
            Path path = folder.resolve(file);
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
