package weir.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import weir.testing.Allocation;

/** Definitions are left out by what samples have. */
class CandidatesTest {

    private static final int DEFINITIONS = 20;

    /** Each definition needs one part of 64. */
    private static boolean mayMatch(int position, long parts) {
        return (parts >>> 3 * position & 1) != 0;
    }

    @Test
    void aSetOfPartsGetsTheDefinitionsThatItMayMatch() {
        var candidates = new Candidates(DEFINITIONS, CandidatesTest::mayMatch);

        assertThat(candidates.of(0b1001)).containsExactly(0, 1);
        assertThat(candidates.of(-1L)).hasSize(DEFINITIONS);
        assertThat(candidates.of(0b1000)).containsExactly(1);
        assertThat(candidates.of(0b1001)).containsExactly(0, 1);
    }

    @Test
    void howeverManySetsComeNoneMissesADefinitionAndTheFirstStayKnown() {
        var candidates = new Candidates(DEFINITIONS, CandidatesTest::mayMatch);
        Map<Long, int[]> first = new HashMap<>();
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            long parts = random.nextLong();
            first.put(parts, candidates.of(parts));
        }
        int exact = 0;
        for (int i = 0; i < 100_000; i++) {
            long parts = random.nextLong();
            int[] found = candidates.of(parts);
            int[] expected = IntStream.range(0, DEFINITIONS)
                    .filter(one -> mayMatch(one, parts))
                    .toArray();
            assertThat(found).contains(expected);
            exact += found.length == expected.length ? 1 : 0;
        }

        assertThat(exact).isBetween(1, 2 * Candidates.PLACES);
        first.forEach((parts, found) -> assertThat(candidates.of(parts)).isSameAs(found));
    }

    @Test
    void setsThatFindNoPlaceCostNoMemory() {
        var candidates = new Candidates(DEFINITIONS, CandidatesTest::mayMatch);
        long[] sets = new Random(2).longs(5000).toArray();
        int[] sum = new int[1];

        long allocated = Allocation.ofWarm(300, () -> {
            for (long parts : sets) {
                sum[0] += candidates.of(parts).length;
            }
        });

        assertThat(allocated).isZero();
        assertThat(sum[0]).isPositive();
    }
}
