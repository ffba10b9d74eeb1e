package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.pcap.CaptureReader;
import weir.pcap.CapturedDatagram;

/** The first page in a browser, over the recorded fabric. */
class OverviewPageTest {

    private static final String TALKERS = "[...document.querySelectorAll('#talkers .bars li:not(.none)')]";

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
    }

    private static String tile(String title) {
        return "[...document.querySelectorAll('.tile')].find(tile => tile.querySelector('h2').textContent === '" + title
                + "')";
    }

    @Test
    void showsTrafficFromTheFirstSamplesOn() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        browser.await("document.querySelectorAll('#protocols .bars li:not(.none)').length > 0");
        JsonNode protocols = Fabric.product().json("/flow/ui_protocols/json");
        assertThat(protocols.path("value").asString()).isEqualTo("bytes");
        assertThat(browser.text("#protocols")).contains("iperf", "5001/tcp", "bit/s");
        browser.await("document.querySelector('footer').innerText.includes('replays a capture')");
        assertThat(browser.text("footer")).doesNotContain("UDP");
        assertThat(browser.value("document.querySelector('#protocols .plot').ariaLabel")
                        .asString())
                .startsWith("Traffic by protocol, now");
    }

    @Test
    void talkersAreThoseThatRestTells() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        // Flows that are shown stay in what is told, which may have further ones by then.
        List<String> shown = browser.value(TALKERS + ".map(row => row.querySelector('.name').textContent)")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        List<String> told = Fabric.product()
                .json("/activeflows/ALL/ui_talkers/json?maxFlows=10")
                .valueStream()
                .map(flow -> flow.path("key").asString().replace("\u001f", " → "))
                .toList();
        assertThat(told).containsAll(shown.subList(0, 2));
    }

    @Test
    void portsAndAgentsAreCountedAsRestCountsThem() {
        Browser browser = Fabric.visit("/");
        browser.await(tile("Ports") + ".querySelector('.figure').textContent === '180'");
        browser.await(tile("Agents") + ".querySelector('.figure').textContent === '4'");
        JsonNode speed = Fabric.product().json("/metric/ALL/sum:ifspeed/json").get(0);
        assertThat(speed.path("metricN").asInt()).isEqualTo(180);
        assertThat(speed.path("metricValue").asDouble()).isCloseTo(200e9, within(1.0));
        assertThat(browser.text("#now")).contains("200 Gbit/s in all", "all report well");
    }

    @Test
    void busiestLinksHaveNamesOfTheTopology() {
        Browser browser = Fabric.visit("/");
        browser.await("document.querySelectorAll('#links li:not(.none)').length === 8");
        assertThat(browser.text("#links")).contains("leaf1 ⇄ spine1", "L1", "L8");
        browser.await("document.querySelectorAll('#ports li:not(.none)').length === 8");
        assertThat(browser.text("#ports")).contains("leaf1 swp", "bit/s");
    }

    @Test
    void aTalkerLeadsToItsFlows() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        String href = browser.value(TALKERS + "[0].querySelector('a').href").asString();
        assertThat(href).contains("/html/flows.html?", "filter=or%3Aipsource%3Aip6source%3Amacsource%3D10.4.");
    }

    /** Others may look at the same: the engine removes a definition once nobody gives it again. */
    @Test
    void definitionsAreLentAndStayForOthersWhenThePageIsLeft() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        assertThat(browser.requests()).anyMatch(url -> url.endsWith("/flow/ui_talkers/json?lease=40"));
        browser.leave();
        assertThat(Fabric.product().get("/flow/ui_talkers/json").statusCode()).isEqualTo(200);
        assertThat(Fabric.product().json("/activeflows/ALL/ui_talkers/json?maxFlows=10"))
                .isNotEmpty();
    }

    @Test
    void asksFewQuestions() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        listen(browser);
        // Questions are due at whole seconds of the page: from a half one on, those of every five seconds come once.
        browser.value("globalThis.since = 1_000 * Math.ceil(performance.now() / 1_000) + 500");
        browser.await("performance.now() - globalThis.since > 5_000");
        double perSecond = browser.value("asked.filter(entry => entry.startTime > globalThis.since"
                        + " && entry.startTime < globalThis.since + 5_000).length / 5")
                .asDouble();
        assertThat(perSecond).isBetween(0.5, 5.0);
    }

    /** Keeps in {@code asked} what the page asks from now on, itself or through its worker. */
    private static void listen(Browser browser) {
        browser.value("""
                (globalThis.asked = [],
                ((post) => Worker.prototype.postMessage = function (message, ...more) {
                  if (message.path) {
                    asked.push({ name: message.path, startTime: performance.now() });
                  }
                  return post.call(this, message, ...more);
                })(Worker.prototype.postMessage),
                new PerformanceObserver((list) => asked.push(...list.getEntries()
                  .filter((entry) => entry.initiatorType === 'fetch'))).observe({ type: 'resource' }), 1)""");
    }

    @Test
    void aHiddenPageAsksNothing() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        listen(browser);
        // In the phase of capture, so that the moment is taken before the page itself hears of it.
        browser.value("(globalThis.turns = [], addEventListener('visibilitychange',"
                + " () => turns.push(performance.now()), true), 1)");
        browser.cover();
        browser.value("globalThis.since = performance.now()");
        // More than is asserted: the page hears late that it is hidden.
        browser.await("performance.now() - globalThis.since > 6_000");
        browser.uncover();
        browser.await("turns.length === 2 && asked.some(entry => entry.startTime > turns[1])");
        assertThat(browser.value("turns[1] - turns[0]").asDouble()).isGreaterThan(4000);
        List<String> meanwhile = browser.value(
                        "asked.filter(entry => entry.startTime > turns[0] && entry.startTime < turns[1])"
                                + ".map(entry => entry.name)")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        assertThat(meanwhile).isEmpty();
    }

    /** Datagrams come, stop and come again: what is shown is what is measured, and it goes on by itself. */
    @Test
    void saysThatTrafficPausesAndGoesOnWhenItDoes() throws IOException {
        Browser browser = Fabric.browser();
        browser.leave();
        String figure = tile("Traffic") + ".querySelector('.figure').textContent";
        String moving = "/^[1-9][0-9.]* [kMG]?bit/.test(" + figure + ".replace(/([0-9])([a-zA-Z])/, '$1 $2'))";
        try (Product product = Product.run("-Dapp.folder=none");
                DatagramChannel channel = DatagramChannel.open();
                CaptureReader capture = CaptureReader.open(Repository.root().resolve("demo/leafspine.pcap.gz"), 6343)) {
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), product.sflowPort());
            send(capture, channel, to, 40);
            browser.visit(product, "/", 1440, 1000).await("document.getElementById('board').checkVisibility()");
            Await.until("traffic is shown", () -> {
                send(capture, channel, to, 5);
                return browser.value("Boolean(" + moving + ")").asBoolean()
                        && browser.value(TALKERS + ".length").asInt() > 0;
            });
            browser.await(
                    "document.getElementById('protocols').innerText.includes('No packet was sampled in the last seconds')");
            browser.await(figure + " === '0bit/s'");
            browser.await(
                    "document.getElementById('talkers').innerText.includes('No packet was sampled in the last seconds')");
            assertThat(browser.value("document.querySelector('#protocols .plot').ariaLabel")
                            .asString())
                    .startsWith("Traffic by protocol, now 0 bit/s");
            assertThat(product.json("/activeflows/ALL/ui_talkers/json?maxFlows=10&minValue=1"))
                    .isEmpty();
            browser.screenshot("overview-pause");
            Await.until("traffic is shown again", () -> {
                send(capture, channel, to, 5);
                return browser.value("Boolean(" + moving + ")").asBoolean()
                        && browser.value(TALKERS + ".length").asInt() > 0;
            });
            assertThat(browser.value("document.getElementById('restarted').checkVisibility()")
                            .asBoolean())
                    .isFalse();
            browser.leave();
        }
    }

    private static void send(CaptureReader capture, DatagramChannel channel, InetSocketAddress to, int number) {
        try {
            var datagram = new CapturedDatagram();
            for (int sent = 0; sent < number && capture.next(datagram); sent++) {
                channel.send(ByteBuffer.wrap(datagram.bytes(), datagram.start(), datagram.length()), to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void weighsLittle() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        int bytes = browser.value(
                        "performance.getEntriesByType('resource').filter(entry => entry.initiatorType !== 'fetch')"
                                + ".reduce((sum, entry) => sum + entry.encodedBodySize, 0)")
                .asInt();
        assertThat(bytes).isBetween(1, 300_000);
    }

    @Test
    void growsWithTheScreenSoThatAWallDisplayIsReadFromAfar() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        String letters = "parseFloat(getComputedStyle(document.querySelector('#talkers .name')).fontSize)";
        double usual = browser.value(letters).asDouble();
        browser.size(3840, 2160);
        browser.await(letters + " > " + 1.8 * usual);
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isEqualTo(3840);
        browser.screenshot("overview-light-3840");
    }

    @Test
    void fitsNarrowScreensAndBothThemes() {
        Browser browser = Fabric.visit("/");
        browser.await(TALKERS + ".length > 1");
        browser.screenshot("overview-light-1440");
        browser.prefers("prefers-color-scheme", "dark");
        browser.await("document.documentElement.dataset.theme === 'dark'");
        browser.screenshot("overview-dark-1440");
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        browser.screenshot("overview-dark-400");
        browser.prefers("prefers-color-scheme", "light");
    }
}
