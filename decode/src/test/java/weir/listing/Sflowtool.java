package weir.listing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The sflowtool of the machine, where there is one: the program that environment variable {@code SFLOWTOOL} names, else
 * the one on the PATH.
 */
final class Sflowtool {

    private final Path program;

    private Sflowtool(Path program) {
        this.program = program;
    }

    /** The program. Absent: the calling test is skipped. */
    static Sflowtool installed() {
        Optional<Path> program = Optional.ofNullable(System.getenv("SFLOWTOOL"))
                .map(Path::of)
                .or(() -> Pattern.compile(java.io.File.pathSeparator)
                        .splitAsStream(System.getenv("PATH"))
                        .map(folder -> Path.of(folder, "sflowtool"))
                        .filter(Files::isExecutable)
                        .findFirst());
        Assumptions.assumeTrue(program.isPresent(), "no sflowtool: set SFLOWTOOL or put it on the PATH");
        return new Sflowtool(program.orElseThrow());
    }

    /** Hands each datagram of a capture that it can decode, in the text form, to a consumer. */
    void text(Path capture, Consumer<List<String>> datagrams) {
        run(capture, List.of(), output -> {
            List<String> block = new ArrayList<>();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                block.add(line);
                if (line.startsWith("endDatagram")) {
                    // It begins to print what it then finds to be no datagram of version 5.
                    if (block.stream().anyMatch(field -> field.startsWith("samplesInPacket "))) {
                        datagrams.accept(block);
                    }
                    block = new ArrayList<>();
                }
            }
        });
    }

    /** All lines of the line form. */
    List<String> lines(Path capture) {
        List<String> lines = new ArrayList<>();
        run(capture, List.of("-l"), output -> output.lines().forEach(lines::add));
        return lines;
    }

    private interface Reading {
        void read(BufferedReader output) throws IOException;
    }

    private void run(Path capture, List<String> options, Reading reading) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-k", "-r", "/dev/stdin"));
        command.addAll(options);
        Path plain = capture;
        try {
            if (capture.toString().endsWith(".gz")) {
                plain = Files.createTempFile("capture", ".pcap");
                try (InputStream in = new GZIPInputStream(Files.newInputStream(capture))) {
                    Files.copy(in, plain, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
            command.set(3, plain.toString());
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                reading.read(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!plain.equals(capture)) {
                delete(plain);
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
