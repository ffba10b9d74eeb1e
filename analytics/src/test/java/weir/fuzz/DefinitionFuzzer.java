package weir.fuzz;

import java.nio.charset.StandardCharsets;

/** Entry point of the coverage-guided fuzzer of definitions: see profile {@code fuzz} of this module. */
public final class DefinitionFuzzer {

    private static final DefinitionCheck CHECK = new DefinitionCheck();

    private DefinitionFuzzer() {}

    /** Loads what there is to load, which takes longer than an input may. */
    public static void fuzzerInitialize() {
        KeySeeds.definitions().forEach(CHECK::check);
    }

    /** Checks one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHECK.check(new String(input, StandardCharsets.UTF_8));
    }
}
