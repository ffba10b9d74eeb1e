package weir.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WireTextTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static String terminal(byte[] bytes) {
        ByteText out = new ByteText(1);
        WireText.terminal(out, bytes, 0, bytes.length);
        return out.toString();
    }

    private static String json(byte[] bytes) {
        ByteText out = new ByteText(1);
        WireText.json(out, bytes, 0, bytes.length);
        return out.toString();
    }

    private static String read(String json) {
        return JsonMapper.shared().readTree("\"" + json + "\"").asString();
    }

    @Test
    void leavesOrdinaryTextAsItIs() {
        assertThat(terminal(utf8("swp1s0 \"C:\\\" Zürich 東京 😀"))).isEqualTo("swp1s0 \"C:\\\" Zürich 東京 😀");
        assertThat(read(json(utf8("swp1s0 \"C:\\\" Zürich 東京 😀")))).isEqualTo("swp1s0 \"C:\\\" Zürich 東京 😀");
    }

    @Test
    void letsNobodySpeakToTheTerminal() {
        assertThat(terminal(utf8("\u001b[31mred\u0007\r\nagent 10.0.0.1\u0000\u007f\t")))
                .isEqualTo("\\x1b[31mred\\x07\\x0d\\x0aagent 10.0.0.1\\x00\\x7f\\x09");
        assertThat(terminal(utf8("\u009b31m"))).isEqualTo("\\xc2\\x9b31m");
    }

    @Test
    void showsBytesThatAreNoText() {
        assertThat(terminal(bytes(0xFF, 'a', 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xF4, 0x90, 0x80, 0x80, 0xE2, 0x82)))
                .isEqualTo("\\xffa\\xc0\\x80\\xed\\xa0\\x80\\xf4\\x90\\x80\\x80\\xe2\\x82");
        assertThat(json(bytes('a', 0xFF, 'b'))).isEqualTo("a\\ufffdb");
    }

    @Test
    void anyBytesGiveOneValidJsonString() {
        Random random = new Random(1);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] &= 0x7F;
                }
                assertThat(read(json(bytes))).isEqualTo(new String(bytes, StandardCharsets.US_ASCII));
            }
            String decoded = read(json(bytes));
            assertThat(decoded.replace("\ufffd", ""))
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8).replace("\ufffd", ""));
            String shown = terminal(bytes);
            assertThat(shown.chars().noneMatch(c -> c < 0x20 || c >= 0x7F && c < 0xA0))
                    .isTrue();
        }
    }
}
