package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.bgp.route.Family;
import weir.testing.PacketBuilder;

/** What did not work, or was not wanted when an attack was seen, is not lost: it is tried again, and choices reach it. */
class DdosAgainTest extends DdosApp {

    private static final String ID = "udp_amplification," + TARGET + ",53";

    private JsonNode amplification() {
        return controls()
                .valueStream()
                .filter(each -> each.path("id").asString().equals(ID))
                .findFirst()
                .orElseThrow();
    }

    /** Much more than before, so that a busy machine on which samples come seldom makes no attack that fell. */
    private void sendMuch() {
        for (int i = 0; i < 20; i++) {
            send(answerOfNameServer());
        }
    }

    private static byte[] answerTo(String target) {
        return new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "198.51.100.9", target)
                .udp(53, 4000)
                .build();
    }

    private int changeAction(String action) {
        return change("PUT", "settings", "{\"udp_amplification\":{\"action\":\"" + action + "\"}}");
    }

    @Test
    void aRuleStaysUntilARouterHasTheBlackholeThatReplacesIt() {
        startEscalating();
        router.connect(product.bgpPort(), Set.of(Family.FLOWSPEC4));
        attack("blocked");
        BgpRouter.await("the blackhole is not taken", () -> {
            sendMuch();
            return amplification()
                    .path("reason")
                    .asString()
                    .endsWith("not taken by any router: " + ROUTER + " does not speak routes of IPv4");
        });
        assertThat(amplification().path("status").asString()).isEqualTo("blocked");
        assertThat(amplification().path("action").asString()).isEqualTo("filter");
        assertThat(router.learned().toString()).contains("SOURCE_PORT");

        router.close();
        router = new BgpRouter(ROUTER);
        // An attack that pauses meanwhile would be one that fell.
        router.connect(product.bgpPort(), Set.of(Family.values()), this::sendMuch);
        BgpRouter.await("route told", () -> {
            sendMuch();
            return router.learned().containsKey(TARGET + "/32");
        });
        BgpRouter.await("rule withdrawn", () -> router.learned().size() == 1);
        assertThat(amplification().path("action").asString()).isEqualTo("drop");
    }

    @Test
    void whatIsToBeIgnoredIsNeverAnnounced() {
        start("enable.flowspec", "yes", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("ignored");
        String block = "{\"action\":\"block\",\"id\":\"" + ID + "\"}";
        assertThat(change("POST", "controls", block)).isEqualTo(409);
        control("allow", ID);
        assertThat(amplification().path("status").asString()).isEqualTo("allowed");
        assertThat(change("POST", "controls", block)).isEqualTo(409);
        awaitAnswer("told why", "status", "isignore,chooseanotheronefirst");
        assertThat(amplification().path("status").asString()).isEqualTo("allowed");
        assertThat(router.learned()).isEmpty();
    }

    @Test
    void anActionThatIsChosenLaterReachesWhatIsNotInForce() {
        start("enable.flowspec", "yes", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("ignored");
        assertThat(changeAction("filter")).isEqualTo(204);
        assertThat(amplification().path("status").asString()).isEqualTo("pending");
        assertThat(amplification().path("action").asString()).isEqualTo("filter");
        assertThat(changeAction("drop")).isEqualTo(204);
        assertThat(amplification().path("action").asString()).isEqualTo("drop");
        control("block", ID);
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
        assertThat(changeAction("ignore")).isEqualTo(204);
        assertThat(amplification().path("status").asString()).isEqualTo("blocked");
        assertThat(amplification().path("action").asString()).isEqualTo("drop");
    }

    @Test
    void inAutomaticModeAnAttackThatGoesOnIsActedOnOnceItsActionIsChosen() {
        start("mode", "automatic", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("ignored");
        assertThat(changeAction("drop")).isEqualTo(204);
        BgpRouter.await("route told", () -> {
            send(answerOfNameServer());
            return router.learned().containsKey(TARGET + "/32");
        });
    }

    @Test
    void whatWasRefusedIsTriedAgainWhileTheAttackGoesOn() {
        start(
                "mode", "automatic",
                "maxroutes", "1",
                "udp_amplification.action", "drop",
                "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("the other one is refused", () -> {
            send(answerTo("203.0.113.6"));
            return controls()
                    .valueStream()
                    .anyMatch(each -> each.path("reason").asString().equals("the limit of 1 routes is reached"));
        });
        control("allow", ID);
        BgpRouter.await("there is room for it", () -> {
            send(answerOfNameServer());
            send(answerTo("203.0.113.6"));
            return router.learned().containsKey("203.0.113.6/32");
        });
        assertThat(amplification().path("status").asString()).isEqualTo("allowed");
        assertThat(router.learned()).hasSize(1);
    }
}
