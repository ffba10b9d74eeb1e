package weir.meter;

import java.util.Arrays;
import java.util.stream.IntStream;
import weir.flow.attribute.SampleContext;

/**
 * Which definitions in force a sample may belong to: those whose headers and records it has. Most samples have the same
 * few sets of parts, so the answer is worked out once for a set.
 *
 * <p>Bound: {@value #PLACES} sets are known at a time; two that meet in one place take turns. Thread: owner only.
 */
final class Candidates {

    private static final int PLACE_BITS = 8;
    private static final int PLACES = 1 << PLACE_BITS;
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final MeteredFlow[] flows;
    private final int[] all;
    private final long[] parts = new long[PLACES];
    private final int[][] known = new int[PLACES][];

    /** For the definitions in force. */
    Candidates(MeteredFlow[] flows) {
        this.flows = flows;
        all = IntStream.range(0, flows.length).toArray();
        Arrays.fill(known, all);
    }

    /** Positions, rising, of the definitions that a sample may belong to; not to be changed. */
    int[] of(SampleContext sample) {
        if (sample.kind() != SampleContext.Kind.FLOW) {
            return all;
        }
        long has = sample.parts();
        int place = (int) (has * MULTIPLIER >>> Long.SIZE - PLACE_BITS);
        if (parts[place] != has) {
            parts[place] = has;
            known[place] = IntStream.of(all).filter(i -> flows[i].mayMatch(has)).toArray();
        }
        return known[place];
    }
}
