package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import weir.testing.SharedData;

/** The page of the topology in a browser, over the recorded fabric. */
class TopologyPageTest {

    private static final String LINKS = "[...document.querySelectorAll('#map .link')]";
    private static final String NODES = "[...document.querySelectorAll('#map .node')]";
    private static final String LIST = "[...document.querySelectorAll('#list li:not(.none)')]";

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
    }

    private static double height(Browser browser, String node) {
        return browser.value(NODES + ".find(node => node.textContent === '" + node + "').getBoundingClientRect().y")
                .asDouble();
    }

    @Test
    void drawsSpinesAboveLeavesWithTheLoadOfTheirLinks() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await(LINKS + ".length === 8 && " + NODES + ".length === 4 && " + LIST + ".length === 8");
        browser.await("document.querySelectorAll('#map .u9').length === 0");
        browser.await("(" + NODES + ".find(node => node.textContent === 'spine1').getBoundingClientRect().y + 50 < "
                + NODES + ".find(node => node.textContent === 'leaf1').getBoundingClientRect().y)");
        assertThat(height(browser, "spine1")).isEqualTo(height(browser, "spine2"));
        assertThat(height(browser, "leaf1")).isEqualTo(height(browser, "leaf2"));
        assertThat(browser.text("#summary")).startsWith("8 links, ");
        browser.await("document.getElementById('missing').innerText === 'None: every agent that sends is in it.'");
        browser.screenshot("topology-light-1440");
    }

    /** Makes {@code lay} in the page: places of nodes for pairs of names, those with hosts, and the picture before. */
    private static Browser layout() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.value("(import('/html/places.js').then(({ placesOf }) => {"
                + " window.lay = (pairs, edge, before) =>"
                + " placesOf(pairs.map(([node1, node2]) => ({ node1, node2 })), new Set(edge), 900, before);"
                + " window.clos = [1, 2, 3, 4, 5, 6].flatMap(leaf => [1, 2].map(spine => ['leaf' + leaf, 'spine' + spine]));"
                + " window.leaves = clos.map(([leaf]) => leaf);"
                + " window.ring = [0, 1, 2, 3, 4, 5, 6, 7].map(i => ['r' + i, 'r' + (i + 1) % 8]);"
                + " window.at = picture => Object.fromEntries([...picture.places].map(([name, { x, y }]) => [name, [x, y]]));"
                + " }), 1)");
        return browser.await("typeof lay === 'function'");
    }

    @Test
    void theSameFabricHasTheSamePictureAndItsNodesStandBesideEachOther() {
        Browser browser = layout();
        JsonNode places = browser.value("at(lay(clos, leaves, null))");
        assertThat(browser.value("at(lay(clos.slice().reverse(), leaves, null))"))
                .isEqualTo(places);
        assertThat(places.size()).isEqualTo(8);
        for (int leaf = 1; leaf < 6; leaf++) {
            JsonNode left = places.path("leaf" + leaf);
            JsonNode right = places.path("leaf" + (leaf + 1));
            assertThat(left.get(1)).isEqualTo(right.get(1));
            assertThat(right.get(0).asDouble() - left.get(0).asDouble()).isGreaterThanOrEqualTo(100);
        }
        assertThat(places.path("spine1").get(1).asDouble())
                .isLessThan(places.path("leaf1").get(1).asDouble());
        assertThat(browser.value("at(lay([...clos, ['top', 'spine1'], ['top', 'spine2']], leaves, null)).top")
                        .get(0)
                        .asDouble())
                .isBetween(400.0, 500.0);
    }

    @Test
    void whatAppearsMovesNothingThatIsThere() {
        Browser browser = layout();
        JsonNode before = browser.value("at(window.first = lay(clos, leaves, null))");
        assertThat(browser.value("at(lay([...clos, ['leaf1', 'spine1'], ['leaf1', 'leaf2']], leaves, first))"))
                .isEqualTo(before);
        JsonNode after = browser.value("at(lay([...clos, ['spine3', 'leaf1'], ['spine3', 'leaf6']], leaves, first))");
        assertThat(after.size()).isEqualTo(9);
        before.propertyNames()
                .forEach(name -> assertThat(after.path(name)).as(name).isEqualTo(before.path(name)));
        JsonNode plane = browser.value("at(window.first = lay(ring, [], null))");
        JsonNode larger = browser.value("at(lay([...ring, ['r3', 'more']], [], first))");
        plane.propertyNames()
                .forEach(name -> assertThat(larger.path(name)).as(name).isEqualTo(plane.path(name)));
        assertThat(larger.path("more").size()).isEqualTo(2);
    }

    @Test
    void aNetworkWithoutRowsIsLaidOutInBothDirections() {
        Browser browser = layout();
        JsonNode places = browser.value("at(lay(ring, [], null))");
        double x = 0;
        double y = 0;
        for (JsonNode place : places) {
            x += place.get(0).asDouble() / 8;
            y += place.get(1).asDouble() / 8;
        }
        // Seen from their middle, the nodes of a ring stand in its order: no two links cross.
        double turned = 0;
        for (int i = 0; i < 8; i++) {
            JsonNode one = places.path("r" + i);
            JsonNode next = places.path("r" + (i + 1) % 8);
            double from = Math.atan2(one.get(1).asDouble() - y, one.get(0).asDouble() - x);
            double to = Math.atan2(next.get(1).asDouble() - y, next.get(0).asDouble() - x);
            turned += Math.IEEEremainder(to - from, 2 * Math.PI);
        }
        assertThat(Math.abs(turned)).isCloseTo(2 * Math.PI, within(0.001));
    }

    @Test
    void aLinkTellsItsEndsAndItsFlows() {
        Browser browser = Fabric.visit("/html/topology.html");
        String name = ".querySelector('.detail').textContent.split(',')[0]";
        browser.await(LIST + ".length === 8 && (globalThis.busiest = " + LIST + "[0]" + name + ")");
        String link = browser.value("globalThis.busiest").asString();
        // Another one may be the busiest by now.
        browser.click(LIST + ".find(row => row" + name + " === '" + link + "')?.querySelector('a')");
        browser.await(
                "location.search === '?link=" + link + "' && document.querySelectorAll('#facts div').length === 5");
        // Speeds come with an answer of their own.
        browser.await("document.getElementById('facts').innerText.includes('10 Gbit/s')");
        JsonNode told = Fabric.product().json("/topology/json").path("links").path(link);
        assertThat(browser.text("#facts"))
                .contains(
                        told.path("node1").asString() + " " + told.path("port1").asString(),
                        told.path("node2").asString() + " " + told.path("port2").asString(),
                        "10 Gbit/s");
        browser.await("document.querySelectorAll('#link-flows li:not(.none)').length > 0");
        assertThat(browser.text("#link-flows")).contains("10.4.", "bit/s");
        assertThat(browser.text("#cause")).containsAnyOf("mice", "elephant", "collision");
        browser.click("document.getElementById('all-links')");
        browser.await("location.search === '' && document.getElementById('list').checkVisibility()");
    }

    @Test
    void tracesPacketsOverTheFabric() {
        Browser browser = Fabric.visit("/html/topology.html?trace=ipdestination%3D10.4.2.2");
        browser.await(LINKS + ".length === 8");
        browser.await("document.querySelectorAll('#map .traced').length > 0");
        assertThat(browser.value("document.querySelector('#map .traced').ariaLabel")
                        .asString())
                .contains("traced packets arrive at");
        assertThat(browser.value("document.querySelectorAll('#map .faded').length")
                        .asInt())
                .isPositive();
    }

    @Test
    void theNoteFollowsTheFileThatIsInstalled() throws IOException {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await("document.getElementById('file-note').innerText.startsWith('version ')");
        String before = browser.text("#file-note");
        Fabric.put(Fabric.product(), "/topology/json", Files.readString(SharedData.path("topology.json")));
        browser.await("/^version [0-9]+$/.test(document.getElementById('file-note').innerText)"
                + " && document.getElementById('file-note').innerText !== '" + before + "'");
    }

    @Test
    void saysThatATraceFindsNothing() {
        Browser browser = Fabric.visit("/html/topology.html?trace=ipttl%3D1");
        browser.await(
                "document.getElementById('mistake').innerText === 'No sample of the last seconds passes ipttl=1.'");
    }

    /** Data sources that a statistic is over. */
    private static int count(String statistic) {
        return Fabric.product().json(statistic).path(0).path("metricN").asInt(0);
    }

    @Test
    void tellsWhatEntersTheFabricAndWhatItCarries() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await("document.querySelectorAll('#now .tile').length === 5 && !document.querySelector('#now').hidden");
        // When the capture begins again, ports have no rates until their second counters.
        Await.until("as many ports are shown as REST counts", () -> {
            int edge = count("/metric/EDGE/sum:ifinoctets/json");
            String shown = browser.text("#now");
            return count("/metric/CORE/sum:ifoutoctets/json") == 16
                    && edge > 0
                    && shown.contains(edge + " edge ports")
                    && shown.contains("16 core ports");
        });
        browser.await("document.querySelector('#now').innerText.includes('of 8')");
        assertThat(browser.text("#now")).contains("Enters at the edge", "bit/s", "of 8");
    }

    @Test
    void anElephantIsTracedWithAClick() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await("document.querySelectorAll('#elephants li:not(.none) a').length > 0");
        browser.click("document.querySelector('#elephants li:not(.none) a')");
        browser.await("decodeURIComponent(location.search).startsWith('?trace=or:ipsource')");
        browser.await("document.querySelectorAll('#map .traced').length > 0");
        browser.value("history.back()");
        browser.await("location.search === '' && document.querySelectorAll('#map .traced').length === 0");
    }

    @Test
    void saysWhatIsWrongWithAFilter() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await(LINKS + ".length === 8");
        browser.value("document.querySelector('#trace input').value = 'ipsource'");
        browser.press("document.querySelector('#trace input')");
        browser.await("document.getElementById('mistake').innerText.includes('a comparison with')");
        // The browser notes the refusal itself; nothing else may stand there.
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("400"));
    }

    @Test
    void checksAFileBeforeItIsInstalled() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await("document.getElementById('text').value.includes('leaf1') && " + LIST + ".length === 8");
        int version = Fabric.product().json("/topology/json").path("version").asInt();
        // Which ports there are comes with an answer of its own: what was checked before it is checked again.
        Await.until("nothing is wrong", () -> {
            browser.click("document.getElementById('check')");
            return browser.text("#problems").equals("Nothing is wrong: 8 links, all ends are known.");
        });
        browser.value(
                "document.getElementById('text').value = '{\"links\": {\"A\": {\"node1\": \"leaf1\", \"port1\": \"swp99\", \"node2\": \"spine9\"}}}'");
        browser.click("document.getElementById('install')");
        browser.await("document.getElementById('problems').innerText.includes('Link A: node2 or port2 is missing.')");
        assertThat(browser.text("#problems")).contains("leaf1 has no port swp99");
        browser.value("document.getElementById('text').value = '{'");
        browser.click("document.getElementById('check')");
        browser.await("document.getElementById('problems').innerText.startsWith('It is not JSON')");
        assertThat(Fabric.product().json("/topology/json").path("version").asInt())
                .isEqualTo(version);
    }

    @Test
    void fitsNarrowScreens() {
        Browser browser = Fabric.visit("/html/topology.html");
        browser.await(LINKS + ".length === 8");
        browser.prefers("prefers-color-scheme", "dark");
        browser.screenshot("topology-dark-1440");
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        // What is drawn is laid out anew for its place.
        browser.await("document.querySelector('#map svg').getBoundingClientRect().width <= 400");
        browser.screenshot("topology-dark-400");
        browser.prefers("prefers-color-scheme", "light");
    }
}
