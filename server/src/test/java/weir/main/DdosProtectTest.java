package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.PacketBuilder;

/**
 * The app against attacks, live: attacks are seen, routers are told, decisions outlive the process. Source: applications
 * reference, section 2; properties reference, section 3.
 */
class DdosProtectTest extends DdosApp {

    @Test
    void blackholesATargetAndLetsItGo() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
        assertThat(router.learned().get(TARGET + "/32")).contains("65535:666");
        JsonNode one = controls().get(0);
        assertThat(one.path("id").asString()).isEqualTo("udp_amplification," + TARGET + ",53");
        assertThat(one.path("group").asString()).isEqualTo("inside");
        assertThat(one.path("routers").get(0).asString()).isEqualTo(ROUTER);
        assertThat(one.path("sources").asInt()).isEqualTo(1);

        control("allow", one.path("id").asString());
        BgpRouter.await("route withdrawn", () -> router.learned().isEmpty());
        assertThat(controls().get(0).path("status").asString()).isEqualTo("allowed");
        assertThat(product.get(APP + "prometheus/txt").body())
                .contains("sflow_ddos_protect_controls{attack=\"udp_amplification\",status=\"allowed\"} 1\n")
                .contains("sflow_ddos_protect_router_up{router=\"" + ROUTER + "\"} 1\n");
    }

    @Test
    void inManualModeTheOperatorDecides() {
        start("enable.flowspec", "yes", "udp_amplification.action", "limit", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("pending");
        assertThat(router.learned()).isEmpty();
        control("block", controls().get(0).path("id").asString());
        BgpRouter.await("rule told", () -> router.learned().size() == 1);
        assertThat(router.learned().toString()).contains("203.0.113.5/32", "SOURCE_PORT", "value=53");
        assertThat(product.json("/bgp/flowspec/" + ROUTER + "/json").toString())
                .contains("\"traffic-rate\":\"12500.0\"");
    }

    @Test
    void decisionsOutliveTheProcessUntilTheirTimeIsOver() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        product.close();
        BgpRouter.await("all forgotten", () -> router.learned().isEmpty());
        router.close();

        start("mode", "automatic");
        assertThat(controls().get(0).path("status").asString()).isEqualTo("waiting");
        router = new BgpRouter(ROUTER);
        router.connect(product.bgpPort());
        BgpRouter.await("told again", () -> router.learned().containsKey(TARGET + "/32"));
        control("allow", controls().get(0).path("id").asString());
        product.close();
        router.close();

        start("mode", "automatic");
        assertThat(controls().get(0).path("status").asString()).isEqualTo("allowed");
        router = new BgpRouter(ROUTER);
        router.connect(product.bgpPort());
        awaitAnswer("router known", "status", "\"up\":true");
        assertThat(router.learned()).isEmpty();
    }

    @Test
    void whyAControlWaitsIsToldOnlyWhileItDoes() {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        attack("waiting");
        assertThat(controls().get(0).path("reason").asString()).isEqualTo("no router is connected");
        router.connect(product.bgpPort());
        attack("blocked");
        assertThat(controls().get(0).path("reason").asString()).isEmpty();
    }

    @Test
    void aControlEndsWithItsTime() {
        start(
                "mode", "automatic",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000",
                "udp_amplification.timeout", "0.02");
        router.connect(product.bgpPort());
        // It is in force for a second or two only: the attack goes on until the router was seen to know it.
        BgpRouter.await("route told", () -> {
            send(answerOfNameServer());
            return router.learned().containsKey(TARGET + "/32");
        });
        BgpRouter.await("withdrawn", () -> router.learned().isEmpty());
        BgpRouter.await("gone", () -> controls().isEmpty());
    }

    @Test
    void withoutBgpAttacksAreShownAndItIsSaidThatNothingIsAnnounced() {
        start(
                "bgp.start",
                "no",
                "mode",
                "automatic",
                "udp_amplification.action",
                "drop",
                "udp_amplification.threshold",
                "1000");
        attack("waiting");
        assertThat(controls().get(0).path("reason").asString()).contains("BGP is not spoken");
        awaitAnswer("told", "status", "nothingcanbeannounced");
    }

    @Test
    void limitsOfTablesAndFamiliesRefuseWithTheReason() {
        start(
                "mode", "automatic",
                "maxroutes", "0",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000",
                "udp_flood.action", "filter",
                "udp_flood.threshold", "1000");
        attack("refused");
        BgpRouter.await("both", () -> controls().size() == 2);
        assertThat(controls().valueStream().map(each -> each.path("reason").asString()))
                .containsExactlyInAnyOrder(
                        "the limit of 0 routes is reached", "filter needs ddos_protect.enable.flowspec=yes");
    }

    @Test
    void fewSourcesAreNoAttackUntilThereAreEnough() {
        start("scf", "yes", "scf_sources", "3", "udp_amplification.threshold", "1000", "flow_seconds", "20");
        BgpRouter.await("seen", () -> {
            send(answerOfNameServer());
            return product.get(APP + "trend/json").body().contains(TARGET);
        });
        assertThat(controls()).isEmpty();
        BgpRouter.await("enough", () -> {
            for (String source : List.of("198.51.100.1", "198.51.100.2", "198.51.100.3")) {
                send(new PacketBuilder()
                        .ethernet(0x0800)
                        .ipv4(17, source, TARGET)
                        .udp(53, 4000)
                        .build());
            }
            return controls()
                    .valueStream()
                    .anyMatch(each -> each.path("attack").asString().equals("udp_amplification"));
        });
        assertThat(controls().get(0).path("sources").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void tellsAllRoutersAndTheHostOfSyslog() throws IOException {
        try (DatagramSocket host = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                BgpRouter other = new BgpRouter("127.0.9.4")) {
            host.setSoTimeout(30_000);
            start(
                    "mode", "automatic",
                    "router", ROUTER + ", 127.0.9.4",
                    "syslog.host", "127.0.0.1",
                    "syslog.port", Integer.toString(host.getLocalPort()),
                    "udp_amplification.action", "drop",
                    "udp_amplification.threshold", "1000");
            router.connect(product.bgpPort());
            other.connect(product.bgpPort());
            awaitAnswer("both known", "trend", "\"routers_up\":[");
            attack("blocked");
            BgpRouter.await(
                    "both told",
                    () -> router.learned().containsKey(TARGET + "/32")
                            && other.learned().containsKey(TARGET + "/32"));
            String told = "";
            while (!told.contains("\"event\":\"block\"")) {
                DatagramPacket message = new DatagramPacket(new byte[65_536], 65_536);
                host.receive(message);
                told = new String(message.getData(), 0, message.getLength(), StandardCharsets.UTF_8);
            }
            assertThat(told)
                    .startsWith("<133>")
                    .contains("\"target\":\"" + TARGET + "\"", "\"action\":\"drop\"", "\"status\":\"blocked\"");
        }
    }

    @Test
    void settingsGroupsAndModeAreCheckedAndKept() {
        start();
        assertThat(change("PUT", "groups", "{\"a<b\":[\"10.0.0.0/8\"]}")).isEqualTo(400);
        awaitAnswer("told why", "status", "anameofagroup");
        assertThat(change("PUT", "groups", "{\"a\":[\"10.0.0.0/99\"]}")).isEqualTo(400);
        assertThat(change("PUT", "groups", "{\"external\":[\"0.0.0.0/0\"],\"dmz\":[\"192.0.2.0/24\"]}"))
                .isEqualTo(204);
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"threshold\":-1}}"))
                .isEqualTo(400);
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"include\":\"53,70000\"}}"))
                .isEqualTo(400);
        assertThat(change("PUT", "settings", "{\"nothing\":{\"threshold\":1}}")).isEqualTo(400);
        assertThat(change(
                        "PUT",
                        "settings",
                        "{\"udp_flood\":{\"threshold\":7,\"include\":\"53, 100-200\",\"action\":\"drop\"}}"))
                .isEqualTo(204);
        assertThat(product.json("/threshold/ddos_protect_udp_flood/json")
                        .path("value")
                        .asDouble())
                .isEqualTo(7);
        assertThat(product.json("/flow/ddos_protect_udp_flood/json")
                        .path("filter")
                        .asString())
                .contains("(range:udpdestinationport:100:200=true|udpdestinationport=53)");
        assertThat(change("PUT", "mode", "\"sometimes\"")).isEqualTo(400);
        assertThat(change("PUT", "mode", "\"automatic\"")).isEqualTo(204);
        assertThat(change("POST", "controls", "{\"action\":\"block\",\"id\":\"none\"}"))
                .isEqualTo(404);
        assertThat(change("DELETE", "groups", "")).isEqualTo(404);
        product.close();

        start();
        assertThat(product.json(APP + "groups/json").propertyNames()).containsExactly("external", "dmz");
        assertThat(product.json(APP + "settings/json")
                        .at("/udp_flood/threshold")
                        .asInt())
                .isEqualTo(7);
        assertThat(product.get(APP + "mode/json").body()).contains("automatic");
    }
}
