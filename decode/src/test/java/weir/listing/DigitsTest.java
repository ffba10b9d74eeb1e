package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DigitsTest {

    private static final long SEED = 20_260_101;

    private static ByteText text() {
        return new ByteText(1);
    }

    /** Numbers of every length, and those beside the powers of ten and two. */
    private static LongStream numbers() {
        Random random = new Random(SEED);
        LongStream.Builder numbers = LongStream.builder();
        for (int bits = 0; bits < 64; bits++) {
            numbers.add(1L << bits).add((1L << bits) - 1).add(-(1L << bits));
            for (int i = 0; i < 100; i++) {
                numbers.add(random.nextLong() >>> bits);
            }
        }
        long power = 1;
        for (int i = 0; i < 19; i++) {
            numbers.add(power).add(power - 1).add(power + 1);
            power *= 10;
        }
        return numbers.build();
    }

    @Test
    void writesUnsignedNumbers() {
        numbers().forEach(number -> assertThat(text().number(number)).hasToString(Long.toUnsignedString(number)));
    }

    @Test
    void writesSignedNumbers() {
        numbers()
                .forEach(number -> assertThat(text().signed((int) number)).hasToString(Integer.toString((int) number)));
    }

    @Test
    void writesHexadecimalNumbers() {
        numbers().forEach(number -> {
            assertThat(text().hex(number, 1)).hasToString(Long.toHexString(number));
            assertThat(text().hex(number, 16)).hasToString(String.format("%016x", number));
            assertThat(text().mac(number)).hasToString(String.format("%012x", number & 0xFFFF_FFFF_FFFFL));
        });
    }

    @Test
    void writesAddresses() {
        numbers().forEach(number -> {
            int bits = (int) number;
            assertThat(text().ip4(bits))
                    .hasToString(String.format(
                            "%d.%d.%d.%d", bits >>> 24, bits >>> 16 & 0xFF, bits >>> 8 & 0xFF, bits & 0xFF));
            assertThat(text().ip6(number, ~number))
                    .hasToString(String.format("%016x%016x", number, ~number).replaceAll("(.{4})(?=.)", "$1:"));
        });
    }

    @Test
    void writesBytesWithDashes() {
        byte[] bytes = new byte[256];
        new Random(SEED).nextBytes(bytes);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(text().dashed(bytes, 0, length))
                    .hasToString(HexFormat.ofDelimiter("-").withUpperCase().formatHex(bytes, 0, length));
        }
    }

    @Test
    void roundsDecimalsAsCDoes() {
        assertThat(text().decimal(0.07f, 3)).hasToString("0.070");
        assertThat(text().decimal(2.5, 0)).hasToString("2");
        assertThat(text().decimal(3.5, 0)).hasToString("4");
        assertThat(text().decimal(0.0005, 3)).hasToString("0.001"); // just above the half in binary
        assertThat(text().decimal(-1.5, 3)).hasToString("-1.500");
        assertThat(text().decimal(-0.0, 3)).hasToString("-0.000");
        assertThat(text().decimal(Double.NaN, 3)).hasToString("nan");
        assertThat(text().decimal(Double.NEGATIVE_INFINITY, 3)).hasToString("-inf");
        assertThat(text().decimal(Double.POSITIVE_INFINITY, 3)).hasToString("inf");
        assertThat(text().decimal(1e20, 3)).hasToString("100000000000000000000.000");
    }
}
