package weir.flow.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyFormatTest {

    private final KeyBuffer key = new KeyBuffer();
    private final TextBuffer scratch = new TextBuffer();

    @ParameterizedTest
    @EnumSource
    void readsBackWhatItWritesAndParsesWhatItPrints(KeyFormat format) {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            KeyValue value = random(format, random);
            key.clear();
            key.u8(random.nextInt());
            format.encode(value, key, scratch);
            KeyValue back = new KeyValue();
            assertThat(format.decode(key.copy(), 1, back)).isEqualTo(key.length());
            assertThat(back).hasToString(value.toString());
            assertThat(format.width() < 0 || key.length() == 1 + format.width()).isTrue();
            KeyValue parsed = new KeyValue();
            assertThat(format.parse(value.toString(), parsed))
                    .as(value.toString())
                    .isTrue();
            assertThat(parsed.sameValue(value)).as(value.toString()).isTrue();
            assertThat(value.toString().chars().allMatch(c -> format.mayContain((char) c)))
                    .isTrue();
        }
    }

    private static KeyValue random(KeyFormat format, Random random) {
        KeyValue value = new KeyValue();
        long bits = random.nextLong() >>> random.nextInt(64);
        switch (format) {
            case U8, U16, U32 -> value.unsigned(format, bits & (1L << 8 * format.width()) - 1);
            case U64, MAC -> value.unsigned(format, bits & 0xFFFF_FFFF_FFFFL);
            case S64 -> value.signed(-(bits >>> 1) - 1);
            case REAL -> value.real((bits >>> 24) / 16.0);
            case BOOLEAN -> value.flag(random.nextBoolean());
            case BITS2, BITS3, BITS8, BITS9, BITS16 -> value.unsigned(format, bits & format.domain() - 1);
            case IPV4 -> value.ipv4(bits);
            case IPV6 -> value.ipv6(random.nextLong(), bits);
            case ADDRESS -> {
                if (random.nextBoolean()) {
                    value.ipv6(random.nextLong(), bits);
                } else {
                    value.ipv4(bits);
                }
            }
            case PREFIX4 -> value.prefix(format, 0, bits & 0xFFFF_FFFFL, random.nextInt(33));
            case PREFIX6 -> value.prefix(format, random.nextLong(), bits, random.nextInt(129));
            case INTERFACE ->
                value.unsigned(
                        format,
                        switch (random.nextInt(5)) {
                            case 0 -> 0;
                            case 1 -> 0x3FFF_FFFF;
                            case 2 -> InterfaceText.DISCARDED;
                            case 3 -> InterfaceText.MULTIPLE;
                            default -> bits & 0xFFFF_FFFFL;
                        });
            case TEXT -> {
                value.startText()
                        .ascii(Long.toString(bits, 36))
                        .utf8("é".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                value.endText();
            }
        }
        return value;
    }

    @Test
    void refusesTextThatIsNotExactlyWhatItPrints() {
        assertThat(parses(KeyFormat.U8, "256")).isFalse();
        assertThat(parses(KeyFormat.U8, "07")).isFalse();
        assertThat(parses(KeyFormat.U8, "+7")).isFalse();
        assertThat(parses(KeyFormat.U8, "")).isFalse();
        assertThat(parses(KeyFormat.U16, "65536")).isFalse();
        assertThat(parses(KeyFormat.IPV4, "010.0.0.1")).isFalse();
        assertThat(parses(KeyFormat.IPV4, "::1")).isFalse();
        assertThat(parses(KeyFormat.IPV6, "2001:DB8::1")).isFalse();
        assertThat(parses(KeyFormat.IPV6, "2001:db8:0::1")).isFalse();
        assertThat(parses(KeyFormat.MAC, "02000000000a")).isFalse();
        assertThat(parses(KeyFormat.BITS9, "10")).isFalse();
        assertThat(parses(KeyFormat.BITS9, "0000000100")).isFalse();
        assertThat(parses(KeyFormat.INTERFACE, "0")).isFalse();
        assertThat(parses(KeyFormat.INTERFACE, "4294967296")).isFalse();
        assertThat(parses(KeyFormat.PREFIX4, "10.0.0.0")).isFalse();
        assertThat(parses(KeyFormat.REAL, "1000")).isFalse();
    }

    private static boolean parses(KeyFormat format, String text) {
        return format.parse(text, new KeyValue());
    }

    @Test
    void unifiesToTheNarrowestFormatThatHoldsBoth() {
        assertThat(KeyFormat.U8.unify(KeyFormat.U32)).isEqualTo(KeyFormat.U32);
        assertThat(KeyFormat.IPV4.unify(KeyFormat.IPV6)).isEqualTo(KeyFormat.ADDRESS);
        assertThat(KeyFormat.ADDRESS.unify(KeyFormat.IPV4)).isEqualTo(KeyFormat.ADDRESS);
        assertThat(KeyFormat.MAC.unify(KeyFormat.MAC)).isEqualTo(KeyFormat.MAC);
        assertThat(KeyFormat.MAC.unify(KeyFormat.U64)).isEqualTo(KeyFormat.TEXT);
        assertThat(KeyFormat.BITS8.unify(KeyFormat.U8)).isEqualTo(KeyFormat.TEXT);
    }

    @Test
    void hashesDependOnAllBytesAndOnNothingElse() {
        byte[] bytes = new byte[21];
        long before = KeyBuffer.hash(bytes, 0, bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = 1;
            assertThat(KeyBuffer.hash(bytes, 0, bytes.length)).isNotEqualTo(before);
            bytes[i] = 0;
        }
        assertThat(KeyBuffer.hash(bytes, 0, 20)).isNotEqualTo(before);
        byte[] shifted = new byte[30];
        assertThat(KeyBuffer.hash(shifted, 9, 21)).isEqualTo(before);
        key.clear();
        for (int i = 0; i < 21; i++) {
            key.u8(0);
        }
        assertThat(key.hash()).isEqualTo(before);
    }

    @Test
    void keyIsCutAtItsBound() {
        byte[] text = "é".repeat(1000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        for (int i = 0; i < 10; i++) {
            key.text(text, 0, text.length);
        }
        assertThat(key.length()).isLessThan(KeyBuffer.MAX_LENGTH + 40);
        KeyValue value = new KeyValue();
        int at = 0;
        for (int i = 0; i < 10; i++) {
            at = KeyFormat.TEXT.decode(key.copy(), at, value);
            assertThat(value.toString()).doesNotContain("\uFFFD");
        }
        assertThat(at).isEqualTo(key.length());
    }
}
