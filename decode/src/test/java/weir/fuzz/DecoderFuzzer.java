package weir.fuzz;

/**
 * Entry point of the coverage-guided fuzzer: see profile {@code fuzz} of this module.
 *
 * <p>The fuzzer finds the methods by their names, so that nothing here depends on it.
 */
public final class DecoderFuzzer {

    private static final DecoderCheck CHECK = new DecoderCheck();

    private DecoderFuzzer() {}

    /** Loads what there is to load, which takes longer than an input may. */
    public static void fuzzerInitialize() {
        SeedDatagrams.all().forEach(CHECK::check);
    }

    /** Checks one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHECK.check(input);
    }
}
