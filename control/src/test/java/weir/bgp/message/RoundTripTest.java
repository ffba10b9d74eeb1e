package weir.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.bgp.flowspec.FlowMatch;
import weir.bgp.route.AsNumber;
import weir.bgp.route.Family;
import weir.bgp.route.NextHop;
import weir.bgp.route.PathAttributes;
import weir.lookup.Prefix;

class RoundTripTest {

    private static final int CASES = 2_000;

    private final Samples samples = new Samples(4271);

    @Test
    void readsEveryRouteThatItWrote() {
        for (int i = 0; i < CASES; i++) {
            Agreement agreement = Samples.AGREEMENTS.get(i % 3);
            Family family = i % 2 == 0 ? Family.IPV4 : Family.IPV6;
            NextHop nextHop = samples.nextHop(family);
            PathAttributes attributes = samples.attributes();
            List<Prefix> prefixes = samples.prefixes(family.v6(), 1 + i % 2_000);

            List<Prefix> read = new ArrayList<>();
            for (byte[] bytes : new UpdateEncoder(agreement).announce(family, nextHop, attributes, prefixes)) {
                assertThat(bytes.length).isLessThanOrEqualTo(BgpMessage.MOST_BYTES);
                Update update = (Update) MessageDecoder.decode(bytes, agreement);
                assertThat(update.errors()).isEmpty();
                assertThat(update.withdrawn()).isEmpty();
                assertThat(update.attributes()).isEqualTo(as(attributes, agreement));
                assertThat(update.reached()).singleElement().satisfies(reached -> {
                    assertThat(reached.family()).isEqualTo(family);
                    assertThat(reached.nextHop()).isEqualTo(nextHop);
                    reached.routes().forEach(route -> read.add(route.prefix()));
                });
            }
            assertThat(read).isEqualTo(prefixes);
        }
    }

    @Test
    void readsEveryRuleThatItWrote() {
        for (int i = 0; i < CASES; i++) {
            Agreement agreement = Samples.AGREEMENTS.get(i % 3);
            Family family = Family.ofRules(i % 2 == 0);
            PathAttributes attributes = samples.attributes();
            List<FlowMatch> rules = List.of(samples.rule(family.v6()), samples.rule(family.v6()));

            List<FlowMatch> read = new ArrayList<>();
            for (byte[] bytes : new UpdateEncoder(agreement).announceRules(family, NextHop.NONE, attributes, rules)) {
                Update update = (Update) MessageDecoder.decode(bytes, agreement);
                assertThat(update.errors()).isEmpty();
                assertThat(update.attributes()).isEqualTo(as(attributes, agreement));
                update.reached().forEach(reached -> read.addAll(reached.rules()));
            }
            assertThat(read).isEqualTo(rules);
        }
    }

    @Test
    void readsEveryWithdrawalThatItWrote() {
        UpdateEncoder encoder = new UpdateEncoder(Samples.AGREEMENTS.getFirst());
        for (boolean v6 : new boolean[] {false, true}) {
            List<Prefix> prefixes = samples.prefixes(v6, 5_000);
            List<byte[]> messages = encoder.withdraw(Family.ofRoutes(v6), prefixes);
            assertThat(messages).hasSizeGreaterThan(3);
            assertThat(withdrawn(messages).stream()
                            .flatMap(each -> each.routes().stream().map(PathPrefix::prefix)))
                    .isEqualTo(prefixes);

            List<FlowMatch> rules = List.of(samples.rule(v6), samples.rule(v6), samples.rule(v6));
            assertThat(withdrawn(encoder.withdrawRules(Family.ofRules(v6), rules)).stream()
                            .flatMap(each -> each.rules().stream()))
                    .isEqualTo(rules);
        }
    }

    private static List<Update.Withdrawn> withdrawn(List<byte[]> messages) {
        List<Update.Withdrawn> all = new ArrayList<>();
        for (byte[] bytes : messages) {
            assertThat(bytes.length).isLessThanOrEqualTo(BgpMessage.MOST_BYTES);
            Update update = (Update) MessageDecoder.decode(bytes, Samples.AGREEMENTS.getFirst());
            assertThat(update.attributes()).isNull();
            all.addAll(update.withdrawn());
        }
        return all;
    }

    @Test
    void readsEveryOpenThatItWrote() {
        for (int i = 0; i < CASES; i++) {
            BgpMessage.Open open = samples.open();
            BgpMessage.Open read = (BgpMessage.Open) MessageDecoder.decode(MessageEncoder.open(open), Agreement.NONE);
            assertThat(read.capabilities()).isEqualTo(open.capabilities());
            assertThat(read.capabilities().systemOr(read.as())).isEqualTo(open.as());
            assertThat(read.as()).isEqualTo(open.as() >>> 16 == 0 ? open.as() : AsNumber.TRANS);
            assertThat(read.id()).isEqualTo(open.id());
            assertThat(read.holdSeconds()).isEqualTo(open.holdSeconds());
        }
    }

    @Test
    void readsOtherMessagesThatItWrote() {
        assertThat(MessageDecoder.decode(MessageEncoder.keepalive(), Agreement.NONE))
                .isEqualTo(new BgpMessage.Keepalive());
        assertThat(MessageDecoder.decode(MessageEncoder.routeRefresh(Family.FLOWSPEC6), Agreement.NONE))
                .isEqualTo(new BgpMessage.RouteRefresh(2, 0, 133));
        BgpMessage.Notification shutdown = new BgpMessage.Notification(6, 2, new byte[] {3, 'b', 'y', 'e'});
        assertThat(MessageDecoder.decode(MessageEncoder.notification(shutdown), Agreement.NONE))
                .hasToString("cease, administrative shutdown: bye");
    }

    @Test
    void marksTheEndOfRoutesOfEachFamily() {
        UpdateEncoder encoder = new UpdateEncoder(Samples.AGREEMENTS.getFirst());
        for (Family family : Family.values()) {
            Update update = (Update) MessageDecoder.decode(encoder.endOfRoutes(family), Samples.AGREEMENTS.getFirst());
            assertThat(update.endOfRoutes()).contains(family);
        }
        Update other = (Update) MessageDecoder.decode(
                encoder.withdraw(Family.IPV4, samples.prefixes(false, 1)).getFirst(), Samples.AGREEMENTS.getFirst());
        assertThat(other.endOfRoutes()).isEmpty();
    }

    /** What a peer sees of attributes. */
    private static PathAttributes as(PathAttributes attributes, Agreement agreement) {
        return agreement.internal() ? attributes : attributes.withLocalPref(PathAttributes.ABSENT);
    }
}
