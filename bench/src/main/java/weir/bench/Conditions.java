package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a scenario runs under.
 *
 * @param root the source tree
 * @param shared folder of captures and the generator, which may be absent
 * @param scratch folder for what is generated
 * @param generator absent: where its source is not there
 * @param options what the command line asks for
 * @param results where figures go
 */
record Conditions(
        Path root, Path shared, Path scratch, Optional<Generator> generator, Options options, Results results) {

    /** Heap of measured processes, unless a scenario says otherwise. */
    static final String HEAP = "256M";

    /** Young generation of those, as the launcher has it: new objects stay in the cache of the processor. */
    private static final String YOUNG = "24M";

    /** The usual conditions of a source tree. */
    static Conditions of(Path root, Options options) throws IOException, InterruptedException {
        Path shared = Optional.ofNullable(System.getenv("WEIR_SHARED"))
                .map(data -> Path.of(data).resolve(".."))
                .orElse(root.resolve("../shared"));
        Path scratch = Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir"), "weir-bench-" + System.getProperty("user.name")));
        Results results =
                new Results(root.resolve("bench/results/results.jsonl"), Machine.facts(root), options.record());
        return new Conditions(root, shared, scratch, Generator.find(shared, scratch), options, results);
    }

    /** Command line of a JVM with this class path, up to the name of the main class. */
    List<String> java() {
        return java(HEAP);
    }

    /** Command line of a JVM with another heap. */
    List<String> java(String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-Xmn" + YOUNG,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"));
    }

    /** Sflowtool that decodes all and prints nothing, or the plain walk where it is absent. */
    Yardstick yardstick() {
        return Yardstick.sflowtool("-T").orElseGet(() -> {
            System.out.println("sflowtool is neither in SFLOWTOOL nor on the path: comparing with a structure walk");
            return Yardstick.walk(java());
        });
    }

    /** A capture of the generator, with options of its model beside the defaults. Absent: there is no generator. */
    Optional<Workload> generated(String name, String... model) throws IOException, InterruptedException {
        return generator.isEmpty()
                ? Optional.empty()
                : Optional.of(Workload.generated(generator.orElseThrow(), scratch, name, List.of(model)));
    }

    /** The default capture and the recorded one, as far as they are there. */
    List<Workload> captures() throws IOException, InterruptedException {
        var captures = new ArrayList<Workload>();
        Stream.of(generated("generated"), Workload.recorded(shared, scratch))
                .flatMap(Optional::stream)
                .forEach(captures::add);
        return captures;
    }
}
