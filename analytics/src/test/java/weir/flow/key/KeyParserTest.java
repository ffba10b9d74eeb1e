package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.request.InvalidRequestException;

class KeyParserTest {

    @Test
    void blanksAroundSeparatorsDoNotCount() {
        assertThat(KeyParser.list("keys", " ipsource , or : ip6source : [ null : vlan : 0 ] ,ipttl"))
                .isEqualTo(KeyParser.list("keys", "ipsource,or:ip6source:[null:vlan:0],ipttl"));
        assertThat(KeyParser.list("keys", "  ")).isEmpty();
    }

    @Test
    void aCommaInsideBracketsIsAnOrdinaryCharacter() {
        assertThat(KeyParser.list("keys", "or:[concat:,:ipsource:ipttl]:vlan,ipttl"))
                .hasSize(2);
        assertThat(Evaluation.key("or:[concat:,:ipsource:ipttl]:vlan", Evaluation.udp()))
                .isEqualTo("10.1.2.3,64");
    }

    @Test
    void aBackslashMakesTheNextCharacterMeanItself() {
        assertThat(Evaluation.key("concat:\\::ipttl:ipprotocol", Evaluation.udp()))
                .isEqualTo("64:17");
        assertThat(Evaluation.key("concat:\\[\\]:ipttl:ipprotocol", Evaluation.udp()))
                .isEqualTo("64[]17");
        assertThat(Evaluation.key("concat:\\\\:ipttl:ipprotocol", Evaluation.udp()))
                .isEqualTo("64\\17");
        assertThat(Evaluation.key("concat:\\ :ipttl:ipprotocol", Evaluation.udp()))
                .isEqualTo("64 17");
        assertThat(Evaluation.key("null:vlan:\\,", Evaluation.udp())).isEqualTo(",");
    }

    @Test
    void aSuffixIsANumberBehindADot() {
        assertThat(KeyExpression.Attribute.of("ipsource").occurrence()).isZero();
        assertThat(KeyExpression.Attribute.of("ipsource.2").occurrence()).isEqualTo(2);
        assertThat(KeyExpression.Attribute.of("ipsource.2").name()).isEqualTo("ipsource");
        assertThat(KeyExpression.Attribute.of("ipsource.0").occurrence()).isEqualTo(-1);
        assertThat(KeyExpression.Attribute.of("ipsource.99999999999").occurrence())
                .isEqualTo(-1);
        assertThat(KeyExpression.Attribute.of("probe.temp").name()).isEqualTo("probe.temp");
        assertThat(KeyExpression.Attribute.of(".1").name()).isEqualTo(".1");
    }

    @Test
    void bracketsNestAsDeepAsAnyoneNeedsAndNoDeeper() {
        assertThat(Evaluation.key("or:vlan:[".repeat(32) + "null:ipttl" + "]".repeat(32), Evaluation.udp()))
                .isEqualTo("64");
        assertThatThrownBy(() -> KeyParser.list("keys", "or:[".repeat(33) + "ipttl" + "]".repeat(33)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("keys are nested too deeply");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '"',
            value = {
                "bogusfn:ipsource@ 1, 'bogusfn:ipsource': there is no function 'bogusfn'",
                "Or:ipsource@ 1, 'Or:ipsource': there is no function 'Or'",
                "ipsource,,ipttl@ 10, ',ipttl': a key is missing",
                "ipsource,@ 10, at the end: a key is missing",
                ",ipsource@ 1, ',ipsource': a key is missing",
                "ip source@ 1, 'ip source': the name of a key has no blanks",
                "or:[ipsource@ 4, '[ipsource': '[' is never closed",
                "or:[ipsource:ipttl]@ 5, 'ipsource:ipttl]': there is no function 'ipsource'",
                "or:ipsource]@ 12, ']': this is not expected here",
                "[ipsource]@ 1, '[ipsource]': a key is missing",
                "or:[lc:ipsource]x@ 17, 'x': this is not expected here",
                "concat:[lc:ipsource]:vlan@ 8, '[lc:ipsource]:vlan': this argument is text; write \\[ for the character",
                "or:@ 4, at the end: a key is missing",
                "ipsource\\@ 9, '\\': '\\' has nothing behind it",
                "prefix:stack:.:0@ 1, 'prefix:stack:.:0': '0' is not a number of tokens, 1 or more",
                "prefix:stack:.:x@ 1, 'prefix:stack:.:x': 'x' is not a number of tokens, 1 or more",
                "prefix:stack::1@ 1, 'prefix:stack::1': the delimiter is empty",
                "first:stack::ip@ 1, 'first:stack::ip': the delimiter is empty",
                "mask:ipsource:24:3@ 1, 'mask:ipsource:24:3': write it as mask:<key>:<bits>",
                "mask:ipsource:x@ 1, 'mask:ipsource:x': 'x' is not a prefix length",
                "mask:ipsource:-1@ 1, 'mask:ipsource:-1': '-1' is not a prefix length",
                "range:ipttl:a@ 1, 'range:ipttl:a': 'a' is not a number",
                "bits:ipttl:0xFF@ 1, 'bits:ipttl:0xFF': '0xFF' is not a decimal bit mask",
                "country:ipsource:city@ 1, 'country:ipsource:city': 'city' is none of code, name, both",
                "asn:ipsource:name@ 1, 'asn:ipsource:name': 'name' is none of number, descr, both",
                "oui:macsource:x@ 1, 'oui:macsource:x': 'x' is none of prefix, name",
                "uri:httpurl:user@ 1, 'uri:httpurl:user': a URL has scheme, authority, host, port, path, file, "
                        + "extension, query and fragment",
            })
    void aMistakeNamesPositionAndPart(String keys, String message) {
        assertThatThrownBy(() -> KeyParser.list("keys", keys))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("keys, position " + message);
    }

    @Test
    void aLongPartIsShownInPart() {
        assertThatThrownBy(() -> KeyParser.list("keys", "bogus:" + "x".repeat(100)))
                .hasMessage("keys, position 1, 'bogus:" + "x".repeat(34) + "…': there is no function 'bogus'");
    }

    /** Calls with too few arguments and, where there is a bound, too many. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "group:ipsource",
                "map:ipsource",
                "prefix:stack:.",
                "prefix:stack:.:1:2",
                "suffix:stack:.",
                "suffix:stack:.:1:2",
                "first:stack:.",
                "range:ipttl",
                "range:ipttl:1:2:3",
                "null:ipttl:a:b",
                "if:ipttl:64",
                "if:ipttl:64:vlan:vlan:vlan",
                "bits:ipttl",
                "concat:x",
                "lc:stack:x",
                "uc:stack:x",
            })
    void callsHaveAsManyArgumentsAsTheirFunctionWants(String call) {
        assertThatThrownBy(() -> KeyParser.list("keys", call))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("write it as " + call.substring(0, call.indexOf(':') + 1) + "<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mask:ipsource",
                "null:ipsource",
                "null:ipsource:",
                "or:ipsource",
                "eq:ipsource",
                "hash:ipsource",
                "range:ipttl:",
                "range:ipttl:-1.5:2.5",
                "concat::ipsource",
                "if:ipttl::vlan",
                "country:ipsource",
                "uri:httpurl",
            })
    void theseAreEnough(String call) {
        assertThat(KeyParser.list("keys", call)).hasSize(1);
    }

    @Test
    void anExpressionIsWrittenAsItWasRead() {
        for (String text : new String[] {"ipsource", "vlan.1", "or:ip6source:[null:vlan:0]", "suffix:stack:.:1"}) {
            assertThat(KeyParser.list("keys", text).getFirst()).hasToString(text);
        }
    }
}
