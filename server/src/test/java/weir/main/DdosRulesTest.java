package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The rules of the app: each attack has one that takes it and spares others; those that do not are held back or replaced. */
class DdosRulesTest extends DdosApp {

    @Test
    void seesEachAttackAndItsRuleTakesWhollyWhatWasSeen() {
        List<String> all =
                new ArrayList<>(List.of("mode", "automatic", "enable.ipv6", "yes", "enable.flowspec", "yes"));
        all.addAll(List.of("enable.flowspec6", "yes"));
        for (String attack : ATTACKS) {
            all.addAll(List.of(attack + ".action", "filter", attack + ".threshold", "1000"));
        }
        start(all.toArray(String[]::new));
        router.connect(product.bgpPort());
        List<byte[]> packets = new ArrayList<>();
        Set<String> wanted = new TreeSet<>();
        for (boolean v6 : new boolean[] {false, true}) {
            String target = v6 ? "2001:db8:1::5" : TARGET;
            packets.addAll(List.of(
                    to(v6, 47).u16(0, 0x0800).build(),
                    fragment(v6, 0, true).udp(1000, 2000).zeros(100).build(),
                    fragment(v6, 185, false).zeros(100).build(),
                    to(v6, v6 ? 58 : 1).u8(v6 ? 128 : 8, 0).u16(0, 1, 1).build(),
                    to(v6, 17).udp(53, 4000).build(),
                    to(v6, 6).tcp(50_000, 443, 0x02).build(),
                    to(v6, 6).tcp(80, 50_000, 0x12).build()));
            for (String kind : List.of(
                    "ip_flood,%s,47",
                    "ip_fragmentation,%s,17",
                    "icmp_flood,%s," + (v6 ? 128 : 8),
                    "udp_flood,%s,4000",
                    "udp_amplification,%s,53",
                    "tcp_flood,%s,443",
                    "tcp_amplification,%s,80")) {
                wanted.add(kind.formatted(target));
            }
        }
        BgpRouter.await("all attacks are seen: " + wanted, () -> {
            packets.forEach(this::send);
            return controls()
                    .valueStream()
                    .map(each -> each.path("id").asString())
                    .toList()
                    .containsAll(wanted);
        });
        // Until the router speaks, they wait.
        BgpRouter.await(
                "all rules told", () -> router.learned().size() == controls().size());
        for (JsonNode one : controls()) {
            assertThat(one.path("status").asString()).as(one.toString()).isEqualTo("blocked");
            assertThat(one.at("/predicted/attack/share").asDouble())
                    .as(one.toString())
                    .isEqualTo(1);
            assertThat(one.at("/predicted/other/share").asDouble()).isZero();
        }
    }

    @Test
    void blackholesATargetOfIpv6() {
        start("mode", "automatic", "enable.ipv6", "yes", "icmp_flood.action", "drop", "icmp_flood.threshold", "1000");
        router.connect(product.bgpPort());
        BgpRouter.await("route told", () -> {
            send(to(true, 58).u8(128, 0).u16(0, 1, 1).build());
            return router.learned().containsKey("2001:db8:1::5/128");
        });
        assertThat(router.learned().get("2001:db8:1::5/128")).contains("65535:666");
    }

    @Test
    void routesSayWhoIsInsideWhereGroupsDoNot() {
        start(
                "bgpgroup", "own",
                "router.0.agent", "10.255.0.1",
                "group.inside", "",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        router.announce("203.0.113.0/24");
        BgpRouter.await(
                "learned",
                () -> product.get("/bgp/prefix/" + ROUTER + "/json?address=" + TARGET)
                                .statusCode()
                        == 200);
        attack("ignored");
        assertThat(controls().get(0).path("group").asString()).isEqualTo("own");
    }

    @Test
    void eachActionIsARuleOfItsOwn() {
        start(
                "mode", "automatic",
                "enable.flowspec", "yes",
                "flowspec.redirect.method", "ip",
                "ip_flood.action", "limit",
                "ip_flood.threshold", "1000",
                "udp_flood.action", "mark",
                "udp_flood.threshold", "1000",
                "udp_amplification.action", "redirect",
                "udp_amplification.threshold", "1000",
                "icmp_flood.action", "community",
                "icmp_flood.threshold", "1000");
        router.connect(product.bgpPort());
        BgpRouter.await("all rules are told", () -> {
            send(answerOfNameServer());
            send(to(false, 1).u8(8, 0).u16(0, 1, 1).build());
            String rules = product.get("/bgp/flowspec/" + ROUTER + "/json").body();
            return Stream.of(
                            "\"traffic-rate\": \"12500.0\"",
                            "\"traffic-marking\": \"le\"",
                            "\"redirect-ip\": \"192.0.2.1:666\"",
                            "\"icmp-type\": \"=8\"")
                    .allMatch(rules.replaceAll("\":\\s*\"", "\": \"")::contains);
        });
    }

    @Test
    void tellsWhatABlackholeHits() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attackBesideOthers("blocked");
        JsonNode predicted = controls().get(0).path("predicted");
        assertThat(predicted.at("/attack/share").asDouble()).isEqualTo(1);
        assertThat(predicted.at("/other/share").asDouble()).isEqualTo(1);
        assertThat(predicted.at("/other/samples").asInt()).isEqualTo(20);
        assertThat(predicted.at("/other/lower").asDouble()).isBetween(0.8, 0.9);
        assertThat(predicted.at("/topSources/0/address").asString()).isEqualTo("198.51.100.9");
    }

    @Test
    void aBlackholeThatHitsTooMuchIsNarrowedWhereRoutersTakeRules() {
        start(
                "mode", "automatic",
                "enable.flowspec", "yes",
                "collateral.limit.drop", "0.5",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attackBesideOthers("blocked");
        JsonNode one = controls().get(0);
        assertThat(one.path("action").asString()).isEqualTo("filter");
        assertThat(one.path("reason").asString())
                .startsWith("drop would hit 100 % of other traffic to the target (")
                .endsWith("so it is narrowed");
        assertThat(one.at("/predicted/other/share").asDouble()).isZero();
        BgpRouter.await("rule told", () -> router.learned().toString().contains("SOURCE_PORT"));
        assertThat(router.learned()).hasSize(1);
    }

    @Test
    void aBlackholeThatHitsTooMuchIsRefusedWhereTheyDoNotUntilTheOperatorInsists() {
        start(
                "mode", "automatic",
                "collateral.limit.drop", "0.5",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attackBesideOthers("refused");
        assertThat(controls().get(0).path("reason").asString()).startsWith("drop would hit 100 % of other traffic");
        assertThat(router.learned()).isEmpty();
        control("block", controls().get(0).path("id").asString());
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
    }

    @Test
    void aRuleThatDoesNotHelpBecomesABlackhole() {
        startEscalating();
        router.connect(product.bgpPort());
        attack("blocked");
        // Much more than before, so that a busy machine on which samples come seldom makes no attack that fell.
        BgpRouter.await("route told", () -> {
            for (int i = 0; i < 20; i++) {
                send(answerOfNameServer());
            }
            return router.learned().containsKey(TARGET + "/32");
        });
        BgpRouter.await("rule withdrawn", () -> router.learned().size() == 1);
        JsonNode one = controls()
                .valueStream()
                .filter(each -> each.path("attack").asString().equals("udp_amplification"))
                .findFirst()
                .orElseThrow();
        assertThat(one.path("action").asString()).isEqualTo("drop");
        assertThat(one.path("reason").asString()).startsWith("filter did not help");
    }

    @Test
    void anAttackThatFallsIsTold() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        awaitAnswer("fell", "controls", "\"fell\":true");
        JsonNode effect = controls().get(0).path("effect");
        assertThat(effect.path("before").asDouble()).isGreaterThan(1000);
        assertThat(effect.at("/measured/upper").asDouble())
                .isGreaterThanOrEqualTo(effect.at("/measured/value").asDouble());
    }
}
