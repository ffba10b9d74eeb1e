package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of thresholds and events in a browser, over the recorded fabric. */
class EventsPageTest {

    private static final String EVENTS = "[...document.querySelectorAll('#events tbody tr')]";

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
        for (String name : new String[] {"port_in", "pair"}) {
            Fabric.delete(Fabric.product(), "/threshold/" + name + "/json");
        }
        Fabric.delete(Fabric.product(), "/flow/pairs/json");
    }

    private static String field(String name) {
        return "document.querySelector('[name=" + name + "]')";
    }

    private static String usual(String title) {
        return "[...document.querySelectorAll('#topics button')].find(button => button.textContent === '" + title
                + "')";
    }

    @Test
    void anEventAbove100MegabitIsRaisedInThreeClicks() {
        Browser browser = Fabric.visit("/html/events.html");
        browser.click(usual("Port receives"));
        assertThat(browser.text("#hint"))
                .isEqualTo("An event when ifinoctets of a data source reaches 12,500,000 bytes per second.");
        browser.click("document.querySelector('#threshold [type=submit]')");
        browser.await("document.querySelector('#thresholds tbody').innerText.includes('port_in')");
        JsonNode threshold = Fabric.product().json("/threshold/port_in/json");
        assertThat(threshold.path("value").asDouble()).isEqualTo(12_500_000);
        assertThat(threshold.path("metric").asString()).isEqualTo("ifinoctets");
        browser.await(EVENTS + ".some(row => row.innerText.includes('port_in'))");
        // Names of nodes come with an answer of their own.
        browser.await("/(leaf|spine)[12] /.test(document.querySelector('#events tbody').innerText)");
        assertThat(browser.text("#events tbody")).contains("bit/s", "100 Mbit/s");
        browser.screenshot("events-light-1440");
    }

    @Test
    void anEventShowsTheSamplesThatItRestsOn() {
        Fabric.put(Fabric.product(), "/flow/pairs/json", "{keys:'ipsource,ipdestination',value:'bytes'}");
        Fabric.put(Fabric.product(), "/threshold/pair/json", "{metric:'pairs',value:100000,byFlow:true,timeout:2}");
        Browser browser = Fabric.visit("/html/events.html");
        browser.await(EVENTS + ".some(row => row.innerText.includes('pair'))");
        String id = latest();
        Await.until(
                "the evidence is taken",
                () -> Fabric.product().get("/events/" + id + "/evidence/json").statusCode() == 200);
        Browser shown = Fabric.visit("/html/events.html?event=" + id);
        shown.await("document.getElementById('evidence-body').innerText.includes('stand for')");
        JsonNode evidence = Fabric.product().json("/events/" + id + "/evidence/json");
        assertThat(shown.text("#evidence-title")).isEqualTo("What event " + id + " rests on");
        assertThat(shown.text("#evidence-body"))
                .contains(
                        evidence.path("samples").asInt() + " sample",
                        evidence.path("sources").get(0).path("address").asString());
        assertThat(shown.value("document.querySelector('#evidence-body a').pathname")
                        .asString())
                .isEqualTo("/events/" + id + "/pcap");
        shown.screenshot("evidence-light-1440");
        shown.click("document.getElementById('evidence-close')");
        shown.await("location.search === '' && !document.getElementById('evidence').checkVisibility()");
        shown.value("history.back()");
        shown.await("document.getElementById('evidence').checkVisibility()");
    }

    private static String latest() {
        return Fabric.product()
                .json("/events/json?thresholdID=pair&maxEvents=1")
                .path(0)
                .path("eventID")
                .asString();
    }

    @Test
    void triesAThresholdOnThePastWithoutSettingIt() {
        Browser browser = Fabric.visit("/html/events.html");
        browser.click(usual("Pair of hosts"));
        browser.click("document.getElementById('try')");
        browser.await("document.getElementById('trial').innerText.match(/It would (not )?have fired.* in the last /)");
        assertThat(Fabric.product().get("/threshold/pair/json").statusCode()).isEqualTo(404);
        assertThat(Fabric.product().json("/flow/pairs/json").path("value").asString())
                .isEqualTo("bytes");
    }

    @Test
    void anAnswerOfTheTrialGoesWithItsQuestion() {
        Browser browser = Fabric.visit("/html/events.html");
        browser.click(usual("Port receives"));
        browser.click("document.getElementById('try')");
        browser.await("document.getElementById('trial').checkVisibility()");
        browser.type(field("timeout"), "abc");
        browser.await("!document.getElementById('trial').checkVisibility()");
        browser.await("document.getElementById('mistake').innerText.includes(\"is not a number of seconds\")");
        browser.value("(" + field("timeout") + ".value = '', " + field("metric") + ".value = '')");
        browser.type(field("metric"), "nosuch");
        browser.value("(" + field("value") + ".value = '')");
        browser.type(field("value"), "5");
        // The page does not say that nobody sent it before it was told what was sent.
        browser.await("document.getElementById('metrics').options.length > 0");
        browser.click("document.getElementById('try')");
        browser.await("document.getElementById('trial').innerText.includes('Nothing has sent a metric nosuch')");
    }

    @Test
    void saysWhatIsWrong() {
        Browser browser = Fabric.visit("/html/events.html");
        browser.click("document.querySelector('#threshold [type=submit]')");
        browser.await("document.getElementById('mistake').innerText === 'A metric and a limit are needed.'");
        browser.type(field("metric"), "load_one");
        browser.type(field("value"), "much");
        browser.await("document.getElementById('mistake').innerText.includes(\"'much' is not a number with a unit\")");
        browser.type(field("value"), "\b\b\b\b5 Mbit/s");
        browser.await("document.getElementById('mistake').innerText.includes('load_one is not counted in bytes')");
    }

    @Test
    void removesAThreshold() {
        assertThat(Fabric.put(Fabric.product(), "/threshold/pair/json", "{metric:'load_one',value:1e9}")
                        .statusCode())
                .isEqualTo(204);
        Browser browser = Fabric.visit("/html/events.html");
        browser.await("document.querySelector('#thresholds tbody').innerText.includes('pair')");
        browser.click(
                "[...document.querySelectorAll('#thresholds tbody button')].find(button => button.textContent === 'Remove'"
                        + " && button.closest('tr').innerText.startsWith('pair'))");
        browser.await("!document.querySelector('#thresholds tbody').innerText.includes('pair')");
        assertThat(Fabric.product().get("/threshold/pair/json").statusCode()).isEqualTo(404);
    }

    @Test
    void fitsNarrowScreens() {
        Browser browser = Fabric.visit("/html/events.html");
        browser.click(usual("Pair of hosts"));
        browser.prefers("prefers-color-scheme", "dark");
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        browser.screenshot("events-dark-400");
        browser.prefers("prefers-color-scheme", "light");
    }
}
