package weir.meter;

import java.util.Arrays;
import java.util.stream.IntStream;
import weir.flow.attribute.SampleContext;

/**
 * Which definitions in force a sample may belong to: those whose headers and records it has. Samples have few sets of parts,
 * so the answer is worked out once for each.
 *
 * <p>Bound: {@value #PLACES} sets of parts. A set that finds no place among the {@value #PROBES} it may have gets all
 * definitions, each of which looks for itself; nothing is forgotten for it, so that strange samples cost no more than their
 * own. Thread: owner only.
 */
final class Candidates {

    static final int PLACES = 256;
    private static final int PROBES = 4;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final Choice choice;
    private final int[] all;
    /** The set that each place knows; 0 for none, and for the set without parts, which gets all definitions. */
    private final long[] parts = new long[PLACES];

    private final int[][] known = new int[PLACES][];

    /** What a definition needs. */
    @FunctionalInterface
    interface Choice {

        /** Whether flow samples with such parts, {@link SampleContext#parts}, may belong to the definition of a position. */
        boolean mayMatch(int position, long parts);
    }

    /** For so many definitions. */
    Candidates(int count, Choice choice) {
        this.choice = choice;
        all = IntStream.range(0, count).toArray();
        Arrays.fill(known, all);
    }

    /** Positions, rising, of the definitions that a sample may belong to; not to be changed. */
    int[] of(SampleContext sample) {
        return sample.kind() == SampleContext.Kind.FLOW ? of(sample.parts()) : all;
    }

    /** The same for a flow sample with such parts. */
    int[] of(long has) {
        int first = (int) (has * MULTIPLIER >>> Integer.SIZE);
        for (int probe = 0; probe < PROBES; probe++) {
            int place = first + probe & PLACES - 1;
            if (parts[place] == has) {
                return known[place];
            }
            if (parts[place] == 0) {
                parts[place] = has;
                known[place] =
                        IntStream.of(all).filter(i -> choice.mayMatch(i, has)).toArray();
                return known[place];
            }
        }
        return all;
    }
}
