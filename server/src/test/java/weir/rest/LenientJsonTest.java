package weir.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.request.InvalidRequestException;

/** Bodies as people type them. Source: REST API reference, section 1.3. */
class LenientJsonTest {

    @Test
    void readsTheBodyOfTheTutorial() { // RTM-18
        JsonBody body = read("{\"keys\":\"ipsource,ipdestination\",value:\"bytes\"}");
        assertThat(body.text("keys")).contains("ipsource,ipdestination");
        assertThat(body.text("value")).contains("bytes");
    }

    @Test
    void readsStrictJson() {
        JsonBody body = read("""
                {"text": "a\\u00e9\\n", "whole": 7, "part": -1.5e3, "yes": true, "no": false, "none": null,
                 "list": [1, "b", null, {"c": []}], "object": {"d": {}}}""");
        assertThat(body.members())
                .isEqualTo(Map.of(
                        "text",
                        "aé\n",
                        "whole",
                        7L,
                        "part",
                        -1500.0,
                        "yes",
                        true,
                        "no",
                        false,
                        "list",
                        List.of(1L, "b", Map.of("c", List.of())),
                        "object",
                        Map.of("d", Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':'b'}",
                "{a:'b'}",
                "{\"a\":\"b\",}",
                "  {\"a\":\"b\"} and more",
                "{\"a\":\"b\"}}}",
                "{a:'x',a:'b'}",
                "\uFEFF{a:'b'}",
                "{\r\n\t\"a\" : 'b' , }\n"
            })
    void acceptsWhatPeopleType(String text) {
        assertThat(read(text).members()).isEqualTo(Map.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "[{\"a\":1}]",
                "\"a\"",
                "7",
                "null",
                "{",
                "{a",
                "{a:",
                "{a:b}",
                "{a:'b'",
                "{a:1 b:2}",
                "{a:'b\"}",
                "{,}",
                "{a:1,,}",
                "{a:[1,2}",
                "{a:+-1}",
                "{a:0x10}",
                "{a:NaN}",
                "{'a':'\\q'}",
                "keys=ipsource&value=bytes"
            })
    void refusesWhatIsNoObject(String text) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("the body ");
    }

    @Test
    void tellsWhere() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read("{\n  a: b\n}"))
                .withMessageContaining("line 2");
    }

    @Test
    void refusesBytesThatAreNotText() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(
                        () -> LenientJson.read(new byte[] {'{', 'a', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'}));
    }

    @Test
    void refusesDepthWithoutEnd() {
        String deep = "{a:" + "[".repeat(100_000);
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> read(deep));
        String fits = "{a:" + "[".repeat(50) + "]".repeat(50) + "}";
        assertThat(read(fits).members()).containsKey("a");
    }

    @Test
    void numbersWithoutEndBecomeNumbersOrAreRefused() {
        assertThat(read("{n:123456789012345678901234567890}").number("n")).hasValue(1.2345678901234568e29);
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> read("{n:" + "9".repeat(2000) + "}"));
    }

    @Test
    void numericStringsAreNumbers() {
        JsonBody body = read("{n:'7', t:2.5, f:'many', l:[1], b:true, i:'Infinity'}");
        assertThat(body.number("n")).hasValue(7);
        assertThat(body.number("t")).hasValue(2.5);
        assertThat(body.number("none")).isEmpty();
        for (String name : List.of("f", "l", "b", "i")) {
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> body.number(name))
                    .withMessage(name + " must be a number");
        }
        assertThat(body.flag("b")).isTrue();
        assertThat(body.flag("none")).isFalse();
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> body.flag("n"));
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> body.text("l"));
        assertThat(body.text("t")).contains("2.5");
    }

    private static JsonBody read(String text) {
        return LenientJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
