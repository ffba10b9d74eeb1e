package weir.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a figure is a ratio to: a program that decodes the same capture and ends.
 *
 * @param name name in the results
 * @param command program and arguments; the capture is appended
 */
record Yardstick(String name, List<String> command) {

    /** Sflowtool as named by {@code SFLOWTOOL} or found on the path, in the mode that decodes all and prints least. */
    static Optional<Yardstick> sflowtool(String mode) {
        String named = System.getenv("SFLOWTOOL");
        Stream<String> places = named != null && !named.isBlank()
                ? Stream.of(named)
                : Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> folder + "/sflowtool");
        return places.filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .map(place -> new Yardstick("sflowtool " + mode, List.of(place, mode, "-r")));
    }

    /** Whether it is the one that goals are said of. */
    boolean isSflowtool() {
        return name.startsWith("sflowtool");
    }

    /** The plain structure walk, for where sflowtool is absent. */
    static Yardstick walk(List<String> java) {
        return new Yardstick(
                "structure walk",
                Stream.concat(java.stream(), Stream.of(StructureWalk.class.getName()))
                        .toList());
    }

    /** Processor time in nanoseconds of one run. */
    long run(Path capture) throws IOException, InterruptedException {
        long before = ChildTime.nanos();
        Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(capture.toString()))
                        .toList())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(name + " failed");
        }
        return ChildTime.nanos() - before;
    }
}
