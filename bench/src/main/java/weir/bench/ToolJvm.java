package weir.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM of a tool that makes one pass and is over: the options that the launcher gives {@code decode}, and classes kept
 * from a run before, as an installed Weir has them.
 */
final class ToolJvm {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path root;
    private final Path cache;

    /**
     * A JVM of a source tree.
     *
     * @param scratch where classes are kept
     */
    ToolJvm(Path root, Path scratch) {
        this.root = root;
        cache = scratch.resolve("decode-cold.aot");
    }

    /**
     * Its command line up to the name of the main class. Runs a worker over a capture before, whose classes are kept;
     * a class path with folders has none to keep.
     */
    List<String> prepared(Workload workload) throws IOException {
        List<String> options = options();
        if (List.of(CLASS_PATH.split(File.pathSeparator)).stream()
                .anyMatch(place -> Files.isDirectory(Path.of(place)))) {
            System.out.println("the class path has folders: the cold pass goes without a cache of classes");
            return with(options, List.of());
        }
        Files.deleteIfExists(cache);
        Path classes = cache.resolveSibling(cache.getFileName() + ".classes");
        List<String> recording = List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + classes);
        try (var worker = new WorkerProcess(with(options, recording), workload)) {
            worker.once();
        }
        keep(with(options, List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + classes, "-XX:AOTCache=" + cache)));
        return with(options, List.of("-XX:AOTCache=" + cache));
    }

    private void keep(List<String> command) throws IOException {
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
        if (!Files.exists(cache)) {
            throw new IOException("the JVM made no cache of classes at " + cache);
        }
    }

    private static List<String> with(List<String> options, List<String> more) {
        var line = new ArrayList<>(options);
        line.addAll(more);
        line.addAll(List.of("-cp", CLASS_PATH));
        return line;
    }

    /** The JVM and its options, as the launcher says them, but what belongs to the launcher's own classes. */
    private List<String> options() throws IOException {
        var builder = new ProcessBuilder(root.resolve("weir").toString(), "decode");
        builder.environment().put("WEIR_PRINT", "yes");
        builder.environment().put("WEIR_BUILD", "no");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        List<String> printed = builder.start()
                .inputReader()
                .lines()
                .takeWhile(option -> !option.equals("-cp"))
                .toList();
        if (printed.isEmpty()) {
            throw new IOException("the launcher does not say how it starts: it was not built");
        }
        return printed.stream()
                .filter(option ->
                        !option.startsWith("-XX:AOT") && !option.startsWith("-Xlog") && !option.startsWith("-Dweir"))
                .toList();
    }
}
