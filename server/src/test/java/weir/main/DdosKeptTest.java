package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the app finds at its start, properties and what it kept, and what it takes from the operator to keep. */
class DdosKeptTest extends DdosApp {

    private int threshold(String attack) {
        return product.json(APP + "settings/json")
                .path(attack)
                .path("threshold")
                .asInt();
    }

    /** Writes over what was kept under keys that begin so. */
    private void overwrite(String key, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.getFileName().toString().startsWith(key)) {
                    Files.writeString(file, text);
                }
            }
        }
    }

    private String problems() {
        return product.json(APP + "status/json").path("problems").toString();
    }

    @Test
    void onlyWhatTheOperatorChangedWinsOverProperties() {
        start();
        // The page sends all limits of all attacks.
        JsonNode all = product.json(APP + "settings/json");
        ((ObjectNode) all.path("udp_flood")).put("threshold", 7);
        assertThat(change("PUT", "settings", all.toString())).isEqualTo(204);
        product.close();

        start("udp_flood.threshold", "99", "udp_flood.timeout", "5", "tcp_flood.threshold", "4321");
        assertThat(threshold("udp_flood")).isEqualTo(7);
        assertThat(threshold("tcp_flood")).isEqualTo(4321);
        assertThat(product.json(APP + "settings/json").at("/udp_flood/timeout").asInt())
                .isEqualTo(5);
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"threshold\":99}}"))
                .isEqualTo(204);
        product.close();

        start("udp_flood.threshold", "100");
        assertThat(threshold("udp_flood"))
                .as("set back to what the property said, it follows it")
                .isEqualTo(100);
    }

    @Test
    void ofAllLimitsThatAnOlderVersionKeptThoseCountThatDifferFromProperties() throws IOException {
        start();
        JsonNode all = product.json(APP + "settings/json");
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"threshold\":8}}"))
                .isEqualTo(204);
        product.close();
        ((ObjectNode) all.path("udp_flood")).put("threshold", 7);
        overwrite("settings", all.toString());

        start();
        assertThat(threshold("udp_flood")).isEqualTo(7);
        product.close();

        start("tcp_flood.threshold", "4321");
        assertThat(threshold("udp_flood")).isEqualTo(7);
        assertThat(threshold("tcp_flood")).isEqualTo(4321);
    }

    @Test
    void whatCannotBeAnnouncedIsToldAtTheStartAndTheUsualValueTaken() {
        String[] wrong = {
            "community", "zz",
            "nexthop", "192.0.2.256",
            "nexthop6", "100::1::2",
            "flowspec.dscp", "64",
            "flowspec.community", "1:2:3:4",
            "flowspec.redirect.as", "70000:1",
            "flowspec.redirect.as4", "1:70000",
            "flowspec.redirect.ip", "192.0.2.1",
            "flowspec.redirect.nexthop", "nowhere",
            "flowspec.redirect.nexthop6", "100:",
            "flowspec.redirect.ipaction", "100::1"
        };
        String[] right = {"mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000"
        };
        start(Stream.of(wrong, right).flatMap(Stream::of).toArray(String[]::new));
        for (int i = 0; i < wrong.length; i += 2) {
            assertThat(problems()).contains("ddos_protect." + wrong[i] + "=" + wrong[i + 1] + " is no ");
        }
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
        assertThat(router.learned().get(TARGET + "/32")).contains("communities=65535:666");
    }

    @Test
    void whatCanBeAnnouncedIsTakenAsItIsGiven() {
        start(
                "community", "65000:1-65535:666",
                "nexthop6", "::ffff:192.0.2.1",
                "flowspec.dscp", "AF11",
                "flowspec.community", "128:6:0-65000:1",
                "flowspec.redirect.as4", "4200000000:1",
                "flowspec.redirect.nexthop6", "2001:db8:0:0:0:0:0:1");
        assertThat(problems()).isEqualTo("[]");
    }

    @Test
    void aDecisionThatIsNotWholeIsPassedOverAndTold() throws IOException {
        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        router.connect(product.bgpPort());
        attack("blocked");
        assertThat(change("PUT", "mode", "\"manual\"")).isEqualTo(204);
        product.close();
        router.close();
        overwrite(
                "control",
                "{\"attack\":\"icmp_flood\",\"status\":\"blocked\",\"expires\":9999999999999,\"id\":\"udp_amplification,"
                        + TARGET + ",53\",\"target\":\"10.2.0.9\"}");
        overwrite("mode", "\"sometimes\"");

        start("mode", "automatic", "udp_amplification.action", "drop", "udp_amplification.threshold", "1000");
        assertThat(problems())
                .contains("control udp_amplification," + TARGET + ",53: it is no whole decision")
                .contains("the mode that was kept is neither automatic nor manual, automatic is taken");
        assertThat(controls()).isEmpty();
        assertThat(product.get(APP + "mode/json").body()).contains("automatic");
        router = new BgpRouter(ROUTER);
        router.connect(product.bgpPort());
        attack("blocked");
        BgpRouter.await("route told", () -> router.learned().containsKey(TARGET + "/32"));
    }

    @Test
    void aChangeThatCannotBeMeantIsRefused() {
        start();
        assertThat(change("PUT", "groups", "{\"a\":[\"10.0.0.0/8\"],\"b\":[\"10.1.0.0/8\"]}"))
                .isEqualTo(400);
        awaitAnswer("told why", "status", "10.1.0.0/8isintwogroups,aandb");
        assertThat(change("PUT", "groups", "{\"a\":[\"2001:DB8::/32\"],\"b\":[\"2001:db8:0::/32\"]}"))
                .isEqualTo(400);
        assertThat(change("PUT", "settings", "{\"udp_flood\":{\"threshold\":null}}"))
                .isEqualTo(400);
        assertThat(change("PUT", "settings", "{\"udp_flood\":[]}")).isEqualTo(400);
        assertThat(change("PUT", "groups", "{\"a\":[\"10.0.0.0/8\",\"10.0.0.0/8\"]}"))
                .isEqualTo(204);
        awaitAnswer("nobody is outside", "status", "noattackisfound,asthereisnogroupofthoseoutside:external");
        assertThat(change("PUT", "groups", "{\"external\":[\"0.0.0.0/0\"]}")).isEqualTo(204);
        assertThat(problems()).isEqualTo("[]");
    }
}
