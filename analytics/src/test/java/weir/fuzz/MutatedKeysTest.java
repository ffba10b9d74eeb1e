package weir.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.flow.attribute.SampleSeeds;

class MutatedKeysTest {

    private static final int HEADERS = 3000;
    private static final int DEFINITIONS = 4000;
    private static final String[] WORDS = {
        ",",
        ":",
        "[",
        "]",
        "(",
        ")",
        "!",
        "=",
        "~",
        "&",
        "|",
        "\\",
        ".",
        "null",
        " ",
        "\n",
        "*",
        "{2}",
        ".1",
        "ipsource",
        "stack",
        "or:",
        "mask:",
        "prefix:",
        "avg:",
        "bytes",
        "€",
        "0",
        "99999999999999999999",
        "-1"
    };

    @Test
    void anySampledHeaderGivesKeysOrNone() {
        HeaderCheck check = new HeaderCheck();
        List<byte[]> seeds = SampleSeeds.headers();
        seeds.forEach(check::check);
        Random random = new Random(20150313);
        int there = 0;
        for (int i = 0; i < HEADERS; i++) {
            byte[] header = damaged(random, seeds);
            try {
                there += check.check(header);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("header " + HexFormat.of().formatHex(header), e);
            }
        }
        assertThat(there).isGreaterThan(20 * HEADERS);
    }

    private static byte[] damaged(Random random, List<byte[]> seeds) {
        byte[] header = seeds.get(random.nextInt(seeds.size())).clone();
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        switch (random.nextInt(4)) {
            case 0 -> header = Arrays.copyOf(header, random.nextInt(header.length + 1));
            case 1 -> { // the end of another
                int keep = random.nextInt(header.length);
                int from = random.nextInt(other.length);
                header = Arrays.copyOf(header, keep + other.length - from);
                System.arraycopy(other, from, header, keep, other.length - from);
            }
            default -> {}
        }
        for (int i = random.nextInt(5); i > 0 && header.length > 0; i--) {
            int value = random.nextInt(3) == 0 ? 0xFF : random.nextInt(256);
            header[random.nextInt(header.length)] = (byte) value;
        }
        return header;
    }

    @Test
    void anyTextIsADefinitionThatEvaluatesOrIsRefusedWithASentence() {
        DefinitionCheck check = new DefinitionCheck();
        List<String> seeds = KeySeeds.definitions();
        for (String seed : seeds) {
            assertThat(check.check(seed)).as(seed).isTrue();
        }
        assertThat(check.matches()).isGreaterThan(1000);
        assertThat(check.check("")).isTrue();
        Random random = new Random(20150313);
        int read = 0;
        for (int i = 0; i < DEFINITIONS; i++) {
            String text = damagedText(random, seeds);
            try {
                read += check.check(text) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("definition " + text, e);
            }
        }
        // The damage is neither so slight nor so great that the test proves nothing.
        assertThat(read).isBetween(DEFINITIONS / 10, DEFINITIONS * 9 / 10);
    }

    private static String damagedText(Random random, List<String> seeds) {
        StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(4));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, WORDS[random.nextInt(WORDS.length)]);
                default -> {
                    String other = seeds.get(random.nextInt(seeds.size()));
                    int from = random.nextInt(other.length() + 1);
                    text.replace(at, end, other.substring(from, Math.min(other.length(), from + random.nextInt(12))));
                }
            }
        }
        return text.toString();
    }
}
