package weir.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.bgp.route.Family;
import weir.lookup.Prefix;

/** The cases of RFC 7606 and RFC 4271, section 6, one by one. */
class MalformedUpdateTest {

    private static final Agreement INTERNAL = Samples.AGREEMENTS.get(0);
    private static final Agreement EXTERNAL = Samples.AGREEMENTS.get(1);
    private static final Agreement NARROW = Samples.AGREEMENTS.get(2);

    private static final String ORIGIN = "40010100";
    private static final String PATH = "4002060201 0000FDE8";
    private static final String NEXT_HOP = "400304C0000201";
    private static final String ROUTE = "180A0102";
    private static final Prefix PREFIX = Prefix.parse("10.1.2.0/24").orElseThrow();

    /** An UPDATE of given attributes and IPv4 routes. */
    private static BgpMessage update(Agreement agreement, String attributes, String routes) {
        byte[] list = hex(attributes);
        byte[] destinations = hex(routes);
        var out = MessageEncoder.start(MessageDecoder.UPDATE).writeShort(0);
        return MessageDecoder.decode(
                MessageEncoder.finish(out.writeShort(list.length).write(list).write(destinations)), agreement);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void announcesWhatIsWhole() {
        Update update = (Update) update(INTERNAL, ORIGIN + PATH + NEXT_HOP, ROUTE);
        assertThat(update.errors()).isEmpty();
        assertThat(update.reached().getFirst().routes()).containsExactly(PathPrefix.of(PREFIX));
        assertThat(update.attributes().asPath()).hasToString("65000");
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGIN of no known value, 40010103, " + PATH + NEXT_HOP,
        "ORIGIN too long, 4001020000, " + PATH + NEXT_HOP,
        "AS_PATH with a segment cut short, 4002060202 0000FDE8, " + ORIGIN + NEXT_HOP,
        "AS_PATH with an unknown segment, 4002060901 0000FDE8, " + ORIGIN + NEXT_HOP,
        "AS_PATH with an empty segment, 4002020200, " + ORIGIN + NEXT_HOP,
        "NEXT_HOP too short, 400303C00002, " + ORIGIN + PATH,
        "no NEXT_HOP, '', " + ORIGIN + PATH,
        "no ORIGIN, '', " + PATH + NEXT_HOP,
        "no AS_PATH, '', " + ORIGIN + NEXT_HOP,
        "MED too short, 800403000000, " + ORIGIN + PATH + NEXT_HOP,
        "LOCAL_PREF too long, 4005050000000000, " + ORIGIN + PATH + NEXT_HOP,
        "COMMUNITIES of three bytes, C00803000000, " + ORIGIN + PATH + NEXT_HOP,
        "empty COMMUNITIES, C00800, " + ORIGIN + PATH + NEXT_HOP,
        "ORIGINATOR_ID too short, 800902C000, " + ORIGIN + PATH + NEXT_HOP,
        "CLUSTER_LIST of three bytes, 800A03000000, " + ORIGIN + PATH + NEXT_HOP,
        "EXTENDED COMMUNITIES of seven bytes, C01007 00000000000000, " + ORIGIN + PATH + NEXT_HOP,
        "LARGE COMMUNITIES of eleven bytes, C0200B 0000000000000000000000, " + ORIGIN + PATH + NEXT_HOP,
        "flags of another kind, C0010100, " + PATH + NEXT_HOP,
        "an attribute longer than the list, C00830, " + ORIGIN + PATH + NEXT_HOP,
    })
    void takesRoutesAsWithdrawn(String what, String attribute, String others) {
        Update update = (Update) update(INTERNAL, others + attribute, ROUTE);
        assertThat(update.errors()).as(what).containsOnly(AttributeError.WITHDRAWN);
        assertThat(update.reached()).isEmpty();
        assertThat(update.attributes()).isNull();
        assertThat(update.withdrawn().getFirst().routes()).containsExactly(PathPrefix.of(PREFIX));
    }

    @ParameterizedTest
    @CsvSource({
        "ATOMIC_AGGREGATE with a value, 40060100",
        "AGGREGATOR of six bytes between speakers of 32 bits, C00706 000100000000",
        "AS4_PATH cut short, C01105 0201000000",
        "a second ORIGIN, 40010101",
        "LOCAL_PREF from another system, 40050400000064",
        "ORIGINATOR_ID from another system, 800904C0000201",
        "CLUSTER_LIST from another system, 800A04C0000201",
    })
    void passesAttributesOverThatRoutesCanDoWithout(String what, String attribute) {
        Update update = (Update) update(EXTERNAL, ORIGIN + PATH + NEXT_HOP + attribute, ROUTE);
        assertThat(update.errors()).as(what).containsExactly(AttributeError.DISCARDED);
        assertThat(update.reached().getFirst().routes()).containsExactly(PathPrefix.of(PREFIX));
    }

    @ParameterizedTest
    @CsvSource({
        "an unknown well-known attribute, 406300, '', 2",
        "two MP_REACH, 800E03000101 800E03000101, '', 1",
        "MP_REACH shorter than its head, 800E03000101, '', 9",
        "MP_REACH with a next hop of five bytes, 800E0A0001010501020304 0500, '', 9",
        "MP_REACH with a prefix of 33 bits, 800E0F000101 04C0000201 00 210A01020304, '', 9",
        "MP_UNREACH with half a prefix, 800F07 000201 200A0102, '', 9",
        "MP_UNREACH shorter than its head, 800F020001, '', 9",
        "a prefix of 33 bits, '', 210A01020304, 10",
        "half a prefix, '', 180A01, 10",
    })
    void endsTheSessionWhenDestinationsAreUncertain(String what, String attribute, String routes, int subcode) {
        BgpMessage message = update(INTERNAL, ORIGIN + PATH + NEXT_HOP + attribute, routes);
        assertThat(message).as(what).isInstanceOfSatisfying(BgpMessage.Malformed.class, malformed -> {
            assertThat(malformed.answer().code()).isEqualTo(3);
            assertThat(malformed.answer().subcode()).isEqualTo(subcode);
        });
    }

    @Test
    void passesFamiliesOverThatWereNotAgreedUpon() {
        Update update = (Update) update(NARROW, ORIGIN + PATH, "");
        assertThat(update.reached()).isEmpty();
        Update vpn = (Update) update(INTERNAL, ORIGIN + PATH + "800E05 0001800000", "");
        assertThat(vpn.reached()).isEmpty();
        assertThat(vpn.errors()).isEmpty();
    }

    @Test
    void passesRulesOverWhoseComponentsAreOutOfOrder() {
        String rules = "06 038106 01080A" + "03 038106";
        Update update = (Update) update(INTERNAL, ORIGIN + PATH + "800E10 0001850000" + rules, "");
        assertThat(update.errors()).containsExactly(AttributeError.RULE_DISCARDED);
        assertThat(update.reached().getFirst().family()).isEqualTo(Family.FLOWSPEC4);
        assertThat(update.reached().getFirst().rules()).hasSize(1);
    }

    @Test
    void takesTheTruePathFromBesideTheNarrowOne() {
        // AS_PATH 65001 23456 23456, AS4_PATH 196608 65551: what stands before the latter is kept.
        String narrow = "4002080203 FDE95BA05BA0";
        String wide = "C0110A0202 000300000001000F";
        Update update = (Update) update(NARROW, ORIGIN + narrow + NEXT_HOP + wide, ROUTE);
        assertThat(update.attributes().asPath()).hasToString("65001-196608-65551");
        assertThat(update.attributes().asPath().segments()).startsWith(2, 3);
    }

    @Test
    void keepsTheNarrowPathWhenASystemAggregatedThatKnewNoOther() {
        String narrow = "4002080203 FDE95BA05BA0";
        String wide = "C0110A0202 000300000001000F";
        String aggregator = "C00706 FDE9C0000201";
        Update update = (Update) update(NARROW, ORIGIN + narrow + NEXT_HOP + wide + aggregator, ROUTE);
        assertThat(update.attributes().asPath()).hasToString("65001-23456-23456");
    }

    @Test
    void readsPathIdentifiersWhereTheyWereAgreedUpon() {
        Agreement several = new Agreement(true, true, INTERNAL.families(), java.util.Set.of(Family.IPV4));
        Update update = (Update) update(several, ORIGIN + PATH + NEXT_HOP, "00000007" + ROUTE + "00000009" + ROUTE);
        assertThat(update.reached().getFirst().routes())
                .isEqualTo(List.of(new PathPrefix(PREFIX, 7), new PathPrefix(PREFIX, 9)));
    }

    @ParameterizedTest
    @CsvSource({
        "a marker of other bytes, 00FFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001304, 1, 1",
        "too short, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001204, 1, 2",
        "a KEEPALIVE with a body, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00140400, 1, 2",
        "an unknown type, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001309, 1, 3",
        "an OPEN of version 3, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001D01 03FDE80090C000020100, 2, 1",
        "an OPEN with too long parameters, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001D01 04FDE80090C000020105, 2, 0",
        "an OPEN with an unknown parameter, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001F01 04FDE80090C0000201020100, 2, 4",
        "an OPEN with half a capability, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF002101 04FDE80090C00002010402024105, 2, 4",
        "an UPDATE with too long routes, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001702 00050000, 3, 1",
        "an UPDATE with too long attributes, FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF001702 00000005, 3, 1",
    })
    void saysWhatIsWrongWithAMessage(String what, String message, int code, int subcode) {
        assertThat(MessageDecoder.decode(hex(message), INTERNAL))
                .as(what)
                .isInstanceOfSatisfying(BgpMessage.Malformed.class, malformed -> {
                    assertThat(malformed.answer().code()).isEqualTo(code);
                    assertThat(malformed.answer().subcode()).isEqualTo(subcode);
                });
    }

    @Test
    void readsParametersWithLengthsOf16Bits() {
        String message = "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF002901 04FDE80090C0000201 FF FF 0009 020006 4104 00030001";
        BgpMessage.Open open = (BgpMessage.Open) MessageDecoder.decode(hex(message), Agreement.NONE);
        assertThat(open.capabilities().systemOr(open.as())).isEqualTo(196609);
    }
}
