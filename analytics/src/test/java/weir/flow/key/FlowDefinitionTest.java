package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static weir.flow.key.Evaluation.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.lookup.Lookups;
import weir.request.InvalidRequestException;

class FlowDefinitionTest {

    @Test
    void defaultsAreReadBack() {
        assertThat(definition("value", "bytes").attributes())
                .isEqualTo(Map.of("value", "bytes", "n", 5, "t", 2, "fs", ",", "activeTimeout", 60));
    }

    @ParameterizedTest
    @CsvSource({
        "n, 1, 5",
        "n, 20, 20",
        "n, 1000, 20",
        "n, -7, 5",
        "n, 7.9, 7",
        "t, 0.01, 0.1",
        "t, 0.25, 0.25",
        "t, 10000, 600",
        "t, -1, 0.1",
        "activeTimeout, 5, 10",
        "activeTimeout, 99999, 3600",
    })
    void numbersOutOfBoundsAreClampedAndReadBackAsTheyApply(String attribute, double given, double effective) {
        Map<String, Object> read =
                definition("value", "bytes", attribute, given).attributes();
        assertThat(((Number) read.get(attribute)).doubleValue()).isEqualTo(effective);
        String text = given == Math.rint(given) ? Long.toString((long) given) : Double.toString(given);
        assertThat(definition("value", "bytes", attribute, text).attributes()).isEqualTo(read);
    }

    @Test
    void whatIsGivenIsReadBack() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("keys", "ipsource,ipdestination");
        given.put("value", "bytes");
        given.put("values", "frames,avg:ipttl");
        given.put("filter", "ipprotocol=6");
        given.put("n", 10);
        given.put("t", 0.5);
        given.put("fs", "_SEP_");
        given.put("log", true);
        given.put("flowStart", true);
        given.put("activeTimeout", 30);
        given.put("dropped", true);
        given.put("aggMode", "AGENT");
        FlowDefinition read = FlowDefinition.of("a", given);
        assertThat(read.attributes()).isEqualTo(given);
        assertThat(FlowDefinition.of("a", read.attributes())).isEqualTo(read);
    }

    @Test
    void falseAndUnknownAttributesAreNotReadBack() {
        FlowDefinition plain = definition("value", "bytes");
        assertThat(definition("value", "bytes", "log", false, "flowStart", "false", "dropped", false, "color", "red"))
                .isEqualTo(plain);
    }

    @Test
    void anEmptyDefinitionMeasuresNothing() {
        FlowDefinition nothing = FlowDefinition.of("a", Map.of());
        assertThat(Evaluation.keys(nothing, Evaluation.sample(Evaluation.udp()), Lookups.NONE))
                .containsExactly(Evaluation.NONE);
    }

    @Test
    void withoutKeysThereIsOneFlowWithTheEmptyKey() {
        assertThat(Evaluation.keys(definition("value", "bytes"), Evaluation.sample(Evaluation.udp()), Lookups.NONE))
                .containsExactly("");
        assertThat(Evaluation.keys(
                        definition("value", "bytes", "keys", " "), Evaluation.sample(Evaluation.udp()), Lookups.NONE))
                .containsExactly("");
    }

    @Test
    void unknownKeysAreAcceptedAndNeverThere() {
        assertThat(Evaluation.keys(
                        definition("value", "bytes", "keys", "bogus,ipsource"),
                        Evaluation.sample(Evaluation.udp()),
                        Lookups.NONE))
                .containsExactly(Evaluation.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1flow", "tcp_flow-2", "A"})
    void aNameHasLettersDigitsDashesAndUnderscores(String name) {
        assertThat(FlowDefinition.of(name, Map.of("value", "bytes")).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a.b", "3.a", "ä", "a/b", "a,b"})
    void anyOtherNameIsRefused(String name) {
        assertThatThrownBy(() -> FlowDefinition.of(name, Map.of("value", "bytes")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("flow name '" + name + "' has other characters than letters, digits, _ and -");
    }

    private static void refused(Map<String, ?> attributes, String message) {
        assertThatThrownBy(() -> FlowDefinition.of("a", attributes))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void aMistakeNamesTheAttribute() {
        refused(Map.of("keys", "ipsource"), "value is missing");
        refused(Map.of("value", " "), "value is missing");
        refused(Map.of("value", 5), "value is not a text: 5");
        refused(Map.of("value", "bytes", "n", "many"), "n is not a number: many");
        refused(Map.of("value", "bytes", "n", List.of(5)), "n is not a number: [5]");
        refused(Map.of("value", "bytes", "t", "1e999"), "t is not a number: 1e999");
        refused(Map.of("value", "bytes", "t", Double.NaN), "t is not a number: NaN");
        refused(Map.of("value", "bytes", "fs", 1), "fs is not a text: 1");
        refused(Map.of("value", "bytes", "fs", "_".repeat(256)), "fs is longer than 255 characters");
        refused(Map.of("value", "bytes", "log", "yes"), "log is neither true nor false: yes");
        refused(Map.of("value", "bytes", "dropped", 1), "dropped is neither true nor false: 1");
        refused(Map.of("value", "bytes", "aggMode", "port"), "aggMode is AGENT or EDGE, not 'port'");
        refused(Map.of("value", "bytes", "keys", List.of("ipsource")), "keys is not a text: [ipsource]");
        refused(Map.of("value", "bytes", "values", List.of("frames")), "values is not a text: [frames]");
        refused(
                Map.of("value", "bytes", "keys", "ipsource,bogusfn:ipsource"),
                "keys, position 10, 'bogusfn:ipsource': there is no function 'bogusfn'");
        refused(
                Map.of("value", "bytes", "keys", "vlan,".repeat(100) + "vlan"),
                "a definition has at most 100 keys and values");
    }

    @Test
    void scriptsMayGiveArrays() {
        Map<String, ?> attributes = Map.of(
                "value",
                "bytes",
                "keys",
                List.of("ipsource", "or:ip6source:[null:vlan:0]"),
                "values",
                List.of("frames", "avg:ipttl"));
        FlowDefinition definition = FlowDefinition.ofScript("test", attributes);
        assertThat(definition)
                .isEqualTo(definition(
                        "value", "bytes", "keys", "ipsource,or:ip6source:[null:vlan:0]", "values", "frames,avg:ipttl"));
        assertThatThrownBy(() -> FlowDefinition.ofScript("a", Map.of("value", "bytes", "keys", List.of(1))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("keys has an element that is not a text: 1");
    }

    @ParameterizedTest
    @CsvSource({"agent, AGENT", "EDGE, EDGE", "Edge, EDGE"})
    void theTableOfFlowsIsEchoedInUpperCase(String given, String echoed) {
        assertThat(definition("value", "bytes", "aggMode", given).attributes()).containsEntry("aggMode", echoed);
    }

    @Test
    void whatIsExportedAsIpfixHasKeysAndValuesThatIpfixKnows() {
        Map<String, Object> given = Map.of(
                "value",
                "bytes",
                "values",
                "frames",
                "keys",
                String.join(",", IpfixElements.KEYS.keySet()),
                "ipfixCollectors",
                List.of("10.0.0.1", "2001:DB8::1"));
        assertThat(FlowDefinition.of("a", given).attributes())
                .containsEntry("ipfixCollectors", List.of("10.0.0.1", "2001:db8::1"));
        refusedIpfix("value", "ipbytes", "value: 'ipbytes' cannot be exported as IPFIX");
        refusedIpfix("value", "avg:bytes", "value: 'avg:bytes' cannot be exported as IPFIX");
        refusedIpfix("values", "frames, duration", "values: 'duration' cannot be exported as IPFIX");
        refusedIpfix("keys", "ipsource,ipttl", "keys: 'ipttl' cannot be exported as IPFIX");
        refusedIpfix("keys", "mask:ipsource:24", "keys: 'mask:ipsource:24' cannot be exported as IPFIX");
        refusedIpfix("keys", "ipsource.1", "keys: 'ipsource.1' cannot be exported as IPFIX");
        refusedIpfix("ipfixCollectors", "10.0.0.1", "ipfixCollectors is not an array: 10.0.0.1");
        refusedIpfix("ipfixCollectors", List.of("host"), "ipfixCollectors: 'host' is not an address");
        refusedIpfix("ipfixCollectors", List.of(1), "ipfixCollectors: 1 is not an address");
    }

    private static void refusedIpfix(String attribute, Object text, String message) {
        Map<String, Object> attributes = new LinkedHashMap<>(
                Map.of("value", "bytes", "keys", "ipsource", "ipfixCollectors", List.of("10.0.0.1")));
        attributes.put(attribute, text);
        refused(attributes, message);
    }

    @Test
    void ipfixElementsAreThoseOfTheRegistry() {
        assertThat(IpfixElements.KEYS)
                .isEqualTo(Map.ofEntries(
                        Map.entry("macsource", 56),
                        Map.entry("macdestination", 80),
                        Map.entry("ethernetprotocol", 256),
                        Map.entry("vlan", 243),
                        Map.entry("priority", 244),
                        Map.entry("ipprotocol", 4),
                        Map.entry("ip6nexthdr", 4),
                        Map.entry("ipsource", 8),
                        Map.entry("ipdestination", 12),
                        Map.entry("ip6source", 27),
                        Map.entry("ip6destination", 28),
                        Map.entry("tcpsourceport", 182),
                        Map.entry("tcpdestinationport", 183),
                        Map.entry("udpsourceport", 180),
                        Map.entry("udpdestinationport", 181),
                        Map.entry("inputifindex", 252),
                        Map.entry("outputifindex", 253)));
        assertThat(IpfixElements.VALUES).isEqualTo(Map.of("bytes", 85, "frames", 86));
    }
}
