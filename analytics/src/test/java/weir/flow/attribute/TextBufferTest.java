package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.net.AddressText;

class TextBufferTest {

    private final TextBuffer text = new TextBuffer();

    @Test
    void writesNumbersAsJavaDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long number = random.nextLong() >>> random.nextInt(64);
            assertThat(text.clear().decimal(number)).hasToString(Long.toUnsignedString(number));
            assertThat(text.clear().signed(number)).hasToString(Long.toString(number));
            assertThat(text.clear().hexLower(number, 16)).hasToString(String.format("%016x", number));
        }
        assertThat(text.clear().signed(Long.MIN_VALUE)).hasToString(Long.toString(Long.MIN_VALUE));
    }

    @Test
    void writesNumbersWithTheirFraction() {
        assertThat(text.clear().real(1000)).hasToString("1000.0");
        assertThat(text.clear().real(10_000_000)).hasToString("10000000.0");
        assertThat(text.clear().real(-2.5)).hasToString("-2.5");
        assertThat(text.clear().real(-0.0)).hasToString("-0.0");
    }

    @Test
    void writesAddressesInTheirOneCanonicalForm() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            int v4 = random.nextInt();
            assertThat(text.clear().ipv4(v4 & 0xFFFF_FFFFL)).hasToString(AddressText.v4(v4));
            long high = sparse(random);
            long low = sparse(random);
            assertThat(text.clear().ipv6(high, low)).hasToString(AddressText.v6(high, low));
        }
        assertThat(text.clear().ipv6(0, 0)).hasToString("::");
        assertThat(text.clear().ipv6(0, 1)).hasToString("::1");
        assertThat(text.clear().ipv6(1L << 48, 0)).hasToString("1::");
    }

    private static long sparse(Random random) {
        long bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000) >>> random.nextInt(16));
        }
        return bits;
    }

    @Test
    void takesWhatIsUtf8AndReplacesWhatIsNot() {
        Random random = new Random(3);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            String written = text.clear().untrusted(bytes, 0, bytes.length).toString();
            assertThat(text.toString().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(java.util.Arrays.copyOf(text.bytes(), text.length()));
            if (new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0) {
                assertThat(written).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
            } else {
                assertThat(written).contains("\uFFFD");
            }
        }
        byte[] euro = "a€b😀".getBytes(StandardCharsets.UTF_8);
        assertThat(text.clear().untrusted(euro, 0, euro.length)).hasToString("a€b😀");
    }

    @Test
    void cutsAtItsBoundAndNeverInsideACharacter() {
        byte[] euros = "€".repeat(1000).getBytes(StandardCharsets.UTF_8);
        text.clear().ascii("ab").utf8(euros);
        assertThat(text.length()).isLessThanOrEqualTo(TextBuffer.MAX_LENGTH).isGreaterThan(TextBuffer.MAX_LENGTH - 3);
        assertThat(text.toString()).endsWith("€").doesNotContain("\uFFFD");
        text.ascii('x').ascii('y').ascii('z').decimal(1234567890L);
        assertThat(text.length()).isLessThanOrEqualTo(TextBuffer.MAX_LENGTH);
    }
}
