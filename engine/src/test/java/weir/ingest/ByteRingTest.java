package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteRingTest {

    @Test
    void givesTheWholeRingToOneWhenNothingIsTaken() {
        ByteRing ring = new ByteRing(100);
        for (int i = 1; i <= 100; i++) {
            int start = ring.take(i);
            assertThat(start).isZero();
            ring.giveBack(start, i);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        ByteRing ring = new ByteRing(100);
        assertThat(ring.take(60)).isZero();
        assertThat(ring.take(41)).isEqualTo(ByteRing.FULL);
        assertThat(ring.take(40)).isEqualTo(60);
        assertThat(ring.take(1)).isEqualTo(ByteRing.FULL);
    }

    @Test
    void skipsTheEndThatIsTooShort() {
        ByteRing ring = new ByteRing(100);
        int first = ring.take(50);
        int second = ring.take(30);
        ring.giveBack(first, 50);
        assertThat(ring.take(40)).isZero();
        ring.giveBack(second, 30);
        assertThat(ring.take(50)).isEqualTo(40);
    }

    @Test
    void takesNothingForAnEmptyStretch() {
        ByteRing ring = new ByteRing(10);
        for (int i = 0; i < 1000; i++) {
            assertThat(ring.take(0)).isNotEqualTo(ByteRing.FULL);
        }
        assertThat(ring.take(10)).isZero();
    }

    @Test
    void neverHandsOutAByteTwice() {
        Random random = new Random(1);
        ByteRing ring = new ByteRing(257);
        boolean[] taken = new boolean[257];
        record Stretch(int start, int length) {}
        ArrayDeque<Stretch> out = new ArrayDeque<>();
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            int length = random.nextInt(120);
            int start = random.nextInt(3) == 0 ? ByteRing.FULL : ring.take(length);
            if (start == ByteRing.FULL) {
                refused++;
                if (!out.isEmpty()) {
                    Stretch oldest = out.remove();
                    Arrays.fill(taken, oldest.start, oldest.start + oldest.length, false);
                    ring.giveBack(oldest.start, oldest.length);
                }
                continue;
            }
            for (int at = start; at < start + length; at++) {
                assertThat(taken[at]).isFalse();
                taken[at] = true;
            }
            out.add(new Stretch(start, length));
        }
        assertThat(refused).isBetween(10_000, 90_000);
    }
}
