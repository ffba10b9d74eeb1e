package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of flows in a browser, over the recorded fabric. */
class FlowsPageTest {

    private static final String ROWS = "[...document.querySelectorAll('.flows tbody tr:not(.details)')]";
    private static final String FIRST = ROWS + "[0].querySelector('.drill')";

    @AfterEach
    void nothingWasRefusedOrFailed() {
        Fabric.assertClean();
    }

    private static String field(String name) {
        return "document.querySelector('[name=" + name + "]')";
    }

    private static String search(Browser browser) {
        return browser.value("decodeURIComponent(location.search)").asString();
    }

    @Test
    void showsTheLargestFlowsAsRestTellsThem() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 1");
        String name = Fabric.product()
                .json("/flow/json")
                .propertyStream()
                .filter(flow -> flow.getKey().startsWith("ui_")
                        && flow.getValue().path("keys").asString().equals("ipsource,ipdestination")
                        && flow.getValue().path("value").asString().equals("bytes")
                        && flow.getValue().path("filter").asString("").isEmpty())
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        // Flows that are shown stay in what is told, which may have further ones by then.
        List<String> shown = browser.value(ROWS
                        + ".map(row => [...row.querySelectorAll('.key')].map(cell => cell.innerText.trim()).join(' '))")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        List<String> told = Fabric.product()
                .json("/activeflows/ALL/" + name + "/json")
                .valueStream()
                .map(flow -> flow.path("key").asString().replace("\u001f", " "))
                .toList();
        assertThat(told).containsAll(shown.subList(0, 2));
        assertThat(browser.text(".flows tbody .value")).contains("bit/s");
        assertThat(browser.text("#state")).contains(" in ", "flows");
    }

    @Test
    void aClickNarrowsAndTheBackButtonWidens() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 1");
        // Rows change places each second, so the one that was clicked is told by the click.
        browser.value("(addEventListener('click', event => globalThis.clicked = event.target.textContent, true), 1)");
        browser.click(FIRST);
        browser.await("location.search.includes('filter')");
        String host = browser.value("globalThis.clicked").asString();
        assertThat(search(browser)).isEqualTo("?filter=ipsource=" + host);
        browser.await(ROWS + ".length > 0 && " + ROWS + ".every(row => row.querySelector('.drill').textContent === '"
                + host + "')");
        assertThat(browser.text("#drilled")).contains("ipsource=" + host);
        browser.value("history.back()");
        browser.await("location.search === '' && " + ROWS + ".length > 1");
        assertThat(browser.value(field("filter") + ".value").asString()).isEmpty();
    }

    @Test
    void everyViewIsItsAddress() {
        Browser browser =
                Fabric.visit("/html/flows.html?keys=ipsource&value=packets&filter=ipprotocol%3D6&mode=edge&t=5");
        browser.await(ROWS + ".length > 0");
        assertThat(browser.value(field("filter") + ".value").asString()).isEqualTo("ipprotocol=6");
        assertThat(browser.value(field("mode") + ".value").asString()).isEqualTo("edge");
        assertThat(browser.text(".flows tbody .value")).contains("pkt/s");
        assertThat(browser.text(".flows thead")).contains("ipsource", "pkt/s");
    }

    @Test
    void saysWhereAMistakeIsWhileItIsTyped() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.type(field("filter"), "ipprotocol=6&nothing:x=1");
        browser.await("document.querySelector('#mistake mark')?.textContent === 'nothing:x=1'");
        assertThat(browser.text("#mistake")).contains("filter, position 14", "there is no function 'nothing'");
        assertThat(browser.value(field("filter") + ".ariaInvalid").asString()).isEqualTo("true");
        browser.press(field("filter"));
        assertThat(search(browser)).isEmpty();
        browser.screenshot("flows-mistake");
    }

    @Test
    void saysThatNoSampleHadAKey() {
        Browser browser = Fabric.visit("/html/flows.html?keys=nosuchkey");
        browser.await("document.querySelector('#mistake.remark')?.innerText.includes('No sample had nosuchkey')");
        browser.await("document.getElementById('none').innerText.includes('No sample has these keys')");
        browser.visit(
                Fabric.product(), "/html/flows.html?keys=group:ipsource:nogroup&filter=nosuchtest%3D1", 1440, 1000);
        browser.await(
                "document.querySelector('#mistake.remark')?.innerText"
                        + " === 'No sample had nosuchtest in the last minutes: flows appear when one has. There is no group nogroup.'");
    }

    @Test
    void aVeryLongMistakeFits() {
        Browser browser = Fabric.visit("/html/flows.html?keys=" + "x".repeat(3000));
        browser.await("document.querySelector('#mistake.remark')?.innerText.includes('No sample had xxx')");
        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(1440);
    }

    /** The moments of ten minutes go from the front; what is looked at is not moved. */
    @Test
    void whatIsLookedAtStaysTheSameMoment() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.value("(globalThis.real = Date.now, globalThis.quick = real(),"
                + " Date.now = () => quick + 50 * (real() - quick), 1)");
        browser.await("Number(document.getElementById('time').max) > -1 && " + ROWS + ".length > 1");
        browser.press("document.getElementById('pause')");
        browser.await("Number(document.getElementById('time').max) > 4");
        browser.value("(document.getElementById('time').value = '3', "
                + "document.getElementById('time').dispatchEvent(new Event('input')))");
        String moment = browser.text("#moment");
        // On a busy machine two go at a time.
        browser.await("Number(document.getElementById('time').value) < 3");
        assertThat(browser.text("#moment")).isEqualTo(moment);
        assertThat(browser.text("#state")).startsWith("at " + moment);
    }

    @Test
    void proposesKeysOfTheTrafficAndFunctions() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 0");
        browser.type(field("keys"), ",tcpsourcep");
        browser.await("document.querySelector('.keys .proposals li')?.innerText.includes('tcpsourceport')");
        assertThat(browser.text(".keys .proposals")).contains("seen");
        browser.type(field("keys"), org.openqa.selenium.Keys.ARROW_DOWN, org.openqa.selenium.Keys.ENTER, ",mas");
        browser.await("document.querySelector('.keys .proposals')?.innerText.includes('mask:<key>:<bits>')");
        browser.type(field("keys"), "k:");
        browser.await("document.getElementById('hint').innerText.startsWith('mask:<key>:<bits>')");
        browser.type(field("keys"), "ipsource:24");
        browser.press(field("keys"));
        browser.await(
                "decodeURIComponent(location.search).includes('ipsource,ipdestination,tcpsourceport,mask:ipsource:24')");
        browser.await(ROWS + ".length > 0 && document.querySelector('.flows tbody').innerText.includes('/24')");
    }

    @Test
    void proposesValuesWithTheirFunctions() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 0");
        browser.value("(" + field("value") + ".value = '', " + field("value") + ".focus())");
        browser.await("document.querySelector('.value .proposals')?.innerText.includes('bits per second')");
        browser.type(field("value"), "avg");
        browser.await("document.querySelector('.value .proposals').innerText.includes('avg:<key>')");
        browser.type(field("value"), org.openqa.selenium.Keys.ARROW_DOWN, org.openqa.selenium.Keys.ENTER, "ipbyt");
        browser.await("document.getElementById('hint').innerText.startsWith('avg:<key>')");
        browser.await("document.querySelector('.value .proposals').innerText.includes('ipbytes')");
        browser.type(field("value"), org.openqa.selenium.Keys.ARROW_DOWN, org.openqa.selenium.Keys.ENTER);
        browser.press(field("value"));
        browser.await("decodeURIComponent(location.search).includes('value=avg:ipbytes')");
        browser.await(ROWS + ".length > 0 && /^\\d/.test(document.querySelector('.flows tbody .value').innerText)");
    }

    @Test
    void readyMadeQueriesAreOneClickAway() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.click("[...document.querySelectorAll('#topics summary')].find(topic => topic.textContent === 'QUIC')");
        browser.click(
                "[...document.querySelectorAll('#topics a')].find(link => link.textContent === 'Hosts that speak QUIC')");
        browser.await("decodeURIComponent(location.search).includes('udpsourceport=443|udpdestinationport=443')");
        browser.await(
                "document.getElementById('none').innerText.includes('No sample has these keys and passes the filter')");
        assertThat(browser.text("#topics .current summary")).contains("QUIC");
    }

    @Test
    void everyReadyMadeQueryCanBeRead() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await("document.querySelectorAll('#topics a').length > 30");
        for (JsonNode href :
                browser.value("[...document.querySelectorAll('#topics a')].map(link => new URL(link.href).search)")) {
            String query =
                    href.asString().replace("+", "%20").replaceAll("([?&])value=(bits|packets|bytes)(&|$)", "$1$3");
            JsonNode answer =
                    Fabric.product().json("/flowcheck/json" + (query.isEmpty() ? "?" : query) + "&value=bytes");
            assertThat(answer.path("valid").asBoolean())
                    .as(href.asString() + answer)
                    .isTrue();
        }
    }

    @Test
    void standsStillAndLooksBack() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 1");
        browser.press("document.getElementById('pause')");
        browser.await("document.getElementById('scrub').checkVisibility()");
        assertThat(browser.text("#state")).startsWith("at ");
        browser.await("Number(document.getElementById('time').max) > 3");
        browser.value("(document.getElementById('time').value = '0', "
                + "document.getElementById('time').dispatchEvent(new Event('input')))");
        String moment = browser.text("#moment");
        assertThat(browser.text("#state")).startsWith("at " + moment);
        browser.screenshot("flows-paused");
        browser.press("document.getElementById('pause')");
        browser.await("!document.getElementById('scrub').checkVisibility()");
    }

    @Test
    void tellsThePlacesThatSeeAFlow() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 1");
        browser.click(ROWS + "[0].querySelector('td:last-child button')");
        browser.await("document.querySelectorAll('.details .places li').length > 0");
        assertThat(browser.text(".details .places")).containsPattern("(leaf|spine)[12] swp");
    }

    @Test
    void sortsByTheHeads() {
        Browser browser = Fabric.visit("/html/flows.html?keys=ipsource");
        browser.await(ROWS + ".length > 1");
        browser.press("document.querySelector('.flows th button')");
        browser.await("document.querySelector('.flows th').ariaSort === 'ascending'");
        JsonNode keys = browser.value(ROWS + ".map(row => row.querySelector('.drill').textContent)");
        List<String> shown = keys.valueStream().map(JsonNode::asString).toList();
        assertThat(shown).isSorted();
    }

    @Test
    void copiesAsTextThatWorks() {
        Browser browser = Fabric.visit("/html/flows.html?keys=ipsource&filter=ipprotocol%3D6");
        browser.await(ROWS + ".length > 0");
        browser.value("navigator.clipboard.writeText = text => (globalThis.copied = text, Promise.resolve())");
        browser.click("document.querySelector('#copy summary')");
        browser.click("document.querySelector('[data-copy=curl]')");
        browser.await("globalThis.copied !== undefined");
        String curl = browser.value("globalThis.copied").asString();
        assertThat(curl).contains("/flow/myflow/json", "\"keys\":\"ipsource\"", "\"filter\":\"ipprotocol=6\"");
        browser.click("document.querySelector('#copy summary')");
        browser.click("document.querySelector('[data-copy=prometheus]')");
        browser.await("globalThis.copied.includes('/app/prometheus/')");
        assertThat(browser.value("globalThis.copied").asString()).contains("key=ipsource", "value=bytes");
    }

    @Test
    void copiedScriptRunsAndTellsTheRowsOfThePage() throws IOException {
        Browser browser = Fabric.visit("/html/flows.html?keys=ipsource,ipdestination&filter=ipprotocol%3D6");
        browser.await(ROWS + ".length > 0");
        String key = browser.value(
                        "[..." + ROWS + "[0].querySelectorAll('.key')].map(cell => cell.innerText.trim()).join()")
                .asString();
        browser.value("navigator.clipboard.writeText = text => (globalThis.copied = text, Promise.resolve())");
        browser.click("document.querySelector('#copy summary')");
        browser.click("document.querySelector('[data-copy=script]')");
        browser.await("globalThis.copied !== undefined");
        Files.writeString(Fabric.script(), browser.value("globalThis.copied").asString());
        try {
            Await.until(
                    "the script has told the first row",
                    () -> Fabric.product()
                            .json("/log/json?maxLines=1000")
                            .valueStream()
                            .anyMatch(line -> line.path("text").asString().contains(key + " ")));
        } finally {
            Files.writeString(Fabric.script(), "// Nothing any more.\n");
        }
        assertThat(Fabric.product().json("/scripts/json").toString()).doesNotContain("failed");
    }

    @Test
    void fitsNarrowScreensAndBothThemes() {
        Browser browser = Fabric.visit("/html/flows.html");
        browser.await(ROWS + ".length > 1");
        browser.screenshot("flows-light-1440");
        browser.prefers("prefers-color-scheme", "dark");
        browser.await("document.documentElement.dataset.theme === 'dark'");
        browser.screenshot("flows-dark-1440");
        browser.size(400, 1600);
        browser.await("innerWidth === 400 && document.documentElement.scrollWidth <= 400");
        browser.screenshot("flows-dark-400");
        browser.prefers("prefers-color-scheme", "light");
    }
}
