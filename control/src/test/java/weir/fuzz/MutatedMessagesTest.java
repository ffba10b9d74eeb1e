package weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.bgp.message.BgpMessage;

class MutatedMessagesTest {

    private static final int MESSAGES = 40_000;
    private static final int[] TELLING = {0, 1, 2, 3, 4, 5, 14, 15, 16, 17, 24, 32, 33, 64, 127, 128, 129, 240, 255};

    private final MessageCheck check = new MessageCheck();
    private final Random random = new Random(7606);

    @Test
    void survivesDamageOfAllKinds() {
        List<byte[]> seeds = SeedMessages.all();
        for (int i = 0; i < MESSAGES; i++) {
            byte[] message = damaged(seeds);
            try {
                check.check(message);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("message " + i + ": " + HexFormat.of().formatHex(message), e);
            }
        }
        // The damage is neither so slight nor so great that the test proves nothing.
        assertThat(check.updates()).isGreaterThan(MESSAGES);
        assertThat(check.malformed()).isGreaterThan(MESSAGES);
        assertThat(check.announced()).isGreaterThan(MESSAGES / 10);
    }

    /** A seed with some bytes changed, left out, repeated or exchanged for those of another; mostly with a true length. */
    private byte[] damaged(List<byte[]> seeds) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 18; i--) {
            int at = 16 + random.nextInt(bytes.length - 16);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) TELLING[random.nextInt(TELLING.length)];
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes[at] += (byte) (random.nextInt(9) - 4);
                default -> bytes = spliced(bytes, seeds.get(random.nextInt(seeds.size())), at);
            }
        }
        if (random.nextInt(10) > 0 && bytes.length >= BgpMessage.HEADER) {
            bytes[16] = (byte) (bytes.length >>> 8);
            bytes[17] = (byte) bytes.length;
        }
        return bytes;
    }

    private byte[] spliced(byte[] one, byte[] other, int keep) {
        int from = 16 + random.nextInt(other.length - 16);
        byte[] spliced = Arrays.copyOf(one, keep + other.length - from);
        System.arraycopy(other, from, spliced, keep, other.length - from);
        return spliced;
    }
}
