package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Rules tried on a recording in which 480-byte datagrams from port 53 go to one host for 25 s: 9,374,880 bytes of payload,
 * as the sender itself reported. Other traffic to that host is TCP.
 */
class RuleTest {

    private static final long START = 1_795_328_524_000L;
    private static final double FRAMES_PER_SECOND = 9_374_880 / 480.0 / 25;
    private static final String LINKS = "{links:{L1:{node1:'leaf1',port1:'swp3',node2:'spine1',port2:'swp1'},"
            + "L2:{node1:'leaf1',port1:'swp4',node2:'spine2',port2:'swp1'},"
            + "L3:{node1:'leaf2',port1:'swp3',node2:'spine1',port2:'swp2'},"
            + "L4:{node1:'leaf2',port1:'swp4',node2:'spine2',port2:'swp2'}}}";

    private static RunningProduct product;

    @BeforeAll
    static void replay() {
        product = new RunningProduct(Map.of(
                "sflow.file",
                Path.of("..", "demo", "leafspine.pcap.gz").toString(),
                "sflow.file.speed",
                "max",
                "sflow.file.loop",
                "no",
                "script.file",
                Path.of("src", "test", "resources", "weir", "main", "rules.js").toString()));
        product.awaitReplay("ended");
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static String question(String rule, String more) {
        return "{attack:{keys:'ipdestination,udpsourceport',value:'frames',flowKey:'10.2.1.10,53'},rule:" + rule + ","
                + more + "}";
    }

    private static JsonNode ask(String path, String rule, String more) {
        HttpResponse<String> answer = product.send("POST", path, question(rule, more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RunningProduct.JSON.readTree(answer.body());
    }

    private static JsonNode trial(String rule) {
        return ask("/ruletrial/json", rule, "seconds:20,until:" + (START + 22_000));
    }

    @Test
    void aRuleForTheAttackHitsNothingElse() {
        JsonNode trial = trial("{match:{destination:'10.2.1.10',protocol:17,'source-port':'=53'}}");
        JsonNode attack = trial.path("attack");
        assertThat(attack.path("share").asDouble()).isEqualTo(1);
        assertThat(attack.path("lower").asDouble()).isGreaterThan(0.95);
        assertThat(trial.path("other").path("share").asDouble()).isZero();
        assertThat(trial.path("other").path("samples").asInt()).isGreaterThan(100);
        assertThat(trial.path("other").path("upper").asDouble()).isLessThan(0.03);
        assertThat(trial.path("narrower").size()).isZero();
        assertThat(trial.path("distinctSources").asInt()).isEqualTo(1);
        assertThat(trial.path("sources").get(0).path("address").asString()).isEqualTo("10.1.1.10");
        assertThat(trial.path("ports").get(0).path("port").asInt()).isEqualTo(53);
        assertThat(trial.path("match").path("protocol").asString()).isEqualTo("=17");
    }

    @Test
    void packetsCountOnceAndFitWhatWasSent() {
        JsonNode trial = trial("{prefix:'10.2.1.10/32'}");
        JsonNode attack = trial.path("attack");
        double frames = attack.path("frames").asDouble();
        int samples = attack.path("samples").asInt();
        double sent = 20 * FRAMES_PER_SECOND;
        assertThat(frames).isCloseTo(sent, within(3 * sent / Math.sqrt(samples)));
        assertThat(attack.path("bytes").asDouble() / frames).isEqualTo(526);
        assertThat(trial.path("counted").path("by").asString()).isEqualTo("agent");
        assertThat(trial.path("counted").path("agents").size()).isEqualTo(1);
        assertThat(trial.path("complete").asBoolean()).isTrue();
    }

    @Test
    void ofManyDatagramsTheLatestAreLookedAt() {
        JsonNode trial =
                ask("/ruletrial/json", "{prefix:'10.2.1.10'}", "seconds:20,datagrams:100,until:" + (START + 22_000));
        double seconds = trial.path("seconds").asDouble();
        assertThat(seconds).isBetween(1.0, 5.0);
        assertThat(trial.path("until").asLong()).isEqualTo(START + 22_000);
        int samples = trial.path("attack").path("samples").asInt();
        double sent = seconds * FRAMES_PER_SECOND;
        assertThat(trial.path("attack").path("frames").asDouble())
                .isCloseTo(sent, within(3 * sent / Math.sqrt(samples)));
    }

    @Test
    void aBlackholeHitsAllOfTheTargetAndIsNarrowed() {
        JsonNode trial = trial("{prefix:'10.2.1.10/32'}");
        assertThat(trial.path("attack").path("share").asDouble()).isEqualTo(1);
        assertThat(trial.path("other").path("share").asDouble()).isEqualTo(1);
        JsonNode best = trial.path("narrower").get(0);
        assertThat(best.path("attack").path("share").asDouble()).isGreaterThanOrEqualTo(0.9);
        assertThat(best.path("other").path("share").asDouble()).isZero();
        assertThat(best.path("match").path("destination").asString()).isEqualTo("10.2.1.10/32");
    }

    @Test
    void aRuleForSomethingElseStopsNothing() {
        JsonNode trial = trial("{match:{'source-port':'=123'}}");
        assertThat(trial.path("attack").path("share").asDouble()).isZero();
        assertThat(trial.path("attack").path("upper").asDouble()).isLessThan(0.05);
    }

    @Test
    void withATopologyTheEdgeCounts() {
        assertThat(product.send("PUT", "/topology/json", LINKS).statusCode()).isEqualTo(204);
        try {
            JsonNode trial = trial("{prefix:'10.2.1.10'}");
            assertThat(trial.path("counted").path("by").asString()).isEqualTo("edge");
            double sent = 20 * FRAMES_PER_SECOND;
            int samples = trial.path("attack").path("samples").asInt();
            assertThat(trial.path("attack").path("frames").asDouble())
                    .isCloseTo(sent, within(3 * sent / Math.sqrt(samples)));
        } finally {
            product.send("PUT", "/topology/json", "{}");
        }
    }

    @Test
    void onlyAgentsThatAreAskedForCount() {
        JsonNode trial = ask(
                "/ruletrial/json",
                "{prefix:'10.2.1.10'}",
                "seconds:20,until:" + (START + 22_000) + ",agents:['10.255.0.1','10.255.0.2']");
        assertThat(trial.path("counted").path("by").asString()).isEqualTo("agents");
        List<String> agents = trial.path("counted")
                .path("agents")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(agents).isSubsetOf("10.255.0.1", "10.255.0.2").isNotEmpty();
    }

    @Test
    void theEndOfTheAttackIsSeen() {
        String times = "seconds:10,since:" + (START + 25_900) + ",until:" + (START + 35_900);
        JsonNode effect = ask("/ruleeffect/json", "{prefix:'10.2.1.10'}", times);
        JsonNode attack = effect.path("attack");
        double before = attack.path("before").path("value").asDouble();
        assertThat(before).isCloseTo(FRAMES_PER_SECOND, within(0.3 * FRAMES_PER_SECOND));
        assertThat(attack.path("before").path("lower").asDouble()).isLessThan(before);
        assertThat(attack.path("after").path("value").asDouble()).isZero();
        assertThat(attack.path("left").asDouble()).isZero();
        assertThat(attack.path("upper").asDouble()).isLessThan(0.1);
        JsonNode other = effect.path("other");
        assertThat(other.path("lower").asDouble()).isLessThan(1);
        assertThat(other.path("upper").asDouble()).isGreaterThan(0.7);
    }

    @Test
    void whileItGoesOnItIsSeenToGoOn() {
        String times = "seconds:10,since:" + (START + 12_000) + ",until:" + (START + 22_000);
        JsonNode attack = ask("/ruleeffect/json", "{prefix:'10.2.1.10'}", times).path("attack");
        assertThat(attack.path("lower").asDouble()).isLessThan(1);
        assertThat(attack.path("upper").asDouble()).isGreaterThan(1);
        assertThat(attack.path("left").asDouble()).isBetween(0.5, 2.0);
    }

    @Test
    void scriptsAskTheSame() {
        String spec = question("{prefix:'10.2.1.10'}", "seconds:20,until:" + (START + 22_000));
        String strict = spec.replace('\'', '"').replaceAll("([{,])([a-zA-Z]+):", "$1\"$2\":");
        HttpResponse<String> answer = product.send("POST", "/script/rules.js/trial/json", strict);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode ofScript = RunningProduct.JSON.readTree(answer.body());
        assertThat(ofScript.path("attack").path("share").asDouble()).isEqualTo(1);
        assertThat(ofScript.path("narrower").size()).isPositive();
        assertThat(ofScript.path("effect").path("attack").path("left").asDouble())
                .isZero();
        assertThat(ofScript.path("mistake").asString()).contains("rule has either match or prefix");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{attack:{keys:'ipsource',flowKey:'a'}}; rule must be an object",
                "{rule:{prefix:'10.0.0.1'}}; attack must be an object",
                "{attack:{keys:'ipsource'},rule:{prefix:'10.0.0.1'}}; flowKey must be a string",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{}}; rule has either match or prefix",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{prefix:'10.0.0'}}; prefix '10.0.0' is no address or prefix",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{match:{port:'x'}}}; port 'x' is no comparison",
                "{attack:{keys:'ipsource',flowKey:'a',filter:'a='},rule:{prefix:'10.0.0.1'}}; filter",
                "{attack:{keys:'ipsource',flowKey:'a',value:'x'},rule:{prefix:'10.0.0.1'}}; value must be frames or bytes",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{prefix:'10.0.0.1'},seconds:0}; seconds must be from",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{prefix:'10.0.0.1'},until:'x'}; until must be a number",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{prefix:'10.0.0.1'},datagrams:0}; datagrams must be from 1",
                "{attack:{keys:'ipsource',flowKey:'a'},rule:{prefix:'10.0.0.1'},agents:{}}; agents must be an array"
            })
    void mistakesAreNamed(String body, String message) {
        HttpResponse<String> answer = product.send("POST", "/ruletrial/json", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void anEffectNeedsATime() {
        HttpResponse<String> answer =
                product.send("POST", "/ruleeffect/json", question("{prefix:'10.2.1.10'}", "seconds:10"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("since is missing");
    }
}
