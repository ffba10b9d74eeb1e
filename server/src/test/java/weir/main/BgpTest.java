package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import weir.testing.DatagramBuilder;
import weir.testing.PacketBuilder;

/** A script adds a router; REST and the script speak through the session; samples know the routes of the router. */
class BgpTest {

    private static final String ROUTER = "127.0.9.2";
    private static final String SCRIPT = """
            var ups = [], downs = [];
            function announce(router) {
              ups.push(router);
              bgpAddRoute(router, {prefix:'10.77.0.1', nexthop:'192.0.2.1', communities:'65535:666'});
            }
            bgpAddNeighbor('127.0.9.2', '65000', '10.0.0.5', {ipv6:true, flowspec:true, flowspec6:true},
              announce, function(router) { downs.push(router); });
            bgpAddSource('10.255.0.1', '127.0.9.2', 1, 'bytes');
            setFlow('bgp', {keys:'bgpnexthop,bgpas,bgpsourceas,bgpdestinationaspath,bgpdestinationpeeras,'
              + 'bgpdestinationas,bgpcommunities,bgpsourceprefix,bgpdestinationprefix,ipdestinationmaskbits', value:'frames'});
            setHttpHandler(function(request) { return JSON.stringify((0, eval)(request.body)); });
            """;

    @TempDir
    Path folder;

    private RunningProduct product;
    private BgpRouter router;
    private long sequence;

    @BeforeEach
    void start() throws IOException {
        Path script = Files.writeString(folder.resolve("peers.js"), SCRIPT);
        product = new RunningProduct(
                Map.of("bgp.start", "yes", "bgp.port", "0", "script.file", script.toString(), "script.reload", "yes"));
        router = new BgpRouter(ROUTER);
    }

    @AfterEach
    void close() {
        router.close();
        product.close();
    }

    private String eval(String js) {
        return product.send("POST", "/script/peers.js/txt", js).body();
    }

    @Test
    void answersThatNoSessionIsUp() {
        assertThat(product.get("/bgp/routepusher/127.0.9.2/json").statusCode()).isEqualTo(404);
        assertThat(product.send("PUT", "/bgp/routepusher/127.0.9.2/10.0.0.1/32/json", "{nexthop:'192.0.2.1'}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(
                        eval(
                                "[bgpRouteCount('127.0.9.2'), bgpFlowCount('127.0.9.2'), bgpRoutes('127.0.9.2'),"
                                        + " bgpTopPrefixes('127.0.9.2', 1), bgpAddFlow('127.0.9.2', {match:{protocol:'=17'},then:{}})]"))
                .isEqualTo("[-1,-1,null,null,false]");
    }

    @Test
    void callsBackAndAnnouncesThroughBothDoors() {
        router.connect(product.bgpPort());
        BgpRouter.await("announced when opened", () -> router.learned().containsKey("10.77.0.1/32"));
        assertThat(eval("ups")).isEqualTo("[\"127.0.9.2\"]");

        String rule =
                "{match:{destination:'10.0.0.1',protocol:'=17','source-port':'=53'},then:{communities:'128:6:0'}}";
        assertThat(product.send("PUT", "/bgp/flowspec/127.0.9.2/json", rule).statusCode())
                .isEqualTo(204);
        BgpRouter.await("rule told", () -> router.learned().size() == 2);
        assertThat(eval("bgpFlows('127.0.9.2')"))
                .isEqualTo("[{\"match\":{\"version\":\"4\",\"destination\":\"10.0.0.1/32\",\"protocol\":\"=17\","
                        + "\"source-port\":\"=53\"},\"then\":{\"traffic-rate\":\"0.0\"}}]");
        assertThat(product.send("PUT", "/bgp/flowspec/127.0.9.2/json", "{match:{protocol:'=300'},then:{}}")
                        .body())
                .contains("protocol '=300' is above 255");
        assertThat(eval("bgpRemoveFlow('127.0.9.2', " + rule + ")")).isEqualTo("true");

        assertThat(product.json("/bgp/routepusher/127.0.9.2/10.77.0.1/32/json").toString())
                .isEqualTo(
                        "{\"nexthop\":\"192.0.2.1\",\"origin\":\"IGP\",\"localpref\":100,\"communities\":\"65535:666\"}");
        assertThat(product.send("DELETE", "/bgp/routepusher/127.0.9.2/10.77.0.1/32/json", "")
                        .statusCode())
                .isEqualTo(204);
        BgpRouter.await("all withdrawn", () -> router.learned().isEmpty());

        router.close();
        BgpRouter.await("told of the end", () -> eval("downs").equals("[\"127.0.9.2\"]"));
        assertThat(eval("bgpRouteCount('127.0.9.2')")).isEqualTo("-1");
    }

    @Test
    void samplesKnowTheRoutesOfTheirRouter() throws IOException {
        router.connect(product.bgpPort());
        router.announce("10.4.0.0/16", 64_512);
        router.announce("10.4.1.0/24", 64_512, 64_513);
        router.announce("10.9.0.0/16");
        BgpRouter.await(
                "learned",
                () -> product.get("/bgp/prefix/127.0.9.2/json?address=10.9.0.1").statusCode() == 200);
        assertThat(product.json("/bgp/prefix/127.0.9.2/json?address=10.4.1.7").toString())
                .isEqualTo(
                        "{\"prefix\":\"10.4.1.0/24\",\"nexthop\":\"192.0.2.9\",\"aspath\":\"65001-64512-64513\","
                                + "\"origin\":\"IGP\",\"med\":10,\"communities\":\"65001:7\",\"valueIngress\":0,\"valueEgress\":0}");

        BgpRouter.await("flows have the keys", () -> {
            send();
            return product.json("/activeflows/ALL/bgp/json").size() > 0;
        });
        assertThat(product.json("/activeflows/ALL/bgp/json").get(0).get("key").asString())
                .isEqualTo("192.0.2.9,65001,65001,65001-64512-64513,65001,64513,65001:7,10.9.0.0/16,10.4.1.0/24,24");
        JsonNode top = product.json("/bgp/topprefixes/127.0.9.2/json");
        assertThat(top.get("nPrefixes").asInt()).isEqualTo(3);
        assertThat(top.get("as").asInt()).isEqualTo(65_001);
        assertThat(top.get("valuePercentCoverage").asDouble()).isCloseTo(100, within(1e-9));
        assertThat(top.get("topPrefixes").size()).isEqualTo(1);
        assertThat(top.get("topPrefixes").get(0).get("prefix").asString()).isEqualTo("10.4.1.0/24");
        assertThat(eval("bgpTopPrefixes('127.0.9.2', 5, 0, 'ingress').topPrefixes[0].prefix"))
                .isEqualTo("\"10.9.0.0/16\"");
        assertThat(eval("bgpPrefixForAddress('127.0.9.2', '10.4.1.9').valueEgress > 0"))
                .isEqualTo("true");
        assertThat(eval("bgpPrefixForAddress('127.0.9.2', '10.4.1.9').valueIngress"))
                .isEqualTo("0");

        BgpRouter.await("the covering prefix carries traffic too", () -> {
            send();
            send("10.255.0.1", "10.4.2.7");
            send("10.255.0.1", "10.4.2.7");
            return top("").get("topPrefixes").size() == 2;
        });
        JsonNode covered = top("?includeCovered=true").get("topPrefixes");
        assertThat(covered.toString()).contains("\"children\":[\"10.4.1.0/24\"]", "\"parentprefix\":\"10.4.0.0/16\"");
        assertThat(eval("bgpTopPrefixes('127.0.9.2', 5, 0, 'egress', true, 1, true).topPrefixes.map(p => p.prefix)"))
                .as("the next hops are the same")
                .isEqualTo("[\"10.4.0.0/16\"]");
        assertThat(product.get("/bgp/topprefixes/127.0.9.2/json?pruneCovered=perhaps")
                        .statusCode())
                .isEqualTo(400);
    }

    /** EDGE is the topology's part: agents that are no node of it learn nothing from the router. */
    @Test
    void edgeBindsTheAgentsOfTheTopologyAlone() throws IOException {
        router.connect(product.bgpPort());
        router.announce("10.4.1.0/24", 64_512);
        router.announce("10.9.0.0/16");
        eval("bgpRemoveSource('10.255.0.1'); bgpAddSource('EDGE', '127.0.9.2', 1)");
        assertThat(product.send("PUT", "/topology/json", "{nodes:{leaf:{agent:'10.255.0.2'}}}")
                        .statusCode())
                .isEqualTo(204);
        BgpRouter.await(
                "learned", () -> top("?includeCovered=true").get("nPrefixes").asInt() == 2);
        BgpRouter.await("the node knows, the other does not", () -> {
            send("10.255.0.1", "10.4.1.7");
            send("10.255.0.2", "10.4.1.7");
            return product.json("/activeflows/10.255.0.1/bgp/json").size() == 0
                    && product.json("/activeflows/10.255.0.2/bgp/json").size() > 0
                    && top("").get("topPrefixes").size() == 1;
        });
    }

    /** The router announces one route only, so next hops change nothing; what is malformed is refused. */
    @Test
    void nextHopsAreTakenAndRefusedWhenMalformed() {
        assertThat(eval("String(bgpSetNextHops({'192.0.2.9': '00:53:00:00:00:01', '2001:db8::9': '005300000002'}))"))
                .isEqualTo("\"undefined\"");
        assertThat(eval("try { bgpSetNextHops({'192.0.2.9': '00:53'}) } catch (e) { String(e) }"))
                .contains("MAC address '00:53' of next hop 192.0.2.9 is none");
        assertThat(eval("try { bgpSetNextHops({leaf: '005300000002'}) } catch (e) { String(e) }"))
                .contains("next hop 'leaf' is no address");
        assertThat(eval("String(bgpClearNextHops())")).isEqualTo("\"undefined\"");
    }

    /** Nodes may be known by the host name that their agents send, which may come later. */
    @Test
    void edgeBindsAgentsByTheirHostName() throws IOException {
        router.connect(product.bgpPort());
        router.announce("10.4.1.0/24", 64_512);
        router.announce("10.9.0.0/16");
        eval("bgpRemoveSource('10.255.0.1'); bgpAddSource('EDGE', '127.0.9.2')");
        assertThat(product.send("PUT", "/topology/json", "{nodes:{'leaf-7':{}}}")
                        .statusCode())
                .isEqualTo(204);
        Udp.send(
                new DatagramBuilder()
                        .agent("10.255.0.2")
                        .sequence(++sequence)
                        .counters(sample -> sample.source(2, 1)
                                .record(
                                        0,
                                        2000,
                                        r -> r.string("leaf-7")
                                                .raw(new byte[16])
                                                .u32(1)
                                                .u32(2)
                                                .string("6.1")))
                        .build(),
                product.sflowPort());
        BgpRouter.await("the node knows, the other does not", () -> {
            send("10.255.0.1", "10.4.1.7");
            send("10.255.0.2", "10.4.1.7");
            return product.json("/activeflows/10.255.0.1/bgp/json").size() == 0
                    && product.json("/activeflows/10.255.0.2/bgp/json").size() > 0;
        });
    }

    @Test
    void largeCommunitiesAreAnnouncedAndShown() {
        router.connect(product.bgpPort());
        String route = "{nexthop:'192.0.2.1',largecommunities:'65000:1:4294967295-65000:2:3'}";
        BgpRouter.await(
                "announced",
                () -> product.send("PUT", "/bgp/routepusher/127.0.9.2/10.0.0.9/32/json", route)
                                .statusCode()
                        == 204);
        BgpRouter.await(
                "told",
                () -> router.learned().getOrDefault("10.0.0.9/32", "").contains("65000:1:4294967295-65000:2:3"));
        assertThat(product.json("/bgp/routepusher/127.0.9.2/10.0.0.9/32/json")
                        .path("largecommunities")
                        .asString())
                .isEqualTo("65000:1:4294967295-65000:2:3");
        assertThat(product.send(
                                "PUT",
                                "/bgp/routepusher/127.0.9.2/10.0.0.9/32/json",
                                "{nexthop:'192.0.2.1',largecommunities:'65000:1'}")
                        .body())
                .contains("large community '65000:1' is not of the form number:number:number");
    }

    private JsonNode top(String query) {
        return product.json("/bgp/topprefixes/127.0.9.2/json" + query);
    }

    /** What an engine error ends takes its neighbours along, and all that was announced with them. */
    @Test
    void neighboursGoWithTheirScript() {
        router.connect(product.bgpPort());
        BgpRouter.await("announced", () -> router.learned().containsKey("10.77.0.1/32"));
        eval("nothingOfThisName");
        BgpRouter.await("withdrawn", () -> router.learned().isEmpty());
        assertThat(product.get("/bgp/routepusher/127.0.9.2/json").statusCode()).isEqualTo(404);
    }

    /** Puts a text in the place of a file at once: half of a script would be another script. */
    private void replace(Path file, String text) throws IOException {
        Path beside = Files.writeString(folder.resolve("edited"), text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void anEditedScriptAddsItsNeighboursAgainAndAFailedEditLeavesThemAlone() throws IOException {
        Path file = folder.resolve("peers.js");
        router.connect(product.bgpPort());
        BgpRouter.await("announced", () -> router.learned().containsKey("10.77.0.1/32"));
        replace(file, SCRIPT + "oops;");
        BgpRouter.await(
                "the edit has failed", () -> product.get("/scripts/json").body().contains("oops"));
        assertThat(router.learned()).containsKey("10.77.0.1/32");
        replace(file, SCRIPT.replace("10.77.0.1", "10.77.0.2"));
        BgpRouter.await(
                "announced by the edited one", () -> router.learned().keySet().equals(Set.of("10.77.0.2/32")));
        replace(file, "setHttpHandler(function() { return 'none'; });");
        BgpRouter.await("no neighbour any more", () -> router.learned().isEmpty());
        BgpRouter.await("it runs", () -> eval("").equals("none"));
    }

    private void send() {
        send("10.255.0.1", "10.4.1.7");
    }

    private void send(String agent, String destination) {
        byte[] packet = new PacketBuilder()
                .ethernet(0x0800)
                .ipv4(17, "10.9.0.1", destination)
                .udp(1000, 2000)
                .build();
        // Without numbers of their own they would be taken for the same one again.
        sequence++;
        byte[] datagram = new DatagramBuilder()
                .agent(agent)
                .sequence(sequence)
                .flow(s -> s.sequence(sequence).header(1000, packet))
                .build();
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(
                    datagram, datagram.length, InetAddress.getLoopbackAddress(), product.sflowPort()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
