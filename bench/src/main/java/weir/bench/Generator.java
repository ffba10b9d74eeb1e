package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The generator of sFlow, an outside program: {@code WEIR_GENERATOR} names its source, else {@code bench/gen/Gen.java} of
 * the shared folder.
 *
 * @param classes where it is compiled to
 */
record Generator(Path classes) {

    private static final String MAIN = "Gen";

    /** Compiles it once. Absent: empty where the source is not there. */
    static Optional<Generator> find(Path shared, Path scratch) throws IOException, InterruptedException {
        Path source = Optional.ofNullable(System.getenv("WEIR_GENERATOR"))
                .map(Path::of)
                .orElse(shared.resolve("bench/gen/Gen.java"));
        if (!Files.exists(source)) {
            return Optional.empty();
        }
        Path classes = Files.createDirectories(scratch.resolve("generator"));
        Path made = classes.resolve(MAIN + ".class");
        if (!Files.exists(made) || Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) < 0) {
            run(List.of(tool("javac"), "-d", classes.toString(), source.toString()));
        }
        return Optional.of(new Generator(classes));
    }

    /** Its command line. */
    List<String> command(String heap, List<String> arguments) {
        return Stream.concat(
                        Stream.of(tool("java"), "-Xmx" + heap, "-XX:+UseSerialGC", "-cp", classes.toString(), MAIN),
                        arguments.stream())
                .toList();
    }

    /** Writes a capture and what is true of it, unless they are there. */
    void capture(Path capture, Path truth, List<String> model) throws IOException, InterruptedException {
        if (Files.exists(capture) && Files.exists(truth)) {
            return;
        }
        var arguments = new ArrayList<>(List.of("pcap", "--out", capture.toString(), "--truth", truth.toString()));
        arguments.addAll(model);
        Files.deleteIfExists(truth);
        run(command("2g", arguments));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
