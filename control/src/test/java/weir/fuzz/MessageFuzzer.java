package weir.fuzz;

/**
 * Entry point of the coverage-guided fuzzer: see profile {@code fuzz} of this module.
 *
 * <p>The fuzzer finds the methods by their names, so that nothing here depends on it.
 */
public final class MessageFuzzer {

    private static final MessageCheck CHECK = new MessageCheck();

    private MessageFuzzer() {}

    /** Loads what there is to load, which takes longer than an input may. */
    public static void fuzzerInitialize() {
        SeedMessages.all().forEach(CHECK::check);
    }

    /** Checks one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHECK.check(input);
    }
}
