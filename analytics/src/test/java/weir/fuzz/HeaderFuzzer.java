package weir.fuzz;

import weir.flow.attribute.SampleSeeds;

/** Entry point of the coverage-guided fuzzer of sampled headers: see profile {@code fuzz} of this module. */
public final class HeaderFuzzer {

    private static final HeaderCheck CHECK = new HeaderCheck();

    private HeaderFuzzer() {}

    /** Loads what there is to load, which takes longer than an input may. */
    public static void fuzzerInitialize() {
        SampleSeeds.headers().forEach(CHECK::check);
    }

    /** Checks one input. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHECK.check(input);
    }
}
