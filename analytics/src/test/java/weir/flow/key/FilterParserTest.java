package weir.flow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.flow.attribute.Sampling;
import weir.request.InvalidRequestException;
import weir.testing.DatagramBuilder;

class FilterParserTest {

    private static final int RANDOM_FILTERS = 2000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipsource=10.1.2.3",
                "ipsource=10.9.9.9,10.1.2.3",
                " ipsource = 10.9.9.9 , 10.1.2.3 ",
                "ipsource!=10.9.9.9",
                "ipsource != 10.9.9.9",
                "ipsource~10\\.1\\..*",
                "ipsource~10.1.2.3",
                "ipsource~x,10.*",
                "ipsource!~10.1",
                "ipsource~10\\.1\\.2\\.(3\\|4\\)",
                "ipttl~6[0-4]",
                "ipttl!~6[0-3],5.",
                "ip6source=null",
                "ip6source~null",
                "ip6source=1,null",
                "ip6source!=1",
                "ip6source!~.*",
                "ipsource!=null",
                "ipsource!=null,10.9.9.9",
                "ipprotocol=17&udpsourceport=53,5000",
                "ipprotocol=6|ipprotocol=1|ipprotocol=17",
                "(ipprotocol=6|udpsourceport=5000)&ipttl=64",
                "(ipprotocol=6&udpsourceport=5000)|ipttl=64",
                "ipttl=64&(ipprotocol=6|(udpsourceport=5000&ipprotocol=17))",
                "((ipprotocol=17))",
                "!(ipprotocol=6)",
                " ! ( ipprotocol=6 ) ",
                "!(!(ipprotocol=17))",
                "!(ipprotocol=6)&!(ipttl=63)",
                "range:udpsourceport:5000=true",
                "(ipflags=001|range:ipfragoffset:0=true)&range:udpsourceport:1:5000=true",
                "suffix:stack:.:1=udp",
                "null:ip6source:NA=NA",
                "mask:ipsource:8=10.0.0.0/8",
                "or:[group:ipsource:nothing]:ipsource=10.1.2.3",
                "concat:\\::ipsource:udpsourceport=10.1.2.3:5000",
                "concat:\\=:ipttl:ipttl=64=64",
                "direction=ingress",
                "direction=ingress&link:inputifindex=null",
                "macsource=020000000001",
                "stack~eth\\.ip\\..*",
                "ipflags=000",
                "samplingrate=100.0",
                "isunicast=true",
            })
    void acceptsUdpOverIpv4(String filter) {
        assertThat(Evaluation.accepts(filter, Evaluation.sample(Evaluation.udp())))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ipsource=10.9.9.9",
                "ipsource=null",
                "ipsource~null",
                "ipsource=10.1.2.0/24",
                "ipsource=010.1.2.3",
                "ipsource~10.1",
                "ipsource!=10.9.9.9,10.1.2.3",
                "ipsource!~.*",
                "ipprotocol=017",
                "ip6source=1",
                "ip6source~.*",
                "ip6source!=null",
                "ip6source!=1,null",
                "tcpsourceport!=null",
                "!(ipprotocol=17)",
                "!(ipprotocol=17|ipprotocol=6)",
                "ipprotocol=17&ipttl=63",
                "ipprotocol=6&ipttl=64",
                "ipprotocol=6|ipttl=63",
                "macsource=02000000000a",
                "bogus=1",
            })
    void doesNotAcceptUdpOverIpv4(String filter) {
        assertThat(Evaluation.accepts(filter, Evaluation.sample(Evaluation.udp())))
                .isFalse();
    }

    @Test
    void findsSynsByTheUsualExpression() {
        assertThat(Evaluation.accepts("tcpflags~.......1.", Evaluation.sample(Evaluation.tcp6())))
                .isTrue();
        assertThat(Evaluation.accepts("tcpflags~....1....", Evaluation.sample(Evaluation.tcp6())))
                .isFalse();
    }

    private static DatagramBuilder user(String name) {
        return new DatagramBuilder()
                .flow(s ->
                        s.record(0, 1004, r -> r.u32(106).string(name).u32(106).string("")));
    }

    @Test
    void aBackslashMakesACharacterPartOfTheValue() {
        assertThat(Evaluation.accepts("usersrc=a\\,b\\&c\\|d\\)e", user("a,b&c|d)e")))
                .isTrue();
        assertThat(Evaluation.accepts("usersrc=a\\\\b", user("a\\b"))).isTrue();
        assertThat(Evaluation.accepts("usersrc=\\ a\\ ", user(" a "))).isTrue();
        assertThat(Evaluation.accepts("usersrc= a ", user("a"))).isTrue();
        assertThat(Evaluation.accepts("usersrc=a b", user("a b"))).isTrue();
        assertThat(Evaluation.accepts("usersrc~a\\,b", user("a,b"))).isTrue();
        assertThat(Evaluation.accepts("usersrc~a\\.b", user("axb"))).isFalse();
        assertThat(Evaluation.accepts("usersrc=a=b", user("a=b"))).isTrue();
    }

    @Test
    void nullIsAWordThatCanBeEscaped() {
        assertThat(Evaluation.accepts("usersrc=null", user("null"))).isFalse();
        assertThat(Evaluation.accepts("usersrc=\\null", user("null"))).isTrue();
        assertThat(Evaluation.accepts("usersrc=\\null", Evaluation.sample(Evaluation.udp())))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a=1|b=2&c=3; 8, '&c=3': '&' and '|' need brackets to stand beside each other",
                "a=1&b=2|c=3; 8, '|c=3': '&' and '|' need brackets to stand beside each other",
                "(a=1|b=2&c=3); 9, '&c=3)': '&' and '|' need brackets to stand beside each other",
                "(a=1; 1, '(a=1': '(' is never closed",
                "a=1); 4, ')': ')' without '('",
                "(a=1)); 6, ')': ')' without '('",
                "a=; 3, at the end: a value is missing",
                "a~; 3, at the end: a value is missing",
                "a=1,; 5, at the end: a value is missing",
                "a=,1; 3, ',1': a value is missing",
                "a=1,,2; 5, ',2': a value is missing",
                "a; 1, 'a': a comparison with =, !=, ~ or !~ is missing",
                "a!1; 1, 'a!1': a comparison with =, !=, ~ or !~ is missing",
                "a=1&b; 5, 'b': a comparison with =, !=, ~ or !~ is missing",
                "=1; 1, '=1': a key is missing",
                "a=1&; 5, at the end: a key is missing",
                "a=1&&b=2; 5, '&b=2': a key is missing",
                "!a=1; 1, '!a=1': '!' stands before '(', '=' or '~' only",
                "(); 2, ')': a key is missing",
                "(a=1)b=2; 6, 'b=2': '&' or '|' is missing before this",
                "a b=1; 1, 'a b=1': the name of a key has no blanks",
                "bogusfn:a=1; 1, 'bogusfn:a=1': there is no function 'bogusfn'",
                "group:a=1; 1, 'group:a=1': write it as group:<key>:<set>[:<set>…]",
                "or:[a=1; 4, '[a=1': '[' is never closed",
                "a=1\\; 4, '\\': '\\' has nothing behind it",
            })
    void aMistakeNamesPositionAndPart(String filter, String message) {
        assertThatThrownBy(() -> Evaluation.definition("value", "bytes", "filter", filter))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("filter, position " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a~[", "a~(b", "a~*", "a~x,b{2", "a~b)", "a~(b|c)"})
    void aWrongExpressionIsRefused(String filter) {
        assertThatThrownBy(() -> Evaluation.definition("value", "bytes", "filter", filter))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("filter, position ");
    }

    @Test
    void bracketsNestAsDeepAsAnyoneNeedsAndNoDeeper() {
        assertThat(Evaluation.accepts(
                        "(".repeat(64) + "ipttl=64" + ")".repeat(64), Evaluation.sample(Evaluation.udp())))
                .isTrue();
        assertThatThrownBy(() -> Evaluation.definition("value", "bytes", "filter", "(".repeat(100_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("brackets are nested too deeply");
    }

    /** A filter that was made at random, with what it must say. */
    private record Made(String text, boolean accepts) {}

    private static Made made(Random random, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return test(random);
        }
        if (random.nextInt(4) == 0) {
            Made inner = made(random, depth - 1);
            return new Made("!(" + inner.text() + ")", !inner.accepts());
        }
        boolean and = random.nextBoolean();
        boolean accepts = and;
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(3); i++) {
            Made term = made(random, depth - 1);
            accepts = and ? accepts && term.accepts() : accepts || term.accepts();
            boolean plain = term.text().matches("[a-z0-9!=~.,]*");
            terms.add(plain && random.nextBoolean() ? term.text() : "(" + term.text() + ")");
        }
        return new Made(String.join(and ? "&" : " | ", terms), accepts);
    }

    private static Made test(Random random) {
        boolean negated = random.nextBoolean();
        boolean pattern = random.nextBoolean();
        String operator = (negated ? "!" : "") + (pattern ? "~" : "=");
        return switch (random.nextInt(4)) {
            case 0 -> new Made("ipttl" + operator + "1,64", !negated);
            case 1 -> new Made("ipttl" + operator + "6,null", negated);
            case 2 -> new Made("ip6ttl" + operator + "64", negated);
            default -> new Made("ip6ttl" + operator + "64,null", !negated);
        };
    }

    @Test
    void connectivesAndBracketsMeanWhatTheyMeanInLogic() {
        Random random = new Random(7);
        List<FlowDefinition> definitions = new ArrayList<>();
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < RANDOM_FILTERS; i++) {
            Made made = made(random, 4);
            definitions.add(Evaluation.definition("value", "bytes", "filter", made.text()));
            expected.add(made.accepts());
        }
        DefinitionSet set = new DefinitionSet(definitions, Sampling.TABLE);
        List<Boolean> found = new ArrayList<>();
        new Sampling(sample -> set.flows().forEach(flow -> found.add(flow.evaluate(sample))))
                .datagram(Evaluation.sample(Evaluation.udp()).build());
        assertThat(found).isEqualTo(expected).contains(true, false);
    }
}
