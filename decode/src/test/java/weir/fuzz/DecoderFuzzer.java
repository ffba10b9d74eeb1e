package weir.fuzz;

/**
 * Entry point of the coverage-guided fuzzer: see profile {@code fuzz} of this module.
 *
 * <p>The fuzzer finds the method by its name, so that nothing here depends on it.
 */
public final class DecoderFuzzer {

    private static final DecoderCheck CHECK = new DecoderCheck();

    private DecoderFuzzer() {}

    /** Checks one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHECK.check(input);
    }
}
